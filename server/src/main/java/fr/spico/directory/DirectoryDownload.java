package fr.spico.directory;

import fr.spico.directory.DirectorySettings.Place;
import fr.spico.mail.wire.Trust;
import fr.spico.platform.config.DataFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Fetches a directory file over HTTP(S), whole or not at all, into the data folder.
@Component
class DirectoryDownload {

    private final Path folder;

    DirectoryDownload(DataFolder data) {
        this.folder = data.folder().toAbsolutePath().resolve("directory-incoming");
    }

    DirectoryReading fetch(Place place, DoubleConsumer progress) throws IOException {
        URI url = place.url();
        if (url == null) {
            throw new DirectorySourceException(
                    "not-configured", "Cet annuaire n’a plus d’adresse configurée.", null);
        }
        Path file = fresh();
        try {
            get(url, place, file, progress);
            return new Fetched(file);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /// A place where nothing is yet; who asks for it removes what they put there.
    Path fresh() throws IOException {
        Files.createDirectories(folder);
        return folder.resolve(UUID.randomUUID() + ".part");
    }

    /// The place of what a version is read from, if this node has got it.
    Path of(long version) {
        return folder.resolve("version-" + version);
    }

    /// What was left behind by work that was killed, or that nobody wanted any more.
    void removeOlderThan(Instant time) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (file.toFile().lastModified() < time.toEpochMilli()) {
                    // It may be gone already: who reads one removes it.
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /// A file of ours: removed once it was read.
    static final class Fetched implements DirectoryReading {
        private final Path file;
        private final DirectoryFileReading reading;

        Fetched(Path file) throws DirectorySourceException {
            this.file = file;
            this.reading = new DirectoryFileReading(file);
        }

        @Override
        public Instant asOf() {
            return reading.asOf();
        }

        @Override
        public DirectoryFile.Outcome tell(DirectoryRowTaker rows, DoubleConsumer progress)
                throws IOException {
            return reading.tell(rows, progress);
        }

        @Override
        public DirectoryLabels labels() {
            return reading.labels();
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    private static void get(URI url, Place place, Path file, DoubleConsumer progress)
            throws IOException {
        try (HttpClient http =
                HttpClient.newBuilder()
                        .sslContext(Trust.context(place.trustStore()))
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .connectTimeout(place.timeout())
                        .build()) {
            HttpRequest request = HttpRequest.newBuilder(url).timeout(place.timeout()).build();
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new DirectorySourceException(
                        "unreachable",
                        "Le serveur de l’annuaire a répondu " + response.statusCode() + ".",
                        null);
            }
            copy(response, place, file, progress);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        } catch (DirectorySourceException e) {
            throw e;
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private static void copy(
            HttpResponse<InputStream> response, Place place, Path file, DoubleConsumer progress)
            throws IOException {
        OptionalLong promised = response.headers().firstValueAsLong("Content-Length");
        long read = 0;
        try (InputStream in = response.body();
                Deadline deadline = new Deadline(in, place.timeout());
                OutputStream out = Files.newOutputStream(file)) {
            byte[] bytes = new byte[65_536];
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                deadline.extend();
                out.write(bytes, 0, n);
                read += n;
                progress.accept(read / (double) Math.max(read, promised.orElse(read * 2)));
            }
        }
        Files.setLastModifiedTime(file, FileTime.from(lastModified(response)));
    }

    /// Ends a body that stops coming: the client's own timeout ends with the headers.
    private static final class Deadline implements AutoCloseable {
        private final ScheduledExecutorService clock =
                Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
        private final InputStream in;
        private final Duration patience;
        private ScheduledFuture<?> end;

        Deadline(InputStream in, Duration patience) {
            this.in = in;
            this.patience = patience;
            this.end = plan();
        }

        void extend() {
            end.cancel(false);
            end = plan();
        }

        private ScheduledFuture<?> plan() {
            return clock.schedule(this::cut, patience.toMillis(), TimeUnit.MILLISECONDS);
        }

        private @Nullable Void cut() throws IOException {
            in.close();
            return null;
        }

        @Override
        public void close() {
            clock.shutdownNow();
        }
    }

    private static Instant lastModified(HttpResponse<?> response) {
        try {
            return response.headers()
                    .firstValue("Last-Modified")
                    .map(text ->
                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant())
                    .orElseGet(Instant::now);
        } catch (DateTimeParseException e) {
            return Instant.now();
        }
    }

    private static DirectorySourceException unreachable(Exception e) {
        return new DirectorySourceException(
                "unreachable",
                "Le serveur de l’annuaire ne répond pas, ou la liaison a été coupée.",
                e);
    }
}
