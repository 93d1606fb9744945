package fr.spico.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import fr.spico.directory.ldap.LdapException.Kind;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same on a server of the kind that operators run.
class SlapdTest extends LdapContract {

    @TempDir private static Path folder;
    private static @Nullable SlapdServer server;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(SlapdServer.isInstalled(), SlapdServer.MISSING);
        server = SlapdServer.start(folder);
        try (LDAPConnection root =
                new LDAPConnection("127.0.0.1", server.port(), "cn=root," + BASE, PASSWORD)) {
            root.add("dn: " + BASE, "objectClass: domain", "dc: medimail");
            root.add(
                    "dn: " + ADMINISTRATOR,
                    "objectClass: person",
                    "cn: spico",
                    "sn: spico",
                    "userPassword: " + PASSWORD);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Override
    URI url() {
        return Objects.requireNonNull(server).url();
    }

    @Test
    void aServerThatStopsAtItsLimitHasNotGivenTheDirectory() throws Exception {
        List<Entry> people = new ArrayList<>();
        for (int i = 0; i < SlapdServer.LIMIT + 50; i++) {
            people.add(person("l" + i, "sn: L", "mail: l%d@medimail.mssante.test".formatted(i)));
        }
        assertFails(Kind.LIMITED, settings(branch("limited", people), PASSWORD));
    }
}
