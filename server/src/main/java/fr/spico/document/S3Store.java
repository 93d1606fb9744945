package fr.spico.document;

import fr.spico.document.DocumentSettings.S3;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Files in a bucket of an S3 server. What goes up waits in a temporary file, encrypted already,
/// until its length and digest are known.
final class S3Store implements DocumentStore {

    static final String NAME = "s3";

    private final S3 settings;
    private final S3Signature signature;
    private final HttpClient http;

    S3Store(S3 settings, InstantSource clock) {
        this.settings = settings;
        this.signature = new S3Signature(settings, clock);
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(settings.timeout())
                        .build();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Writing write(UUID file) throws IOException {
        return new Spooled(file);
    }

    @Override
    public InputStream read(UUID file) throws IOException {
        HttpResponse<InputStream> answer =
                send(signed("GET", file, S3Signature.NOTHING).GET(), BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            answer.body().close();
            throw refused("GET", answer.statusCode());
        }
        return answer.body();
    }

    @Override
    public void delete(UUID file) throws IOException {
        int status =
                send(
                                signed("DELETE", file, S3Signature.NOTHING).DELETE(),
                                BodyHandlers.discarding())
                        .statusCode();
        if (status / 100 != 2 && status != 404) {
            throw refused("DELETE", status);
        }
    }

    private HttpRequest.Builder signed(String method, UUID file, String digest) {
        return signature.sign(method, "/" + settings.bucket() + "/" + file, digest);
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body)
            throws StorageException {
        try {
            return http.send(request.timeout(settings.timeout()).build(), body);
        } catch (IOException e) {
            throw new StorageException("S3 cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("interrupted while S3 was asked", e);
        }
    }

    private static StorageException refused(String method, int status) {
        return new StorageException("S3 answered " + status + " to " + method);
    }

    private final class Spooled extends Writing {

        private final UUID file;
        private final Path spool = Files.createTempFile("spico", ".s3");
        private final MessageDigest digest = S3Signature.sha256();
        private final OutputStream out =
                new BufferedOutputStream(
                        new DigestOutputStream(Files.newOutputStream(spool), digest));

        Spooled(UUID file) throws IOException {
            this.file = file;
        }

        @Override
        public void write(byte[] from, int start, int length) throws IOException {
            out.write(from, start, length);
        }

        @Override
        void complete() throws IOException {
            out.close();
            String sum = HexFormat.of().formatHex(digest.digest());
            int status =
                    send(
                                    signed("PUT", file, sum).PUT(BodyPublishers.ofFile(spool)),
                                    BodyHandlers.discarding())
                            .statusCode();
            if (status != 200) {
                throw refused("PUT", status);
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
            Files.deleteIfExists(spool);
        }
    }

    /// There when it is configured, so that files which are in it can be read whatever the store of
    /// new ones is.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("spico.document.s3.bucket")
    static class Configured {

        @Bean
        DocumentStore s3Store(DocumentSettings settings, InstantSource clock) {
            return new S3Store(java.util.Objects.requireNonNull(settings.s3()), clock);
        }
    }
}
