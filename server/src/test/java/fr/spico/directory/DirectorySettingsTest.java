package fr.spico.directory;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.directory.annuaire.AnnuaireSettings;
import fr.spico.directory.ldap.LdapSettings;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/// Keys of the configuration: their defaults, and what stops the start.
class DirectorySettingsTest {

    private static final String KEY = "spico.directory.annuaire.api-key=k";
    private static final String LDAP = "spico.directory.regional.ldap.";

    @EnableConfigurationProperties(DirectorySettings.class)
    static class Only {}

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Only.class);

    @Test
    void withoutKeysNothingIsAsked() {
        runner.run(context -> {
            DirectorySettings settings = context.getBean(DirectorySettings.class);
            assertThat(settings.annuaire()).isNull();
            assertThat(settings.regional().origin()).isEmpty();
            assertThat(settings.dailyAt()).isNull();
        });
    }

    @Test
    void theAnnuaireNeedsAKeyAndNothingElse() {
        runner.withPropertyValues(KEY)
                .run(context -> {
                    AnnuaireSettings annuaire =
                            requireNonNull(context.getBean(DirectorySettings.class).annuaire());
                    assertThat(annuaire.url())
                            .isEqualTo(URI.create("https://gateway.api.esante.gouv.fr/fhir/v2"));
                    assertThat(annuaire.callsPerSecond()).isEqualTo(17);
                    assertThat(annuaire.pageSize()).isEqualTo(50);
                    assertThat(annuaire.timeout()).isEqualTo(Duration.ofSeconds(30));
                    assertThat(annuaire.daily()).isFalse();
                    assertThat(annuaire.toString()).doesNotContain("apiKey");
                });
    }

    @Test
    void anLdapServerNeedsAUrlAndABase() {
        runner.withPropertyValues(LDAP + "url=ldaps://annuaire.test", LDAP + "base=dc=test")
                .run(context -> {
                    DirectorySettings settings = context.getBean(DirectorySettings.class);
                    assertThat(settings.regional().origin()).contains(DirectoryVersion.Origin.LDAP);
                    LdapSettings ldap = requireNonNull(settings.regional().ldap());
                    assertThat(ldap.pageSize()).isEqualTo(500);
                    assertThat(ldap.attributes().address()).isEqualTo("mail");
                    assertThat(ldap.attributes().lastName()).isEqualTo("sn");
                    assertThat(ldap.attributes().type()).isEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spico.directory.annuaire.url=https://annuaire.test",
                "spico.directory.annuaire.api-key=k;spico.directory.annuaire.api-kee=k",
                "spico.directory.annuaire.api-key=k;spico.directory.annuaire.calls-per-second=0",
                "spico.directory.regional.ldap.url=ldaps://a.test;spico.directory.regional.ldap.base=b;"
                        + "spico.directory.regional.ldap.attributes.colour=c",
                "spico.directory.regional.ldap.url=ldap://192.0.2.1;spico.directory.regional.ldap.base=b;"
                        + "spico.directory.regional.ldap.bind-dn=d;spico.directory.regional.ldap.password=p",
                "spico.directory.regional.ldap.url=ldaps://a.test;spico.directory.regional.ldap.base=b;"
                        + "spico.directory.regional.file=f"
            })
    void aMistakeStopsTheStart(String keys) {
        runner.withPropertyValues(keys.split(";")).run(context -> assertThat(context).hasFailed());
    }
}
