package fr.spico.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.spico.document.DocumentSettings.S3;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a real S3 server (S3Proxy, a process of its own), which checks our signatures.
class S3StoreTest {

    private static final Path SERVER = Path.of("target/s3/s3proxy.jar");

    @TempDir static Path folder;
    static Process server;
    static S3 settings;

    @BeforeAll
    static void startServer() throws Exception {
        Assumptions.assumeTrue(Files.exists(SERVER), "S3Proxy was not copied to " + SERVER);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        settings = settings(port, "secret");
        Path configuration = folder.resolve("s3proxy.conf");
        Files.writeString(
                configuration,
                """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v4
                s3proxy.identity=key
                s3proxy.credential=secret
                jclouds.provider=transient-nio2
                jclouds.identity=none
                jclouds.credential=none
                """
                        .formatted(port));
        server =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx128m",
                                        "-jar",
                                        SERVER.toString(),
                                        "--properties",
                                        configuration.toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("s3proxy.log").toFile())
                        .start();
        await().atMost(Duration.ofSeconds(90)).ignoreExceptions().until(S3StoreTest::makeBucket);
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.destroy();
        }
    }

    @Test
    void aFileComesBackAsItWasAndIsGoneOnceDeleted() throws IOException {
        S3Store store = new S3Store(settings, Clock.systemUTC());
        UUID file = UUID.randomUUID();
        byte[] content = new byte[3_000_000];
        new Random(3).nextBytes(content);
        write(store, file, content);
        try (InputStream back = store.read(file)) {
            assertThat(back.readAllBytes()).isEqualTo(content);
        }
        store.delete(file);
        assertThatThrownBy(() -> store.read(file)).isInstanceOf(StorageException.class);
        store.delete(file);
    }

    @Test
    void whatIsNotCompletedIsNowhere() throws IOException {
        S3Store store = new S3Store(settings, Clock.systemUTC());
        UUID file = UUID.randomUUID();
        try (DocumentStore.Writing writing = store.write(file)) {
            writing.write(new byte[1000], 0, 1000);
        }
        assertThatThrownBy(() -> store.read(file)).isInstanceOf(StorageException.class);
    }

    @Test
    void aWrongKeyOrAServerThatIsDownSaysSo() throws IOException {
        S3Store wrong =
                new S3Store(settings(settings.endpoint().getPort(), "wrong"), Clock.systemUTC());
        assertThatThrownBy(() -> write(wrong, UUID.randomUUID(), new byte[10]))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("403");
        S3Store down = new S3Store(settings(1, "secret"), Clock.systemUTC());
        assertThatThrownBy(() -> down.read(UUID.randomUUID()))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("reached");
    }

    private static void write(S3Store store, UUID file, byte[] content) throws IOException {
        try (DocumentStore.Writing writing = store.write(file)) {
            writing.write(content, 0, content.length);
            writing.complete();
        }
    }

    private static S3 settings(int port, String secret) {
        return new S3(
                URI.create("http://127.0.0.1:" + port),
                "us-east-1",
                "documents",
                "key",
                secret,
                Duration.ofSeconds(20));
    }

    private static boolean makeBucket() throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                        .send(
                                new S3Signature(settings, Clock.systemUTC())
                                        .sign("PUT", "/documents", S3Signature.NOTHING)
                                        .PUT(BodyPublishers.noBody())
                                        .build(),
                                BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }
}
