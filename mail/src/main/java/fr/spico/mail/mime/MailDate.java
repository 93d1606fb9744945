package fr.spico.mail.mime;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Dates of RFC 5322 §3.3, the obsolete forms of §4.3, and what else is found: month names in full
/// or in French, no seconds, no zone, two-digit years, trailing comments.
final class MailDate {

    private static final Pattern SHAPE =
            Pattern.compile(
                    "(?:[\\p{L}.]+,?\\s*)?(\\d{1,2})[\\s-]+([\\p{L}.]+)[\\s-]+(\\d{2,4}),?\\s+"
                            + "(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?(?:[.,]\\d+)?\\s*"
                            + "([+-]\\s?\\d{1,2}:?\\d{2}|[A-Za-z]{1,5})?.*");

    /// `Mon Mar 9 09:05:00 2026`, as C's ctime writes it, perhaps with a zone before the year.
    private static final Pattern CTIME =
            Pattern.compile(
                    "[\\p{L}]{3}\\s+(\\p{L}{3})\\s+(\\d{1,2})\\s+(\\d{2}:\\d{2}:\\d{2})(\\s+[A-Z]{1,5})?"
                            + "\\s+(\\d{4})(\\s+[+-]\\d{4})?");

    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");

    private static final Map<String, Integer> OTHER_MONTHS =
            Map.of("fév", 2, "fev", 2, "avr", 4, "mai", 5, "jui", 6, "aoû", 8, "aou", 8, "déc", 12);

    private static final Map<String, String> ZONES =
            Map.of(
                    "EST", "-0500", "EDT", "-0400", "CST", "-0600", "CDT", "-0500", "MST", "-0700",
                    "MDT", "-0600", "PST", "-0800", "PDT", "-0700", "CET", "+0100", "CEST",
                    "+0200");

    /// Comments behind a date may be longer; they say nothing.
    private static final int LONGEST = 200;

    private MailDate() {}

    static Optional<OffsetDateTime> parse(String text) {
        String stripped = text.strip();
        String date = stripped.substring(0, Math.min(stripped.length(), LONGEST));
        Matcher ctime = CTIME.matcher(date);
        Matcher m = SHAPE.matcher(ctime.matches() ? ctime.replaceAll("$2 $1 $5 $3$4$6") : date);
        try {
            return m.matches() ? Optional.of(read(m)) : readIso(date);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static OffsetDateTime read(Matcher m) {
        String second = m.group(6);
        // A leap second has no place in java.time.
        int seconds = second == null ? 0 : Math.min(59, Integer.parseInt(second));
        LocalDate date =
                LocalDate.of(year(m.group(3)), month(m.group(2)), Integer.parseInt(m.group(1)));
        LocalTime time =
                LocalTime.of(Integer.parseInt(m.group(4)), Integer.parseInt(m.group(5)), seconds);
        return OffsetDateTime.of(date, time, zone(m.group(7)));
    }

    private static Optional<OffsetDateTime> readIso(String text) {
        return Optional.of(OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME));
    }

    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        if (digits.length() == 2) {
            return year < 50 ? 2000 + year : 1900 + year;
        }
        return digits.length() == 3 ? 1900 + year : year;
    }

    private static int month(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("juil")) {
            return 7;
        }
        String start = lower.substring(0, Math.min(3, lower.length()));
        int index = MONTHS.indexOf(start);
        return index >= 0 ? index + 1 : OTHER_MONTHS.getOrDefault(start, 0);
    }

    /// A zone that nobody knows is UTC (RFC 5322 §4.3).
    private static ZoneOffset zone(@org.jspecify.annotations.Nullable String zone) {
        if (zone == null) {
            return ZoneOffset.UTC;
        }
        String offset = ZONES.getOrDefault(zone.toUpperCase(Locale.ROOT), zone);
        if (Character.isLetter(offset.charAt(0))) {
            return ZoneOffset.UTC;
        }
        String digits = offset.replaceAll("[^0-9]", "");
        String padded = digits.length() == 3 ? "0" + digits : digits;
        int hours = Integer.parseInt(padded.substring(0, 2));
        int minutes = Integer.parseInt(padded.substring(2));
        int sign = offset.charAt(0) == '-' ? -1 : 1;
        if (hours > 18 || minutes > 59 || hours * 60 + minutes > 18 * 60) {
            return ZoneOffset.UTC;
        }
        return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }
}
