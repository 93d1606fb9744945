package fr.spico.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.exchange.PatientTraits.Sex;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SamePatientTest {

    @Test
    void a_name_without_a_letter_says_nothing() {
        PatientTraits simone = named("CABIROL", "SIMONE");
        assertThat(SamePatient.maybe(named("?", "?"), simone)).isTrue();
        assertThat(SamePatient.maybe(named("CABIROL", "?", "SYLVIE"), simone)).isFalse();
        PatientTraits completed = SamePatient.completed(named("?", "?", "-"), Optional.of(simone));
        assertThat(completed.birthName()).isEqualTo("CABIROL");
        assertThat(completed.birthFirstNames()).containsExactly("SIMONE");
    }

    private static PatientTraits named(String name, String... firstNames) {
        return new PatientTraits(
                name, List.of(firstNames), "", "", Sex.F, Optional.empty(), "", Optional.empty());
    }
}
