package fr.spico.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What an identity must be to be kept, and what somebody who searches means.
final class DossierRules {

    private static final Pattern BIRTHPLACE = Pattern.compile("([0-9]{2}|2[AB])[0-9]{3}");
    private static final Pattern MATRICULE_BEGINNING =
            Pattern.compile("[123478][0-9]{4}([0-9]{0,10}|2[AB][0-9]{0,8})");

    /// What people write before a birth date: « née le », « DDN : », « né(e) le jeudi ».
    private static final Pattern BORN =
            Pattern.compile(
                    """
                    (?<!\\p{L})
                    (?:date\\h+de\\h+naissance|naissance|ddn|n(?:[ée]|e\u0301)(?:es?|s|\\(e\\))?)?+
                    [\\h:,]*+
                    (?:(?<!\\p{L})(?:le|du|au)(?!\\p{L}))?+
                    [\\h:]*+
                    (?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)?+
                    [\\h:,]*+$\
                    """,
                    Pattern.COMMENTS | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /// « CABIROL née VIAL » names two names.
    private static final Pattern NEE =
            Pattern.compile(
                    "(?<!\\p{L})n(?:é|e\u0301)(?:e|\\(e\\))?(?!\\p{L})",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final LocalDate EARLIEST = LocalDate.of(1880, 1, 1);
    private static final int LONGEST_NAME = 100;

    private DossierRules() {}

    /// Empty when the identity can be kept.
    static List<IdentityProblem> problems(
            Patient patient, boolean testIdentities, LocalDate today) {
        List<IdentityProblem> problems = new ArrayList<>();
        name(problems, "birthName", patient.birthName(), "Le nom de naissance");
        name(problems, "birthFirstNames", patient.birthFirstNames(), "Le prénom de naissance");
        optionalName(problems, "usedName", patient.usedName());
        optionalName(problems, "usedFirstName", patient.usedFirstName());
        LocalDate birth = patient.birthDate();
        if (birth.isAfter(today) || birth.isBefore(EARLIEST)) {
            problems.add(
                    new IdentityProblem("birthDate", "La date de naissance n’est pas possible."));
        }
        if (!patient.birthplace().isEmpty()
                && !BIRTHPLACE.matcher(patient.birthplace()).matches()) {
            problems.add(
                    new IdentityProblem(
                            "birthplace",
                            "Le lieu de naissance est un code INSEE de 5 caractères."));
        }
        ins(patient, testIdentities)
                .ifPresent(message -> problems.add(new IdentityProblem("matricule", message)));
        return problems;
    }

    private static Optional<String> ins(Patient patient, boolean testIdentities) {
        boolean has = patient.ins().isPresent();
        if (has != patient.state().hasIns()) {
            return Optional.of(
                    has
                            ? "Une identité provisoire ou validée n’a pas encore de matricule INS."
                            : "Une identité récupérée ou qualifiée a un matricule INS.");
        }
        return patient.ins().flatMap(ins -> InsRules.refusal(ins, testIdentities));
    }

    private static void name(
            List<IdentityProblem> problems, String trait, String value, String subject) {
        if (Names.plain(value).isEmpty()) {
            problems.add(new IdentityProblem(trait, subject + " est obligatoire."));
        } else {
            optionalName(problems, trait, value);
        }
    }

    private static void optionalName(List<IdentityProblem> problems, String trait, String value) {
        if (value.length() > LONGEST_NAME || value.chars().anyMatch(Character::isISOControl)) {
            problems.add(
                    new IdentityProblem(
                            trait, "Un nom a au plus " + LONGEST_NAME + " caractères."));
        }
    }

    /// What was typed, taken apart.
    ///
    /// @param words beginnings of names, all of which are wanted
    /// @param dates birth dates, one of which is wanted; none = any
    /// @param matricule its beginning, or empty
    record Wanted(List<String> words, List<LocalDate> dates, String matricule) {

        boolean everything() {
            return words.isEmpty() && dates.isEmpty() && matricule.isEmpty();
        }

        @Override
        public String toString() {
            return "Wanted[…]";
        }
    }

    static Wanted wanted(String typed, LocalDate today) {
        // Whole numbers first: a part of one can look like a date.
        String rest =
                InsRules.WRITTEN
                        .matcher(typed)
                        .replaceAll(number -> number.group().replaceAll("[\\h.]", ""));
        List<LocalDate> dates = new ArrayList<>();
        for (BirthDates.Found found : BirthDates.in(rest, today).reversed()) {
            dates.addAll(found.dates());
            String before = BORN.matcher(rest.substring(0, found.start())).replaceFirst("");
            rest = before + " " + rest.substring(found.end());
        }
        rest = NEE.matcher(rest).replaceAll(" ");
        List<String> words = new ArrayList<>();
        String matricule = "";
        for (String word : Names.words(joinedDigits(rest))) {
            if (MATRICULE_BEGINNING.matcher(word.toUpperCase(java.util.Locale.ROOT)).matches()) {
                matricule = word.toUpperCase(java.util.Locale.ROOT);
            } else {
                words.add(word);
            }
        }
        return new Wanted(words, dates, matricule);
    }

    /// « 2 79 03 51 215 189 89 » is one number.
    private static String joinedDigits(String text) {
        return text.replaceAll("(?<=[0-9])[ \u00a0\u202f](?=[0-9])", "");
    }
}
