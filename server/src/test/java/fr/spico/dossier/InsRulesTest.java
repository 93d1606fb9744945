package fr.spico.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InsRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"279035121518989", "269054958815780"})
    void theKeyIsNinetySevenLessTheRest(String matricule) {
        assertThat(InsRules.hasItsKey(matricule)).isTrue();
        assertThat(InsRules.refusal(new Ins(matricule, InsRules.NIR), false)).isEmpty();
    }

    @Test
    void corsicasLettersCountAsNineteenAndEighteen() {
        long a = 97 - 1850319004021L % 97;
        long b = 97 - 1850318004021L % 97;
        assertThat(InsRules.hasItsKey("185032A004021" + "%02d".formatted(a))).isTrue();
        assertThat(InsRules.hasItsKey("185032B004021" + "%02d".formatted(b))).isTrue();
        assertThat(InsRules.hasItsKey("185032A004021" + "%02d".formatted(b))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "279035121518988, clé",
        "27903512151898, 13 caractères",
        "979035121518989, 13 caractères",
        "27903512151898A, 13 caractères",
        "'', 13 caractères"
    })
    void aWrongNumberIsRefusedWithAReason(String matricule, String word) {
        assertThat(InsRules.refusal(new Ins(matricule, InsRules.NIR), true).orElse(""))
                .contains(word);
    }

    @Test
    void testNumbersAreTakenOnlyWhereTheyMayBe() {
        for (String oid : List.of(InsRules.NIR_TEST, InsRules.NIR_DEMO)) {
            Ins ins = new Ins("279035121518989", oid);
            assertThat(InsRules.refusal(ins, true)).isEmpty();
            assertThat(InsRules.refusal(ins, false).orElse("")).contains("test");
        }
        for (String oid : List.of(InsRules.FORMER_INS_C, "1.2.3", "")) {
            assertThat(InsRules.refusal(new Ins("279035121518989", oid), true)).isPresent();
        }
        assertThat(InsRules.refusal(new Ins("279035121518989", InsRules.NIA), false)).isEmpty();
    }

    @Test
    void aNumberThatSaysSomethingElseThanTheTraitsIsADoubtNotARefusal() {
        Patient right = patient(Patient.Sex.F, LocalDate.of(1979, 3, 28));
        assertThat(InsRules.doubts(right)).isEmpty();
        assertThat(InsRules.doubts(patient(Patient.Sex.M, LocalDate.of(1979, 3, 28)))).hasSize(1);
        assertThat(InsRules.doubts(patient(Patient.Sex.F, LocalDate.of(1979, 4, 28)))).hasSize(1);
        assertThat(InsRules.doubts(patient(Patient.Sex.U, LocalDate.of(1980, 3, 28)))).hasSize(1);
    }

    @Test
    void onlyNumbersWithTheirKeyAreFoundInAText() {
        assertThat(InsRules.in("INS 2 79 03 51 215 189 89, tél. 0536491234, n° 279035121518988"))
                .containsExactly("279035121518989");
        assertThat(InsRules.in("le 12/03/2026 à 14 h 30, 120 mg, 31000 Toulouse")).isEmpty();
    }

    @Test
    void anIdentityHasANumberExactlyWhenItWasRetrieved() {
        LocalDate today = LocalDate.of(2026, 11, 25);
        for (Patient.State state : Patient.State.values()) {
            Patient with = patient(state, Optional.of(new Ins("279035121518989", InsRules.NIR)));
            Patient without = patient(state, Optional.empty());
            assertThat(DossierRules.problems(with, false, today).isEmpty())
                    .isEqualTo(state.hasIns());
            assertThat(DossierRules.problems(without, false, today).isEmpty())
                    .isEqualTo(!state.hasIns());
        }
    }

    private static Patient patient(Patient.Sex sex, LocalDate birth) {
        return new Patient(
                "PAT-TROIS",
                "DOMINIQUE",
                "",
                "",
                sex,
                birth,
                "63220",
                Optional.of(new Ins("279035121518989", InsRules.NIR_TEST)),
                Patient.State.QUALIFIED);
    }

    private static Patient patient(Patient.State state, Optional<Ins> ins) {
        return new Patient(
                "PAT-TROIS",
                "DOMINIQUE",
                "",
                "",
                Patient.Sex.F,
                LocalDate.of(1979, 3, 28),
                "63220",
                ins,
                state);
    }
}
