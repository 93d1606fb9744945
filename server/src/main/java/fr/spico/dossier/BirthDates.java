package fr.spico.dossier;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads dates as French people write them.
public final class BirthDates {

    private static final List<String> MONTHS =
            List.of(
                    "jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov",
                    "dec");

    private static final Pattern DATE =
            Pattern.compile(
                    """
                    (?<![\\d/.-])(?:
                      (?<iy>\\d{4})-(?<im>\\d{1,2})-(?<id>\\d{1,2})
                      | (?<d>\\d{1,2})(?:\\h*[/.-]\\h*|\\h+)(?<m>\\d{1,2})(?:\\h*[/.-]\\h*|\\h+)(?<y>\\d{4}|\\d{2})
                      | (?<wd>\\d{1,2})(?:er)?[\\h-]+(?<w>\\p{L}{3,9})\\.?[\\h-]+(?<wy>\\d{4}|\\d{2})
                      | (?<cd>\\d{2})(?<cm>\\d{2})(?<cy>(?:18|19|20)\\d{2})
                    )(?![\\d/-])\
                    """,
                    Pattern.COMMENTS);

    private BirthDates() {}

    /// A date found in a text.
    ///
    /// @param dates what it can mean, none in the future: two digits of a year can mean two years
    public record Found(int start, int end, List<LocalDate> dates) {}

    /// Every date of a text, in order.
    public static List<Found> in(String text, LocalDate today) {
        List<Found> found = new ArrayList<>();
        Matcher m = DATE.matcher(text);
        int from = 0;
        while (m.find(from)) {
            List<LocalDate> dates = dates(m, today);
            if (!dates.isEmpty()) {
                found.add(new Found(m.start(), m.end(), dates));
            }
            from = dates.isEmpty() ? m.start() + 1 : m.end();
        }
        return found;
    }

    private static List<LocalDate> dates(Matcher m, LocalDate today) {
        if (m.group("iy") != null) {
            return dates(m.group("iy"), number(m.group("im")), m.group("id"), today);
        }
        if (m.group("y") != null) {
            return dates(m.group("y"), number(m.group("m")), m.group("d"), today);
        }
        if (m.group("wy") != null) {
            return dates(m.group("wy"), month(m.group("w")), m.group("wd"), today);
        }
        return dates(m.group("cy"), number(m.group("cm")), m.group("cd"), today);
    }

    private static List<LocalDate> dates(String year, int month, String day, LocalDate today) {
        Stream<Integer> years =
                year.length() == 4
                        ? Stream.of(number(year))
                        : Stream.of(2000 + number(year), 1900 + number(year));
        return years.flatMap(y -> Stream.ofNullable(date(y, month, number(day))))
                .filter(date -> !date.isAfter(today))
                .toList();
    }

    private static @Nullable LocalDate date(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// 0 for a word that is no month.
    private static int month(String word) {
        String plain = Names.plain(word.toLowerCase(Locale.ROOT));
        for (int i = 0; i < MONTHS.size(); i++) {
            if (plain.startsWith(MONTHS.get(i))) {
                return i + 1;
            }
        }
        return 0;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
