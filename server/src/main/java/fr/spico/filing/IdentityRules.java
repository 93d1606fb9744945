package fr.spico.filing;

import fr.spico.dossier.BirthDates;
import fr.spico.dossier.Ins;
import fr.spico.dossier.Names;
import fr.spico.dossier.Patient;
import fr.spico.exchange.PatientTraits;
import fr.spico.exchange.PatientTraits.Sex;
import fr.spico.filing.Evidence.Metadata;
import fr.spico.filing.Evidence.Texts;
import fr.spico.filing.Trait.Kind;
import fr.spico.filing.Trait.State;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Compares the identity of a document with that of a dossier's patient, trait by trait. Decides
/// nothing: a person does.
final class IdentityRules {

    /// What a trait that agrees, or does not, says on whose the document is.
    private static final Map<Kind, Integer> WEIGHTS =
            Map.of(
                    Kind.MATRICULE, 10,
                    Kind.BIRTH_NAME, 4,
                    Kind.FIRST_NAMES, 3,
                    Kind.USED_NAME, 1,
                    Kind.BIRTH_DATE, 4,
                    Kind.SEX, 1,
                    Kind.BIRTHPLACE, 1);

    /// Two names, or a name and a date; never a name alone.
    private static final int ENOUGH = 6;

    private static final Pattern BORN =
            Pattern.compile(
                    "(?iu)\\b(née?s?|né\\(e\\)|ddn|naissance)\\h*(le|:|du)?\\h*:?\\h*(le\\h+)?$");

    private IdentityRules() {}

    /// In the order in which people compare; traits that neither has are left out.
    static List<Trait> compared(Evidence evidence, Patient patient, LocalDate today) {
        List<Trait> traits =
                switch (evidence) {
                    case Metadata(PatientTraits said) -> said(said, patient);
                    case Texts texts -> written(texts, patient, today);
                };
        return traits.stream()
                .filter(trait -> !trait.document().isEmpty() || !trait.dossier().isEmpty())
                .toList();
    }

    /// How much speaks for a patient.
    static int score(List<Trait> traits) {
        return traits.stream()
                .mapToInt(trait ->
                        switch (trait.state()) {
                            case SAME -> weight(trait);
                            case DIFFERENT -> -weight(trait);
                            case UNKNOWN -> 0;
                        })
                .sum();
    }

    /// Somebody named in full is shown though a date or an INS is another (a slip, a homonym): a
    /// person sees what differs. Where both are, it is somebody else.
    static boolean isCandidate(List<Trait> traits) {
        boolean named = is(traits, Kind.BIRTH_NAME) && is(traits, Kind.FIRST_NAMES);
        int score = score(traits);
        return is(traits, Kind.MATRICULE) || score >= ENOUGH || (named && score > 0);
    }

    private static boolean is(List<Trait> traits, Kind kind) {
        return traits.stream().anyMatch(trait -> trait.is(kind, State.SAME));
    }

    /// Two qualified identities that are one: the INS, its register and every strict trait (the
    /// birthplace where both say it).
    static boolean isExact(Evidence evidence, Patient patient, List<Trait> traits) {
        if (!(evidence instanceof Metadata(PatientTraits said))
                || patient.state() != Patient.State.QUALIFIED
                || patient.ins().isEmpty()) {
            return false;
        }
        Ins ins = patient.ins().get();
        boolean register =
                said.ins()
                        .filter(i ->
                                i.matricule().equals(ins.matricule()) && i.oid().equals(ins.oid()))
                        .isPresent();
        return register
                && Stream.of(Kind.BIRTH_NAME, Kind.FIRST_NAMES, Kind.BIRTH_DATE, Kind.SEX)
                        .allMatch(kind -> is(traits, kind))
                && traits.stream()
                        .filter(trait -> trait.kind() != Kind.USED_NAME)
                        .noneMatch(trait -> trait.state() == State.DIFFERENT);
    }

    private static int weight(Trait trait) {
        return WEIGHTS.getOrDefault(trait.kind(), 0);
    }

    // --- what software says

    private static List<Trait> said(PatientTraits said, Patient patient) {
        String matricule = patient.ins().map(Ins::matricule).orElse("");
        return List.of(
                plain(
                        Kind.MATRICULE,
                        said.ins().map(PatientTraits.Ins::matricule).orElse(""),
                        matricule),
                name(Kind.BIRTH_NAME, said.birthName(), patient.birthName()),
                firstNames(String.join(" ", said.birthFirstNames()), patient.birthFirstNames()),
                name(Kind.USED_NAME, said.usedName(), patient.usedName()),
                plain(
                        Kind.BIRTH_DATE,
                        said.birthDate().map(LocalDate::toString).orElse(""),
                        patient.birthDate().toString()),
                plain(
                        Kind.SEX,
                        said.sex() == Sex.U ? "" : said.sex().name(),
                        patient.sex() == Patient.Sex.U ? "" : patient.sex().name()),
                plain(Kind.BIRTHPLACE, said.birthplace(), patient.birthplace()));
    }

    private static Trait plain(Kind kind, String document, String dossier) {
        return new Trait(
                kind, document, dossier, state(document, dossier, document.equals(dossier)));
    }

    /// `LE GOFF` and `Legoff` are one name.
    private static Trait name(Kind kind, String document, String dossier) {
        return new Trait(
                kind,
                document,
                dossier,
                nameState(document, dossier, letters(document).equals(letters(dossier))));
    }

    /// « Marie » and « Marie Claude », but neither « Jean » and « Jeanne » nor « Marie-Ange » and «
    /// Marie-Claude ».
    private static Trait firstNames(String document, String dossier) {
        List<String> one = Names.words(document);
        List<String> other = Names.words(dossier);
        int shared = Math.min(one.size(), other.size());
        boolean same = one.subList(0, shared).equals(other.subList(0, shared));
        return new Trait(Kind.FIRST_NAMES, document, dossier, nameState(document, dossier, same));
    }

    /// A name without a letter (« ? », « - ») says nothing: it is never the same as another.
    private static State nameState(String document, String dossier, boolean same) {
        return hasLetter(document) && hasLetter(dossier)
                ? state(document, dossier, same)
                : State.UNKNOWN;
    }

    private static boolean hasLetter(String name) {
        return Names.plain(name).chars().anyMatch(Character::isLetter);
    }

    private static State state(String document, String dossier, boolean same) {
        if (document.isBlank() || dossier.isBlank()) {
            return State.UNKNOWN;
        }
        return same ? State.SAME : State.DIFFERENT;
    }

    private static String letters(String name) {
        return Names.plain(name).replace(" ", "");
    }

    // --- what people wrote

    private static List<Trait> written(Texts texts, Patient patient, LocalDate today) {
        String all = texts.all();
        List<String> words = Names.words(all);
        String last = found(words, List.of(patient.birthName(), patient.usedName()));
        String first =
                last.isEmpty()
                        ? ""
                        : found(
                                words,
                                List.of(
                                        patient.firstName(),
                                        patient.birthFirstNames().split(" ")[0]));
        return List.of(
                matricule(all, patient),
                seen(Kind.BIRTH_NAME, last, patient.birthName()),
                seen(Kind.FIRST_NAMES, first, patient.birthFirstNames()),
                birthDate(texts, patient, today));
    }

    /// What is not in a text does not differ.
    private static Trait seen(Kind kind, String document, String dossier) {
        return new Trait(kind, document, dossier, document.isEmpty() ? State.UNKNOWN : State.SAME);
    }

    /// The first of these names whose words stand in a row.
    private static String found(List<String> words, List<String> names) {
        return names.stream()
                .filter(name -> !Names.words(name).isEmpty())
                .filter(name -> java.util.Collections.indexOfSubList(words, Names.words(name)) >= 0)
                .findFirst()
                .orElse("");
    }

    private static Trait matricule(String all, Patient patient) {
        String known = patient.ins().map(Ins::matricule).orElse("");
        List<String> found = Ins.matricules(all);
        String said = found.contains(known) ? known : found.isEmpty() ? "" : found.getFirst();
        return plain(Kind.MATRICULE, said, known);
    }

    private static Trait birthDate(Texts texts, Patient patient, LocalDate today) {
        String known = patient.birthDate().toString();
        Set<LocalDate> births = births(texts, today);
        boolean anywhere =
                BirthDates.in(texts.all(), today).stream()
                        .anyMatch(date -> date.dates().contains(patient.birthDate()));
        String said =
                anywhere ? known : births.stream().findFirst().map(LocalDate::toString).orElse("");
        return plain(Kind.BIRTH_DATE, said, known);
    }

    /// Dates that are said to be of a birth: « née le », or at the end of a subject.
    private static Set<LocalDate> births(Texts texts, LocalDate today) {
        List<LocalDate> births = new ArrayList<>();
        String all = texts.text();
        for (BirthDates.Found date : BirthDates.in(all, today)) {
            String before = all.substring(Math.max(0, date.start() - 40), date.start());
            if (BORN.matcher(before).find()) {
                births.add(date.dates().getFirst());
            }
        }
        atTheEnd(texts.subject(), today).ifPresent(births::add);
        return new java.util.LinkedHashSet<>(births);
    }

    private static Optional<LocalDate> atTheEnd(String subject, LocalDate today) {
        return BirthDates.in(subject, today).stream()
                .filter(date -> date.end() == subject.stripTrailing().length())
                .map(date -> date.dates().getFirst())
                .filter(date -> date.isBefore(today.minusYears(2)))
                .findFirst();
    }
}
