package fr.spico.sending;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.account.AccountId;
import fr.spico.document.DocumentCategory;
import fr.spico.document.DocumentId;
import fr.spico.document.Documents.Recognised;
import fr.spico.dossier.Confidentiality;
import fr.spico.dossier.Dossier;
import fr.spico.dossier.DossierId;
import fr.spico.dossier.DossierRights;
import fr.spico.dossier.Ins;
import fr.spico.dossier.Patient;
import fr.spico.sending.Difference.Code;
import fr.spico.sending.SendingRules.Attached;
import fr.spico.sending.SendingRules.Question;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendingRulesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private static final Patient SIMONE =
            patient("CABIROL", "", "Simone", LocalDate.of(1941, 3, 12), "241033155507469");
    private static final Patient ODETTE =
            patient("MONTAZEL", "PEYRUSSE", "Odette", LocalDate.of(1938, 11, 2), "238111220207445");
    private static final String NURSE = "karim.belhadj-roux@medimail.mssante.test";

    private final Dossier simone = dossier(SIMONE, false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CR ou fiche de consultation – CABIROL Simone 12/03/1941",
                "Résultats de Mme Cabirol",
                "CR de consultation CABIROL 12/02/2026",
                "Réunion – service de gériatrie 12/02/2026",
                "Bonjour",
                ""
            })
    void nothingIsAskedWhenAllAgree(String subject) {
        assertThat(codes(mail(subject, BODY))).isEmpty();
    }

    private static final String BODY =
            """
            Bonjour Karim,

            Voici le compte rendu de Mme Simone CABIROL, née le 12 mars 1941, vue le 02/11/2026.
            Son mari Odet l'accompagne. Dr Hélène Castelbon, 05 36 49 12 34.
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Voici le compte rendu de Mme Odette Montazel.",
                "Voici le compte rendu de MONTAZEL Odette.",
                "Voici le compte rendu de Madame Peyrusse Odette Marie.",
                "Voici le compte rendu de Mme Peyrusse.",
                "Simone Cabirol et Odette Peyrusse étaient présentes."
            })
    void anotherPatientsNameIsNoticed(String body) {
        assertThat(codes(mail("Compte rendu", body))).containsExactly(Code.OTHER_PATIENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mme Cabirol a vu le Dr Peyrusse.",
                "Mme Cabirol habite rue Montazel, près de chez Odette.",
                "Mme Cabirol est la voisine de Mme Peyrusse."
            })
    void aNameThatIsNoEvidenceIsLeftAlone(String body) {
        assertThat(codes(mail("Compte rendu", body))).isEmpty();
    }

    @Test
    void aColleagueOfTheSameNameAsAPatientIsNotThatPatient() {
        Question question = question("Compte rendu", "Vu par Odette Peyrusse.", List.of(NURSE));
        Question withColleague =
                new Question(
                        question.subject(),
                        question.text(),
                        question.recipients(),
                        question.documents(),
                        question.others(),
                        question.circles(),
                        Set.of("Dr Odette Peyrusse"),
                        TODAY);
        assertThat(codes(question)).containsExactly(Code.OTHER_PATIENT);
        assertThat(codes(withColleague)).isEmpty();
    }

    @Test
    void aBirthDateThatIsNotThePatientsIsNoticed() {
        assertThat(codes(mail("CR", "Mme Cabirol, née le 13/03/1941, va mieux.")))
                .containsExactly(Code.BIRTH_DATE);
        assertThat(codes(mail("CR", "Mme Cabirol (DDN : 12/03/41) vue le 13/03/2026."))).isEmpty();
        assertThat(codes(mail("CR – CABIROL Simone 12/03/1951", "Bonjour")))
                .containsExactly(Code.BIRTH_DATE);
    }

    @Test
    void aSubjectThatStayedFromAnotherMailIsNoticed() {
        assertThat(codes(mail("CR – DUPONT Marie 12/03/1941", "Bonjour")))
                .containsExactly(Code.NAME);
        assertThat(codes(mail("CR – MONTAZEL Odette 02/11/1938", "Bonjour")))
                .containsExactly(Code.OTHER_PATIENT);
        assertThat(codes(mail("CR – MARTIN Luc 01/01/1950", "Bonjour"))).containsExactly(Code.NAME);
    }

    @Test
    void aPatientWhomTheTextStatesIsNoticedIfItIsSomebodyElse() {
        assertThat(codes(mail("CR", "Patient : DUPONT Michel\nBonjour")))
                .containsExactly(Code.NAME);
        assertThat(codes(mail("CR", "Patiente : Mme CABIROL Simone, vue ce jour."))).isEmpty();
        assertThat(codes(mail("CR", "Patient : MONTAZEL Odette")))
                .containsExactly(Code.OTHER_PATIENT);
        assertThat(codes(mail("CR", "Patient : voir le compte rendu joint."))).isEmpty();
    }

    @Test
    void aSubjectThatNamesNobodyIsNoEvidence() {
        assertThat(codes(mail("CR – IRM Cérébrale 05/06/2019", "Bonjour"))).isEmpty();
        assertThat(codes(mail("CR – SCANNER Thoracique 05/06/2019", "Bonjour"))).isEmpty();
        assertThat(codes(mail("CR – Consultation de suivi 05/06/2019", "Bonjour"))).isEmpty();
        assertThat(codes(mail("CR – MARTIN Luc 01/11/2026", "Bonjour"))).isEmpty();
    }

    @Test
    void theNumberOfAnotherPersonIsNoticed() {
        assertThat(codes(mail("CR", "INS " + ODETTE.ins().orElseThrow().matricule())))
                .containsExactly(Code.MATRICULE);
        assertThat(codes(mail("CR", "INS " + SIMONE.ins().orElseThrow().matricule()))).isEmpty();
    }

    @Test
    void documentsOfTwoPatientsInOneMailAreNoticed() {
        Dossier odette = dossier(ODETTE, false);
        Question question =
                question("CR", "Bonjour", List.of(), List.of(attached(simone), attached(odette)));
        assertThat(codes(question)).containsExactly(Code.SEVERAL_PATIENTS);
        assertThat(SendingRules.differences(question).getFirst().message())
                .contains("CABIROL Simone", "PEYRUSSE Odette");
    }

    @Test
    void aRecipientOutsideTheCircleIsNoticedButNotThePatient() {
        assertThat(codes(question("CR", BODY, List.of(NURSE, "x@liberal.mssante.test"))))
                .containsExactly(Code.OUTSIDE_CIRCLE);
        String patient = SIMONE.ins().orElseThrow().matricule() + "@patient.mssante.test";
        assertThat(codes(question("CR", BODY, List.of(patient)))).isEmpty();
    }

    @Test
    void aDocumentIsNotForARecipientWhoCouldNotOpenIt() {
        Attached masked = attached(simone, Confidentiality.MASKED, false);
        Attached restricted = attached(simone, Confidentiality.RESTRICTED, false);
        assertThat(codes(question("CR", BODY, List.of(NURSE), List.of(masked))))
                .containsExactly(Code.CONFIDENTIALITY);
        assertThat(codes(question("CR", BODY, List.of(NURSE), List.of(restricted)))).isEmpty();
        assertThat(
                        codes(
                                question(
                                        "CR",
                                        BODY,
                                        List.of("x@liberal.mssante.test"),
                                        List.of(restricted))))
                .containsExactly(Code.CONFIDENTIALITY);
    }

    @Test
    void theOppositionOfThePatientForbids() {
        Question question =
                question("CR", BODY, List.of(NURSE), List.of(attached(dossier(SIMONE, true))));
        List<Difference> differences = SendingRules.differences(question);
        assertThat(differences).extracting(Difference::code).contains(Code.OPPOSITION);
        assertThat(differences.getFirst().blocking()).isTrue();
    }

    @Test
    void aCancelledVersionIsNoticed() {
        Attached old = attached(simone, Confidentiality.NORMAL, true);
        assertThat(codes(question("CR", BODY, List.of(NURSE), List.of(old))))
                .containsExactly(Code.CANCELLED_VERSION);
    }

    @Test
    void aMailWithoutDocumentsIsNobodysBusiness() {
        assertThat(
                        codes(
                                question(
                                        "MONTAZEL Odette",
                                        "née le 1/1/1950",
                                        List.of("x@y.fr"),
                                        List.of())))
                .isEmpty();
    }

    @Test
    void theSubjectNamesTheCommonCategoryOrDocuments() {
        DocumentCategory letter = DocumentCategory.of("11490-0").orElseThrow();
        DocumentCategory biology = DocumentCategory.of("11502-2").orElseThrow();
        assertThat(SendingRules.defaultSubject(List.of(biology, biology), SIMONE))
                .isEqualTo("CR d’examens biologiques – CABIROL Simone 12/03/1941");
        assertThat(SendingRules.defaultSubject(List.of(biology, letter), ODETTE))
                .isEqualTo("Documents – PEYRUSSE Odette 02/11/1938");
    }

    @Test
    void aFileOfTwoDossiersCountsWhereItWasTakenFromOrWhereTheOthersComeFrom() {
        Recognised here = recognised(simone.id(), "aa");
        Recognised there = recognised(new DossierId(UUID.randomUUID()), "aa");
        Recognised sure = recognised(there.dossier(), "bb");
        assertThat(SendingRules.attributed(List.of(here, there), Set.of())).isEmpty();
        assertThat(SendingRules.concerned(List.of(here, there), List.of()))
                .as("the opposition of either counts")
                .containsExactlyInAnyOrder(here.dossier(), there.dossier());
        assertThat(SendingRules.concerned(List.of(here, there), List.of(here)))
                .containsExactly(here.dossier());
        assertThat(SendingRules.attributed(List.of(here, there), Set.of(here.document())))
                .containsExactly(here);
        assertThat(SendingRules.attributed(List.of(here, there, sure), Set.of()))
                .containsExactlyInAnyOrder(there, sure);
    }

    private List<Code> codes(Question question) {
        return SendingRules.differences(question).stream().map(Difference::code).toList();
    }

    private Question mail(String subject, String body) {
        return question(subject, body, List.of(NURSE));
    }

    private Question question(String subject, String body, List<String> recipients) {
        return question(subject, body, recipients, List.of(attached(simone)));
    }

    private static Question question(
            String subject, String body, List<String> recipients, List<Attached> attached) {
        Map<DossierId, Map<String, DossierRights.Rights>> circles = new HashMap<>();
        attached.forEach(document ->
                circles.put(
                        document.dossier().id(),
                        Map.of(NURSE, Matrix.MATRIX.ofProfession("Infirmier"))));
        return new Question(
                subject,
                body,
                recipients,
                attached,
                List.of(SIMONE, ODETTE),
                circles,
                Set.of("Dr Hélène Castelbon", "Karim Belhadj-Roux"),
                TODAY);
    }

    private static final class Matrix {
        static final DossierRights MATRIX = DossierRights.ofTheHouse();
    }

    private static Attached attached(Dossier dossier) {
        return attached(dossier, Confidentiality.NORMAL, false);
    }

    private static Attached attached(
            Dossier dossier, Confidentiality confidentiality, boolean cancelled) {
        return new Attached(
                new DocumentId(UUID.randomUUID()),
                "Consultation",
                confidentiality,
                cancelled,
                dossier);
    }

    private static Recognised recognised(DossierId dossier, String digest) {
        return new Recognised(new DocumentId(UUID.randomUUID()), dossier, 1, false, digest);
    }

    private static Dossier dossier(Patient patient, boolean opposed) {
        return new Dossier(
                new DossierId(UUID.randomUUID()),
                patient,
                opposed
                        ? Optional.of(
                                new Dossier.Opposition(TODAY, new AccountId(UUID.randomUUID())))
                        : Optional.empty(),
                Instant.EPOCH);
    }

    private static Patient patient(
            String name, String used, String first, LocalDate birth, String matricule) {
        String number = matricule.substring(0, 13);
        String key = "%02d".formatted(97 - Long.parseLong(number) % 97);
        return new Patient(
                name,
                first.toUpperCase(java.util.Locale.ROOT),
                used,
                first,
                Patient.Sex.F,
                birth,
                "31555",
                Optional.of(new Ins(number + key, "1.2.250.1.213.1.4.10")),
                Patient.State.QUALIFIED);
    }
}
