package fr.spico.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SandboxSettingsTest {
    @Test
    void withoutArgumentsItServesBesideThePlatformsDefaultPort() {
        SandboxSettings settings = SandboxSettings.parse();
        assertThat(settings.portPlus(2)).isEqualTo(8082);
        assertThat(settings.directory()).isEqualTo(Path.of(".spico/sandbox"));
        assertThat(settings.fresh()).isFalse();
    }

    @Test
    void argumentsChooseThePortTheFolderAndAFreshStart() {
        SandboxSettings settings =
                SandboxSettings.parse("--port", "9000", "--data", "ailleurs", "--fresh");
        assertThat(settings.portPlus(1)).isEqualTo(9001);
        assertThat(settings.data()).isEqualTo(Path.of("ailleurs"));
        assertThat(settings.fresh()).isTrue();
    }

    @Test
    void portZeroMeansAnyFreePortForEach() {
        assertThat(SandboxSettings.parse("--port", "0").portPlus(3)).isZero();
    }

    @Test
    void aWrongArgumentIsSaidInFrench() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SandboxSettings.parse("--port", "x"))
                .withMessageContaining("Ce n'est pas un port");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SandboxSettings.parse("--data"))
                .withMessageContaining("Il manque une valeur");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SandboxSettings.parse("--turbo"))
                .withMessageContaining("Option inconnue");
    }
}
