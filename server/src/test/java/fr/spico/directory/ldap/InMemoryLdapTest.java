package fr.spico.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.util.ssl.KeyStoreKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import fr.spico.directory.ldap.LdapException.Kind;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InMemoryLdapTest extends LdapContract {

    @TempDir private static Path folder;
    private static InMemoryDirectoryServer server;
    private static TestCertificate certificate;

    @BeforeAll
    static void start() throws Exception {
        certificate = TestCertificate.make(folder);
        SSLUtil tls =
                new SSLUtil(
                        new KeyStoreKeyManager(
                                certificate.keys().toString(),
                                TestCertificate.PASSWORD.toCharArray(),
                                "PKCS12",
                                "server"),
                        null);
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
        config.setSchema(null);
        config.addAdditionalBindCredentials(ADMINISTRATOR, PASSWORD);
        InetAddress here = InetAddress.getLoopbackAddress();
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig(
                        "plain", here, 0, tls.createSSLSocketFactory()),
                InMemoryListenerConfig.createLDAPSConfig(
                        "tls", here, 0, tls.createSSLServerSocketFactory(), null));
        server = new InMemoryDirectoryServer(config);
        server.add("dn: " + BASE, "objectClass: domain", "dc: medimail");
        server.startListening();
    }

    @AfterAll
    static void stop() {
        server.shutDown(true);
    }

    @Override
    URI url() {
        return URI.create("ldap://127.0.0.1:" + server.getListenPort("plain"));
    }

    @Test
    void anAuthorityOfItsOwnIsTrustedAndNoOther() throws Exception {
        String branch =
                branch("secret", List.of(person("a", "sn: A", "mail: a@medimail.mssante.test")));
        URI tls = URI.create("ldaps://127.0.0.1:" + server.getListenPort("tls"));
        assertThat(read(settings(tls, certificate.trust(), branch, PASSWORD))).hasSize(1);
        assertFails(Kind.UNREACHABLE, settings(tls, null, branch, PASSWORD));
    }

    @Test
    void aPlainConnectionIsEncryptedBeforeAnythingIsSaid() throws Exception {
        String branch =
                branch("starttls", List.of(person("b", "sn: B", "mail: b@medimail.mssante.test")));
        assertThat(read(encrypted(certificate.trust(), branch))).hasSize(1);
        assertFails(Kind.UNREACHABLE, encrypted(null, branch));
    }

    private LdapSettings encrypted(@Nullable Path trust, String branch) {
        return new LdapSettings(
                url(),
                true,
                trust,
                ADMINISTRATOR,
                PASSWORD,
                branch,
                "(mail=*)",
                50,
                Duration.ofSeconds(10),
                attributes());
    }

    @Test
    void aPasswordNeverGoesUnencryptedToAnotherMachine() {
        assertThatThrownBy(() -> settings(URI.create("ldap://192.0.2.1"), null, BASE, PASSWORD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ldaps");
        assertThat(settings(URI.create("ldaps://192.0.2.1"), null, BASE, PASSWORD).port())
                .isEqualTo(636);
        assertThatThrownBy(() -> settings(URI.create("http://192.0.2.1"), null, BASE, PASSWORD))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
