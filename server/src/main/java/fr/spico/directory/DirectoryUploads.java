package fr.spico.directory;

import fr.spico.directory.DirectoryDownload.Fetched;
import fr.spico.platform.http.Problem;
import fr.spico.platform.http.StreamedPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

/// Files that administrators hand over: the node that got one keeps it until it has read it. A
/// hundred megabytes that live for seconds are not for the database.
@Configuration(proxyBeanMethods = false)
class DirectoryUploads {

    /// The national file is 115 MB of text, 25 MB as a ZIP.
    private static final long LARGEST = 512L << 20;

    @Bean
    static StreamedPath directoryFileUpload() {
        return new StreamedPath("/api/administration/directory/*/versions/upload");
    }

    private static final int PART = 1 << 20;

    /// How long the node with the file may be away before it counts as lost.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// After that, nobody comes for a file any more.
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    private final DirectoryDownload incoming;
    private final InstantSource time;

    DirectoryUploads(DirectoryDownload incoming, InstantSource time) {
        this.incoming = incoming;
        this.time = time;
    }

    /// The whole of a body, before any transaction opens.
    Path receive(InputStream body) throws IOException {
        Path file = incoming.fresh();
        try (OutputStream out = Files.newOutputStream(file)) {
            long left = LARGEST;
            for (byte[] bytes = body.readNBytes(PART);
                    bytes.length > 0;
                    bytes = body.readNBytes(PART)) {
                left -= bytes.length;
                if (left < 0) {
                    throw new Problem(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "too-large",
                            "Ce fichier est trop grand pour être une extraction de l’annuaire.");
                }
                out.write(bytes);
            }
            return file;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    void keep(long version, Path file) throws IOException {
        incoming.removeOlderThan(time.instant().minus(LEFT_BEHIND));
        Files.move(file, incoming.of(version), StandardCopyOption.REPLACE_EXISTING);
    }

    /// Whether another node should read a version, for the file is there.
    boolean isElsewhere(DirectoryVersion version) {
        return version.origin() == DirectoryVersion.Origin.UPLOAD
                && !Files.exists(incoming.of(version.id()))
                && time.instant().isBefore(version.startedAt().plus(PATIENCE));
    }

    DirectoryReading fetch(DirectoryVersion version) throws IOException {
        Path file = incoming.of(version.id());
        if (!Files.exists(file)) {
            DirectoryTrouble lost = DirectorySentences.lost();
            throw new DirectorySourceException(lost.word(), lost.sentence(), null);
        }
        return new Fetched(file);
    }
}
