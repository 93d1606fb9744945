package fr.spico.sandbox.mails;

import fr.spico.sandbox.cast.Person;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Turns a script's text into one of its many forms: `[one|or another]`, and `{placeholders}`.
final class Phrases {
    private static final Pattern CHOICE = Pattern.compile("\\[([^\\[\\]]*\\|[^\\[\\]]*)\\]");
    private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z0-9]+)([+-]\\d+)?\\}");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM", Locale.FRENCH);
    private static final DateTimeFormatter BIRTH =
            DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.FRENCH);
    private static final List<String> WEEKDAYS =
            List.of("lundi", "mardi", "mercredi", "jeudi", "vendredi");

    private final RandomGenerator random;
    private final Subject subject;
    private final Subject other;

    Phrases(RandomGenerator random, Subject subject, Subject other) {
        this.random = random;
        this.subject = subject;
        this.other = other;
    }

    /// @param reader to whom it is written
    String fill(String template, Instant date, Person reader) {
        String chosen =
                CHOICE.matcher(template)
                        .replaceAll(match ->
                                java.util.regex.Matcher.quoteReplacement(choose(match.group(1))));
        LocalDate today = date.atZone(Headers.PARIS).toLocalDate();
        return PLACE.matcher(chosen)
                .replaceAll(match ->
                        java.util.regex.Matcher.quoteReplacement(place(match, today, reader)))
                .strip();
    }

    private String choose(String options) {
        String[] each = options.split("\\|", -1);
        return each[random.nextInt(each.length)];
    }

    private String place(MatchResult match, LocalDate today, Person reader) {
        return switch (match.group(1)) {
            case "p" -> "Mme " + subject.firstName() + " " + subject.lastName();
            case "n" -> "Mme " + subject.lastName();
            case "q" -> "Mme " + other.lastName();
            case "NOM" -> subject.lastName().toUpperCase(Locale.FRENCH);
            case "ddn" -> BIRTH.format(subject.birth());
            case "age" -> String.valueOf(Period.between(subject.birth(), today).getYears());
            case "prenom" -> reader.firstName();
            case "d" -> DAY.format(today.plusDays(Integer.parseInt(match.group(2))));
            case "jour" -> WEEKDAYS.get(random.nextInt(WEEKDAYS.size()));
            case "h" ->
                    (8 + random.nextInt(11))
                            + " h "
                            + List.of("00", "15", "30", "45").get(random.nextInt(4));
            // Numbers that the French regulator keeps for fiction.
            case "tel" -> "05 36 49 %02d %02d".formatted(random.nextInt(100), random.nextInt(100));
            default -> measure(match.group(1));
        };
    }

    private String measure(String name) {
        return switch (name) {
            case "inr" -> decimal(12, 46);
            case "hb" -> decimal(92, 140);
            case "temp" -> decimal(366, 384);
            case "hba1c" -> decimal(78, 108);
            case "poids" -> decimal(480, 890);
            case "creat" -> whole(58, 168);
            case "crp" -> whole(2, 120);
            case "ta" -> whole(11, 17) + "/" + whole(6, 10);
            case "ch" -> whole(101, 240);
            case "num" -> whole(12, 960);
            default -> throw new IllegalArgumentException("unknown placeholder " + name);
        };
    }

    private String decimal(int fromTenths, int toTenths) {
        int tenths = random.nextInt(fromTenths, toTenths);
        return tenths / 10 + "," + tenths % 10;
    }

    private String whole(int from, int to) {
        return String.valueOf(random.nextInt(from, to));
    }
}
