package fr.spico.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ExchangeSettingsTest {

    @Test
    void every_key_is_read() {
        ExchangeSettings settings =
                settings(
                        Map.of(
                                "spico.exchange.oid", "1.2.250.1.999.7",
                                "spico.exchange.version", "2.1",
                                "spico.exchange.editor", "GRADeS",
                                "spico.exchange.cache", "1000"));
        assertThat(settings)
                .isEqualTo(new ExchangeSettings("1.2.250.1.999.7", "2.1", "GRADeS", 1000));
        assertThat(settings.issuer().patientsOid()).isEqualTo("1.2.250.1.999.7.1");
    }

    @Test
    void the_defaults_make_a_valid_issuer() {
        ExchangeSettings settings = settings(Map.of("spico.exchange.editor", "x"));
        assertThat(settings.oid()).startsWith("2.25.");
        assertThat(settings.cache()).isEqualTo(64L << 20);
    }

    @Test
    void what_is_no_oid_stops_the_start() {
        assertThatThrownBy(() -> settings(Map.of("spico.exchange.oid", "1.02.x")))
                .hasRootCauseMessage("spico.exchange.oid: an OID of 58 characters at most");
    }

    private static ExchangeSettings settings(Map<String, String> keys) {
        return new Binder(new MapConfigurationPropertySource(keys))
                .bind("spico.exchange", ExchangeSettings.class)
                .get();
    }
}
