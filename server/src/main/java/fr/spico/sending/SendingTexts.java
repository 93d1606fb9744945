package fr.spico.sending;

import fr.spico.dossier.BirthDates;
import fr.spico.dossier.Ins;
import fr.spico.dossier.Names;
import fr.spico.dossier.Patient;
import fr.spico.sending.Difference.Code;
import fr.spico.sending.SendingRules.Question;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Names, dates and numbers in a mail's subject and text that are not those of the documents'
/// patient.
final class SendingTexts {

    private static final DateTimeFormatter FRENCH = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final Set<String> CIVILITIES =
            Set.of("mme", "madame", "m", "mr", "monsieur", "mlle", "patient", "patiente");
    private static final int BETWEEN_NAMES = 2;

    /// What stands before a date of birth.
    private static final Pattern BORN =
            Pattern.compile(
                    "(?iu)\\b(née?s?|né\\(e\\)|ddn|naissance)\\h*(le|:|du)?\\h*:?\\h*(le\\h+)?$");

    /// The form of row T3: « … – Nom Prénom Date de naissance ».
    private static final Pattern NAMED_SUBJECT = Pattern.compile(".* [–-] (?<name>\\D{3,80}?) $");

    /// As row T3 writes somebody: the last name in capitals, then the first name.
    private static final Pattern PERSON =
            Pattern.compile("(?<last>\\p{Lu}[\\p{Lu}'’ -]{2,}\\p{Lu}) \\p{Lu}\\p{Ll}[\\p{L}'’ -]*");

    private static final Pattern STATED =
            Pattern.compile(
                    "\\b(?:[Pp]atiente?|PATIENTE?)\\h*:\\h*(?:(?:Mme|Mlle|Mr?\\.?|Madame|Monsieur)\\h+)?"
                            + "(?<name>\\p{Lu}[\\p{Lu}'’ -]*\\p{Lu} \\p{Lu}\\p{Ll}[\\p{L}'’-]*)");

    /// Capitals before a word that begins with one, and yet nobody's name.
    private static final Set<String> NO_NAMES =
            Set.of("BILAN", "ECHO", "EHPAD", "FOYER", "RADIO", "SCANNER", "SSIAD", "TDM", "USLD");

    private SendingTexts() {}

    static List<Difference> differences(Question question) {
        List<Difference> differences = new ArrayList<>();
        otherPatients(question).forEach(differences::add);
        birthDates(question).forEach(differences::add);
        matricules(question).forEach(differences::add);
        subject(question).or(() -> stated(question)).ifPresent(differences::add);
        return differences;
    }

    // --- another patient

    private static Stream<Difference> otherPatients(Question question) {
        List<String> words = Names.words(question.subject() + " . " + question.text());
        List<Patient> patients = question.patients();
        boolean named = patients.stream().anyMatch(patient -> isNamed(words, patient));
        return question.others().stream()
                .filter(other -> patients.stream().noneMatch(p -> isNamesake(p, other)))
                .filter(other -> !isProfessional(question, other))
                .filter(other ->
                        hasFullName(words, other) || (!named && hasCivilName(words, other)))
                .map(other ->
                        Difference.of(
                                Code.OTHER_PATIENT,
                                "Le message nomme %s ; les documents sont de %s."
                                        .formatted(
                                                other.displayName(),
                                                patients.getFirst().displayName())));
    }

    private static boolean isNamed(List<String> words, Patient patient) {
        return lastNames(patient).anyMatch(name -> at(words, name).findAny().isPresent());
    }

    /// Two patients that a text cannot tell apart.
    private static boolean isNamesake(Patient one, Patient other) {
        boolean sameLast = lastNames(one).anyMatch(name -> lastNames(other).anyMatch(name::equals));
        return sameLast
                && firstNames(one).anyMatch(name -> firstNames(other).anyMatch(name::equals));
    }

    private static boolean isProfessional(Question question, Patient other) {
        return question.professionals().stream()
                .map(Names::words)
                .anyMatch(words -> hasFullName(words, other));
    }

    /// First and last name within two words of each other, in either order.
    private static boolean hasFullName(List<String> words, Patient patient) {
        return lastNames(patient)
                .anyMatch(last ->
                        at(words, last)
                                .anyMatch(from -> isBeside(words, from, last.size(), patient)));
    }

    private static boolean isBeside(List<String> words, int from, int length, Patient patient) {
        return firstNames(patient)
                .anyMatch(first -> {
                    int low = Math.max(0, from - BETWEEN_NAMES - first.size());
                    int high = Math.min(words.size(), from + length + BETWEEN_NAMES + first.size());
                    return at(words.subList(low, from), first).findAny().isPresent()
                            || at(words.subList(from + length, high), first).findAny().isPresent();
                });
    }

    /// « Mme Cabirol ».
    private static boolean hasCivilName(List<String> words, Patient patient) {
        return lastNames(patient)
                .anyMatch(last ->
                        at(words, last)
                                .anyMatch(i -> i > 0 && CIVILITIES.contains(words.get(i - 1))));
    }

    /// Where a sequence of words begins.
    private static Stream<Integer> at(List<String> words, List<String> sequence) {
        return Stream.iterate(0, i -> i + sequence.size() <= words.size(), i -> i + 1)
                .filter(i -> words.subList(i, i + sequence.size()).equals(sequence));
    }

    private static Stream<List<String>> lastNames(Patient patient) {
        return Stream.of(patient.birthName(), patient.usedName())
                .map(Names::words)
                .filter(words -> !words.isEmpty())
                .distinct();
    }

    private static Stream<List<String>> firstNames(Patient patient) {
        return Stream.of(patient.firstName(), patient.birthFirstNames().split(" ", 2)[0])
                .map(Names::words)
                .filter(words -> !words.isEmpty())
                .distinct();
    }

    // --- dates and numbers

    private static Stream<Difference> birthDates(Question question) {
        return Stream.of(question.subject(), question.text())
                .flatMap(text ->
                        BirthDates.in(text, question.today()).stream()
                                .filter(found -> isOfBirth(text, found.start()))
                                .filter(found -> isNobodys(question, found.dates()))
                                .map(BirthDates.Found::dates))
                .distinct()
                .map(dates -> birthDate(question, dates));
    }

    private static boolean isOfBirth(String text, int start) {
        return BORN.matcher(text.substring(Math.max(0, start - 40), start)).find();
    }

    private static boolean isNobodys(Question question, List<LocalDate> dates) {
        return question.patients().stream().noneMatch(p -> dates.contains(p.birthDate()));
    }

    private static Difference birthDate(Question question, List<LocalDate> dates) {
        Patient patient = question.patients().getFirst();
        return Difference.of(
                Code.BIRTH_DATE,
                "Le message parle d’une naissance le %s ; %s est du %s."
                        .formatted(
                                FRENCH.format(dates.getFirst()),
                                patient.displayName(),
                                FRENCH.format(patient.birthDate())));
    }

    private static Stream<Difference> matricules(Question question) {
        Set<String> known =
                question.patients().stream()
                        .flatMap(p -> p.ins().stream())
                        .map(Ins::matricule)
                        .collect(java.util.stream.Collectors.toSet());
        return Ins.matricules(question.subject() + "\n" + question.text()).stream()
                .filter(matricule -> !known.contains(matricule))
                .map(matricule ->
                        Difference.of(
                                Code.MATRICULE,
                                "Le message contient le matricule INS d’une autre personne que %s."
                                        .formatted(question.patients().getFirst().displayName())))
                .limit(1);
    }

    /// A subject in the default form whose name or date was changed, or stayed from another mail.
    private static Optional<Difference> subject(Question question) {
        List<BirthDates.Found> dates = BirthDates.in(question.subject(), question.today());
        if (dates.isEmpty()
                || dates.getLast().end() != question.subject().stripTrailing().length()) {
            return Optional.empty();
        }
        BirthDates.Found date = dates.getLast();
        Matcher form = NAMED_SUBJECT.matcher(question.subject().substring(0, date.start()));
        if (!form.matches()) {
            return Optional.empty();
        }
        List<String> words = Names.words(form.group("name"));
        boolean named = question.patients().stream().anyMatch(p -> hasFullName(words, p));
        boolean born = !isNobodys(question, date.dates());
        boolean other =
                !named
                        && !born
                        && isPerson(form.group("name"))
                        && otherPatients(question).findAny().isEmpty();
        if ((named == born && !other) || isRecent(question, date)) {
            return Optional.empty();
        }
        return Optional.of(
                named
                        ? birthDate(question, date.dates())
                        : Difference.of(
                                Code.NAME,
                                "L’objet nomme « %s » ; les documents sont de %s."
                                        .formatted(
                                                form.group("name"),
                                                question.patients().getFirst().displayName())));
    }

    /// « Patient : DUPONT Michel », who is nobody whose documents these are.
    private static Optional<Difference> stated(Question question) {
        return STATED.matcher(question.subject() + "\n" + question.text())
                .results()
                .map(found -> found.group("name"))
                .filter(name ->
                        question.patients().stream()
                                .noneMatch(p -> hasFullName(Names.words(name), p)))
                .filter(name -> otherPatients(question).findAny().isEmpty())
                .findFirst()
                .map(name ->
                        Difference.of(
                                Code.NAME,
                                "Le message nomme « %s » ; les documents sont de %s."
                                        .formatted(
                                                name,
                                                question.patients().getFirst().displayName())));
    }

    /// « MARTIN Luc », not « IRM Cérébrale » or « EHPAD Albi ».
    private static boolean isPerson(String name) {
        Matcher form = PERSON.matcher(name.strip());
        return form.matches() && !NO_NAMES.contains(form.group("last"));
    }

    /// The date of an act rather than of a birth.
    private static boolean isRecent(Question question, BirthDates.Found found) {
        return found.dates().stream().anyMatch(d -> d.isAfter(question.today().minusYears(2)));
    }
}
