package fr.spico.sandbox.dossiers;

import fr.spico.sandbox.cast.Person;
import fr.spico.sandbox.dossiers.Patients.Patient;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The texts of `documents.txt`, each in one of its many forms.
final class Papers {

    private static final Pattern CHOICE = Pattern.compile("\\[([^\\[\\]]*\\|[^\\[\\]]*)\\]");
    private static final Pattern NUMBER = Pattern.compile("\\{(\\d+)-(\\d+)(:10)?\\}");
    private static final Pattern DATE = Pattern.compile("\\{date([+-]\\d+)?\\}");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final List<Template> TEMPLATES =
            Arrays.stream(Patients.read("/dossiers/documents.txt").split("(?m)^@ "))
                    .filter(block -> !block.isBlank())
                    .map(Papers::template)
                    .toList();

    private Papers() {}

    private record Template(String category, String title, Person author, String text) {}

    /// One document, written.
    record Paper(String category, String title, Person author, String text) {

        @Override
        public String toString() {
            return "Paper[" + category + "]";
        }
    }

    /// The n-th document of a patient, by somebody of their circle.
    static Paper write(Patient patient, int n, LocalDate date, RandomGenerator random) {
        List<Template> fitting =
                TEMPLATES.stream().filter(t -> patient.circle().contains(t.author())).toList();
        Template template = fitting.get((n + random.nextInt(2)) % fitting.size());
        return new Paper(
                template.category(),
                template.title(),
                template.author(),
                fill(template.text(), patient, date, random));
    }

    private static String fill(
            String text, Patient patient, LocalDate date, RandomGenerator random) {
        String chosen = CHOICE.matcher(text).replaceAll(m -> literal(choose(m, random)));
        String numbered = NUMBER.matcher(chosen).replaceAll(m -> literal(number(m, random)));
        return DATE.matcher(numbered)
                .replaceAll(m -> literal(day(m, date)))
                .replace("{p}", patient.polite())
                .replace("{ddn}", DAY.format(patient.birth()))
                .replace(
                        "{age}",
                        Integer.toString(Period.between(patient.birth(), date).getYears()));
    }

    private static String choose(MatchResult match, RandomGenerator random) {
        String[] options = match.group(1).split("\\|", -1);
        return options[random.nextInt(options.length)];
    }

    /// « {92-148:10} » is 9,2 to 14,8.
    private static String number(MatchResult match, RandomGenerator random) {
        int drawn =
                random.nextInt(
                        Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)) + 1);
        return match.group(3) == null ? "" + drawn : drawn / 10 + "," + drawn % 10;
    }

    private static String day(MatchResult match, LocalDate date) {
        int days = match.group(1) == null ? 0 : Integer.parseInt(match.group(1));
        return DAY.format(date.plusDays(days));
    }

    private static String literal(String text) {
        return Matcher.quoteReplacement(text);
    }

    private static Template template(String block) {
        int lineEnd = block.indexOf('\n');
        String[] cells = block.substring(0, lineEnd).split(" :: ");
        return new Template(
                cells[0].strip(),
                cells[1],
                Patients.person(cells[2].strip().charAt(0)),
                block.substring(lineEnd + 1).strip());
    }
}
