package fr.spico.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import fr.spico.directory.ldap.TestCertificate;
import fr.spico.platform.config.DataFolder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server of the national file has a certificate of the IGC-Santé, which no JDK trusts.
class DirectoryDownloadTest {

    @TempDir private Path folder;
    private TestCertificate certificate;
    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        certificate = TestCertificate.make(folder);
        byte[] file =
                Files.readAllBytes(
                        DirectoryRows.write(folder.resolve("file"), DirectoryRows.people(20, 1)));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(certificate.keys())));
        server.createContext(
                "/file",
                exchange -> {
                    exchange.sendResponseHeaders(200, file.length);
                    exchange.getResponseBody().write(file);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aServerIsTrustedByItsOwnTrustStoreAloneAndNothingIsLeftBehind() throws IOException {
        DirectoryDownload download = new DirectoryDownload(new DataFolder(folder.resolve("data")));
        try (DirectoryReading reading = download.fetch(place(certificate.trust()), share -> {})) {
            assertThat(reading.tell((entry, line) -> true, share -> {}))
                    .isEqualTo(new DirectoryFile.Outcome.Complete(20, 0, 0, List.of()));
        }
        assertThatThrownBy(() -> download.fetch(place(null), share -> {}))
                .isInstanceOfSatisfying(
                        DirectorySourceException.class,
                        e -> assertThat(e.trouble().word()).isEqualTo("unreachable"));
        try (Stream<Path> left = Files.list(folder.resolve("data/directory-incoming"))) {
            assertThat(left).isEmpty();
        }
    }

    private DirectorySettings.Place place(@Nullable Path trustStore) {
        URI url = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/file");
        return new DirectorySettings.Place(null, url, trustStore, Duration.ofSeconds(10), null);
    }

    private static SSLContext tls(Path keys) throws GeneralSecurityException, IOException {
        char[] password = TestCertificate.PASSWORD.toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, password);
        }
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
