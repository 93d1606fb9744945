package fr.spico.filing;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.dossier.Ins;
import fr.spico.dossier.Patient;
import fr.spico.dossier.Patient.State;
import fr.spico.exchange.PatientTraits;
import fr.spico.exchange.PatientTraits.Sex;
import fr.spico.filing.Evidence.Metadata;
import fr.spico.filing.Evidence.Texts;
import fr.spico.filing.Trait.Kind;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IdentityRulesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 9);
    private static final String NIR = "1.2.250.1.213.1.4.8";
    private static final String MATRICULE = "241033155507469";
    private static final Patient SIMONE = patient(State.QUALIFIED);

    @Test
    void theSameQualifiedIdentityIsExact() {
        assertThat(isExact(said(), SIMONE)).isTrue();
        assertThat(isExact(said("Cabirol", "Simone", "1941-03-12", "", MATRICULE, NIR), SIMONE))
                .as("letters, and the first of the first names")
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "CABIROLE,SIMONE MARIE,1941-03-12,31555,241033155507469,1.2.250.1.213.1.4.8",
        "CABIROL,SIMONE ANNE,1941-03-12,31555,241033155507469,1.2.250.1.213.1.4.8",
        "CABIROL,SIMONE MARIE,1941-12-03,31555,241033155507469,1.2.250.1.213.1.4.8",
        "CABIROL,SIMONE MARIE,1941-03-12,31069,241033155507469,1.2.250.1.213.1.4.8",
        "CABIROL,SIMONE MARIE,1941-03-12,31555,279035121518989,1.2.250.1.213.1.4.8",
        "CABIROL,SIMONE MARIE,1941-03-12,31555,241033155507469,1.2.250.1.213.1.4.9",
        "CABIROL,SIMONE MARIE,1941-03-12,31555,'',''",
        "CABIROL,SIMONE MARIE,'',31555,241033155507469,1.2.250.1.213.1.4.8",
        "CABIROL,?,1941-03-12,31555,241033155507469,1.2.250.1.213.1.4.8",
        "CABIROL,- 1,1941-03-12,31555,241033155507469,1.2.250.1.213.1.4.8",
        "?,SIMONE MARIE,1941-03-12,31555,241033155507469,1.2.250.1.213.1.4.8"
    })
    void oneTraitThatDiffersOrIsMissingIsNotExact(
            String name,
            String firstNames,
            String birth,
            String place,
            String matricule,
            String oid) {
        assertThat(isExact(said(name, firstNames, birth, place, matricule, oid), SIMONE)).isFalse();
    }

    @Test
    void aNameWithoutALetterIsUnknownAndNeverTheSame() {
        assertThat(
                        IdentityRules.compared(
                                        new Metadata(
                                                said("?", "?", "1941-03-12", "", MATRICULE, NIR)),
                                        SIMONE,
                                        TODAY)
                                .stream()
                                .filter(trait ->
                                        trait.kind() == Kind.FIRST_NAMES
                                                || trait.kind() == Kind.BIRTH_NAME)
                                .map(Trait::state))
                .containsExactly(Trait.State.UNKNOWN, Trait.State.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"PROVISIONAL", "RETRIEVED", "VALIDATED"})
    void anIdentityThatIsNotQualifiedIsNeverExact(State state) {
        assertThat(isExact(said(), patient(state))).isFalse();
    }

    @Test
    void whatOneSideDoesNotSayDoesNotDiffer() {
        Map<Kind, Trait.State> states =
                states(new Metadata(said("CABIROL", "", "", "", "", "")), SIMONE);
        assertThat(states)
                .containsEntry(Kind.BIRTH_NAME, Trait.State.SAME)
                .containsEntry(Kind.FIRST_NAMES, Trait.State.UNKNOWN)
                .containsEntry(Kind.BIRTH_DATE, Trait.State.UNKNOWN)
                .containsEntry(Kind.MATRICULE, Trait.State.UNKNOWN);
        assertThat(isCandidate(new Metadata(said("CABIROL", "", "", "", "", ""))))
                .as("a family name alone")
                .isFalse();
    }

    @Test
    void twinsAreToldApart() {
        Metadata twin = new Metadata(said("CABIROL", "SYLVIE", "1941-03-12", "31555", "", ""));
        assertThat(states(twin, SIMONE)).containsEntry(Kind.FIRST_NAMES, Trait.State.DIFFERENT);
        assertThat(isCandidate(twin)).as("shown, with what differs").isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "CABIROL,SIMONE,1941-03-21,'',true",
        "CABIROL,SIMONE,1952-01-30,'',true",
        "CABIROL,SIMONE,1941-03-12,279035121518989,true",
        "CABIROL,SIMONE,1952-01-30,279035121518989,false",
        "CABIROL,SYLVIE,1952-01-30,'',false",
        "CABIROLE,SIMONE,1952-01-30,'',false"
    })
    void whoIsNamedInFullIsShownThoughOneTraitDiffers(
            String name, String firstNames, String birth, String matricule, boolean shown) {
        PatientTraits said = said(name, firstNames, birth, "", matricule, NIR);
        assertThat(isCandidate(new Metadata(said))).isEqualTo(shown);
        assertThat(isExact(said, SIMONE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CR CABIROL Simone 12/03/1941||true",
                "Résultats|Mme Simone Cabirol va bien|true",
                "Résultats|Mme Cabirol, née le 12/03/1941|true",
                "Résultats|INS 2 41 03 31 555 074 69|true",
                "Résultats|Mme Cabirol va bien|false",
                "Résultats|née le 12/03/1941|false",
                "Résultats|Simone va bien|false"
            })
    void whatPeopleWroteMakesACandidateOfWhoIsNamed(String subject, String text, boolean named) {
        Texts texts = new Texts("Dr Vial", subject, "scan.pdf", text == null ? "" : text);
        assertThat(isCandidate(texts)).isEqualTo(named);
        assertThat(isExact(texts)).isFalse();
    }

    @Test
    void aBirthDateInATextThatIsAnotherDiffers() {
        Texts texts =
                new Texts("", "Résultats", "a.pdf", "Mme Simone CABIROL, née le 01/02/1950, va");
        assertThat(states(texts, SIMONE)).containsEntry(Kind.BIRTH_DATE, Trait.State.DIFFERENT);
        Texts act = new Texts("", "Consultation du 02/03/2026", "a.pdf", "Mme Simone CABIROL");
        assertThat(states(act, SIMONE))
                .as("the date of an act is no birth")
                .containsEntry(Kind.BIRTH_DATE, Trait.State.UNKNOWN);
    }

    private static boolean isCandidate(Evidence evidence) {
        return IdentityRules.isCandidate(IdentityRules.compared(evidence, SIMONE, TODAY));
    }

    private static boolean isExact(PatientTraits said, Patient patient) {
        Metadata evidence = new Metadata(said);
        return IdentityRules.isExact(
                evidence, patient, IdentityRules.compared(evidence, patient, TODAY));
    }

    private static boolean isExact(Texts texts) {
        return IdentityRules.isExact(texts, SIMONE, IdentityRules.compared(texts, SIMONE, TODAY));
    }

    private static Map<Kind, Trait.State> states(Evidence evidence, Patient patient) {
        return IdentityRules.compared(evidence, patient, TODAY).stream()
                .collect(Collectors.toMap(Trait::kind, Trait::state));
    }

    private static PatientTraits said() {
        return said("CABIROL", "SIMONE MARIE", "1941-03-12", "31555", MATRICULE, NIR);
    }

    private static PatientTraits said(
            String name,
            String firstNames,
            String birth,
            String place,
            String matricule,
            String oid) {
        return new PatientTraits(
                name,
                firstNames.isEmpty() ? List.of() : List.of(firstNames.split(" ")),
                "",
                "",
                Sex.F,
                birth.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(birth)),
                place,
                matricule.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new PatientTraits.Ins(matricule, oid)));
    }

    private static Patient patient(State state) {
        return new Patient(
                "CABIROL",
                "SIMONE MARIE",
                "",
                "Simone",
                Patient.Sex.F,
                LocalDate.of(1941, 3, 12),
                "31555",
                Optional.of(new Ins(MATRICULE, NIR)),
                state);
    }
}
