package fr.spico.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import fr.spico.directory.ldap.LdapException.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the platform needs of any LDAP server. The server holds `dc=medimail,dc=test` and takes
/// [#ADMINISTRATOR].
abstract class LdapContract {

    static final String BASE = "dc=medimail,dc=test";
    static final String ADMINISTRATOR = "cn=spico," + BASE;
    static final String PASSWORD = "Spico-demo-2026";

    /// `ldap://127.0.0.1:…`
    abstract URI url();

    /// Fills a branch of its own; branches of tests are apart.
    String branch(String name, List<Entry> entries) throws Exception {
        String branch = "ou=" + name + "," + BASE;
        try (LDAPConnection connection =
                new LDAPConnection("127.0.0.1", url().getPort(), ADMINISTRATOR, PASSWORD)) {
            connection.add(
                    new Entry("dn: " + branch, "objectClass: organizationalUnit", "ou: " + name));
            for (Entry entry : entries) {
                entry.setDN(entry.getDN() + "," + branch);
                connection.add(entry);
            }
        }
        return branch;
    }

    static Entry person(String id, String... lines) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "dn: uid=" + id,
                                "objectClass: inetOrgPerson",
                                "uid: " + id,
                                "cn: " + id));
        all.addAll(List.of(lines));
        try {
            return new Entry(all.toArray(String[]::new));
        } catch (com.unboundid.ldif.LDIFException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void everyEntryOfEveryPageComesOnce() throws Exception {
        List<Entry> people = new ArrayList<>();
        for (int i = 0; i < 230; i++) {
            people.add(
                    person("p" + i, "sn: N" + i, "mail: p%d@medimail.mssante.test".formatted(i)));
        }
        String branch = branch("many", people);
        assertThat(read(settings(branch, PASSWORD)))
                .flatExtracting(LdapEntry::addresses)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 230)
                                .mapToObj("p%d@medimail.mssante.test"::formatted)
                                .toList());
    }

    @Test
    void attributesAreCalledAsTheConfigurationSays() throws Exception {
        String branch =
                branch(
                        "named",
                        List.of(
                                person(
                                        "odile",
                                        "sn: Brancas",
                                        "givenName: Odile",
                                        "mail: odile@medimail.mssante.test",
                                        "mail: o.brancas@medimail.mssante.test",
                                        "title: Médecin",
                                        "employeeNumber: 10100000256",
                                        "businessCategory: Cardiologie",
                                        "o: CH d’Albi",
                                        "l: Albi",
                                        "postalCode: 81000"),
                                person("without", "sn: Adresse")));
        assertThat(read(settings(branch, PASSWORD)))
                .singleElement()
                .satisfies(odile -> {
                    assertThat(odile.addresses()).hasSize(2);
                    assertThat(odile.rpps()).isEqualTo("10100000256");
                    assertThat(odile.specialty()).isEqualTo("Cardiologie");
                    assertThat(odile.profession()).isEqualTo("Médecin");
                    assertThat(odile.structure()).isEqualTo("CH d’Albi");
                    assertThat(odile.town()).isEqualTo("Albi");
                    assertThat(odile.service()).isEmpty();
                    assertThat(odile.toString()).doesNotContain("Brancas");
                });
    }

    @Test
    void eachTroubleIsToldApart() throws Exception {
        String branch = branch("trouble", List.of());
        assertFails(Kind.DENIED, settings(branch, "wrong"));
        assertFails(Kind.REFUSED, settings("ou=nowhere," + BASE, PASSWORD));
        LdapSettings nobody =
                new LdapSettings(
                        URI.create("ldap://127.0.0.1:1"),
                        false,
                        null,
                        null,
                        null,
                        BASE,
                        "(mail=*)",
                        50,
                        Duration.ofSeconds(5),
                        attributes());
        assertFails(Kind.UNREACHABLE, nobody);
    }

    LdapSettings settings(String base, String password) {
        return settings(url(), null, base, password);
    }

    static LdapSettings settings(URI url, @Nullable Path trust, String base, String password) {
        return new LdapSettings(
                url,
                false,
                trust,
                ADMINISTRATOR,
                password,
                base,
                "(mail=*)",
                50,
                Duration.ofSeconds(10),
                attributes());
    }

    static LdapAttributes attributes() {
        return new LdapAttributes(
                "mail",
                "",
                "employeeNumber",
                "",
                "",
                "sn",
                "givenName",
                "title",
                "businessCategory",
                "o",
                "ou",
                "l",
                "postalCode",
                "",
                "");
    }

    static List<LdapEntry> read(LdapSettings settings) throws IOException {
        List<LdapEntry> entries = new ArrayList<>();
        new LdapDirectory(settings).each((LdapEntry entry, OptionalInt all) -> entries.add(entry));
        return entries;
    }

    static void assertFails(Kind kind, LdapSettings settings) {
        assertThatThrownBy(() -> read(settings))
                .isInstanceOfSatisfying(
                        LdapException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
