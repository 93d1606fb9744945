package fr.spico.sending;

import fr.spico.document.DocumentCategory;
import fr.spico.document.DocumentId;
import fr.spico.document.Documents.Recognised;
import fr.spico.dossier.Confidentiality;
import fr.spico.dossier.DocumentAction;
import fr.spico.dossier.Dossier;
import fr.spico.dossier.DossierId;
import fr.spico.dossier.DossierRights.Rights;
import fr.spico.dossier.Patient;
import fr.spico.mail.ExchangeSubject;
import fr.spico.sending.Difference.Code;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether documents, text and recipients of a mail agree (row B1). Says nothing without evidence:
/// a warning that is wrong teaches people to ignore the next one.
final class SendingRules {

    private static final String SEVERAL_CATEGORIES = "Documents";
    private static final int LONGEST_LABEL = 38;

    private SendingRules() {}

    /// A document in a mail.
    ///
    /// @param cancelled a later version « annule et remplace » this one
    record Attached(
            DocumentId id,
            String title,
            Confidentiality confidentiality,
            boolean cancelled,
            Dossier dossier) {

        @Override
        public String toString() {
            return "Attached[" + id + "]";
        }
    }

    /// What is compared.
    ///
    /// @param others patients of the sender's whose names may stand in the text
    /// @param circles rights of each dossier's members, by address
    /// @param professionals names of the sender and of the members: naming them is naming nobody
    ///   else
    record Question(
            String subject,
            String text,
            List<String> recipients,
            List<Attached> documents,
            List<Patient> others,
            Map<DossierId, Map<String, Rights>> circles,
            Set<String> professionals,
            LocalDate today) {

        List<Dossier> dossiers() {
            return List.copyOf(
                    documents.stream()
                            .collect(
                                    Collectors.toMap(
                                            d -> d.dossier().id(),
                                            Attached::dossier,
                                            (first, same) -> first,
                                            java.util.LinkedHashMap::new))
                            .values());
        }

        List<Patient> patients() {
            return dossiers().stream().map(Dossier::patient).toList();
        }

        @Override
        public String toString() {
            return "Question[…]";
        }
    }

    /// Row T3: « catégorie de document – Nom Prénom Date de naissance ».
    static String defaultSubject(Collection<DocumentCategory> categories, Patient patient) {
        return common(categories) + " – " + patient.displayNameAndBirth();
    }

    /// Row T3 in the letters of ECO.2.1.3, for a mail with an archive: behind the prefix a label of
    /// 40 characters at most, the names of birth without accents
    /// (docs/adr/0025-archives-travel-with-mails.md).
    static String exchangeSubject(Collection<DocumentCategory> categories, Patient patient) {
        String label = common(categories).replace('’', '\'');
        boolean fits = label.length() <= LONGEST_LABEL;
        return ExchangeSubject.of(
                (fits ? label : label.substring(0, LONGEST_LABEL).strip()) + " –",
                patient.birthName(),
                patient.birthFirstNames().split(" ", 2)[0],
                Optional.of(patient.birthDate()));
    }

    /// The subject that a mail with an archive must have; empty if it has one.
    static Optional<String> marked(String subject) {
        return subject.startsWith(ExchangeSubject.PREFIX)
                ? Optional.empty()
                : Optional.of(ExchangeSubject.PREFIX + ExchangeSubject.shown(subject));
    }

    private static String common(Collection<DocumentCategory> categories) {
        Set<String> labels =
                categories.stream()
                        .map(DocumentCategory::label)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        return labels.size() == 1 ? labels.iterator().next() : SEVERAL_CATEGORIES;
    }

    /// Empty when all agree, and when the mail carries no document.
    static List<Difference> differences(Question question) {
        if (question.documents().isEmpty()) {
            return List.of();
        }
        List<Difference> differences = new ArrayList<>();
        opposition(question, differences);
        severalPatients(question, differences);
        differences.addAll(SendingTexts.differences(question));
        for (Dossier dossier : question.dossiers()) {
            recipients(question, dossier, differences);
        }
        cancelled(question, differences);
        return differences;
    }

    /// The sentence on an opposed patient.
    static String oppositionSentence(Patient patient) {
        return "%s s’oppose à l’échange de ses données : un message avec un document de son dossier ne peut pas partir."
                .formatted(patient.displayName());
    }

    private static void opposition(Question question, List<Difference> differences) {
        question.dossiers().stream()
                .filter(dossier -> dossier.opposition().isPresent())
                .map(dossier ->
                        Difference.of(Code.OPPOSITION, oppositionSentence(dossier.patient())))
                .forEach(differences::add);
    }

    private static void severalPatients(Question question, List<Difference> differences) {
        List<Patient> patients = question.patients();
        if (patients.size() > 1) {
            String names =
                    patients.stream()
                            .map(Patient::displayName)
                            .collect(Collectors.joining(" et de "));
            differences.add(
                    Difference.of(
                            Code.SEVERAL_PATIENTS,
                            "Le message porte des documents de plusieurs patients : de "
                                    + names
                                    + "."));
        }
    }

    /// One difference per recipient and dossier: the graver one.
    private static void recipients(
            Question question, Dossier dossier, List<Difference> differences) {
        Map<String, Rights> circle = question.circles().getOrDefault(dossier.id(), Map.of());
        List<Attached> documents =
                question.documents().stream()
                        .filter(d -> d.dossier().id().equals(dossier.id()))
                        .toList();
        for (String address : question.recipients()) {
            if (isPatient(address, dossier.patient())) {
                continue;
            }
            Rights rights = circle.get(address);
            documents.stream()
                    .filter(document -> isNotFor(document, rights))
                    .findFirst()
                    .map(document -> confidentiality(address, document))
                    .or(() ->
                            rights == null
                                    ? Stream.of(outside(address, dossier)).findFirst()
                                    : Stream.<Difference>empty().findFirst())
                    .ifPresent(differences::add);
        }
    }

    /// A patient's address begins with their matricule.
    private static boolean isPatient(String address, Patient patient) {
        return patient.ins().filter(ins -> address.startsWith(ins.matricule() + "@")).isPresent();
    }

    private static boolean isNotFor(
            Attached document, @org.jspecify.annotations.Nullable Rights rights) {
        return document.confidentiality() != Confidentiality.NORMAL
                && (rights == null
                        || !rights.may(DocumentAction.READ, document.confidentiality(), false));
    }

    private static Difference confidentiality(String address, Attached document) {
        return new Difference(
                Code.CONFIDENTIALITY,
                "« %s » est de confidentialité « %s » et n’est pas ouvert à %s."
                        .formatted(document.title(), document.confidentiality().label(), address),
                address,
                document.id().text());
    }

    private static Difference outside(String address, Dossier dossier) {
        return new Difference(
                Code.OUTSIDE_CIRCLE,
                "%s n’est pas dans le cercle de soins de %s."
                        .formatted(address, dossier.patient().displayName()),
                address,
                null);
    }

    private static void cancelled(Question question, List<Difference> differences) {
        question.documents().stream()
                .filter(Attached::cancelled)
                .map(document ->
                        new Difference(
                                Code.CANCELLED_VERSION,
                                "« %s » est joint dans une version annulée et remplacée."
                                        .formatted(document.title()),
                                null,
                                document.id().text()))
                .forEach(differences::add);
    }

    /// Whose documents the attachments of a mail are. The same file can be in the dossiers of two
    /// patients: then it counts where the sender took it from, else where another attachment comes
    /// from, else nowhere, as nobody can tell.
    ///
    /// @param mine what is recognised in dossiers of the sender's
    /// @param taken documents that the sender took for a mail lately
    static List<Recognised> attributed(List<Recognised> mine, Set<DocumentId> taken) {
        Map<String, List<Recognised>> byContent =
                mine.stream().collect(Collectors.groupingBy(Recognised::digest));
        Set<DossierId> sure =
                byContent.values().stream()
                        .filter(same -> dossiers(same).size() == 1)
                        .map(same -> same.getFirst().dossier())
                        .collect(Collectors.toSet());
        Function<List<Recognised>, Stream<Recognised>> choose =
                same -> {
                    if (dossiers(same).size() == 1) {
                        return same.stream().limit(1);
                    }
                    List<Recognised> chosen =
                            same.stream().filter(r -> taken.contains(r.document())).toList();
                    return chosen.isEmpty()
                            ? same.stream().filter(r -> sure.contains(r.dossier())).limit(1)
                            : chosen.stream();
                };
        return byContent.values().stream().flatMap(choose).toList();
    }

    /// Dossiers whose patients a mail may concern: of a content that is in several, and nobody can
    /// tell from which it was taken, all of them.
    static Set<DossierId> concerned(List<Recognised> mine, List<Recognised> attributed) {
        Set<String> told = attributed.stream().map(Recognised::digest).collect(Collectors.toSet());
        return Stream.concat(
                        attributed.stream(), mine.stream().filter(r -> !told.contains(r.digest())))
                .map(Recognised::dossier)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<DossierId> dossiers(List<Recognised> same) {
        return same.stream().map(Recognised::dossier).collect(Collectors.toSet());
    }
}
