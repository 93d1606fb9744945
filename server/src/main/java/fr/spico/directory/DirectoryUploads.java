package fr.spico.directory;

import fr.spico.directory.DirectoryDownload.Fetched;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.WriteTx;
import fr.spico.platform.http.Problem;
import fr.spico.platform.http.StreamedPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

/// Files that administrators hand over: kept in the database until some node has read them, which
/// need not be the one that got them.
@Configuration(proxyBeanMethods = false)
class DirectoryUploads {

    /// The national file is 115 MB of text, 25 MB as a ZIP.
    private static final long LARGEST = 512L << 20;

    @Bean
    static StreamedPath directoryFileUpload() {
        return new StreamedPath("/api/administration/directory/*/versions/upload");
    }

    private static final int PART = 1 << 20;

    private final Database database;
    private final DirectoryUploadQueries queries;
    private final DirectoryDownload incoming;

    DirectoryUploads(
            Database database, DirectoryUploadQueries queries, DirectoryDownload incoming) {
        this.database = database;
        this.queries = queries;
        this.incoming = incoming;
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

    /// The file itself stays at hand for this node.
    void keep(WriteTx tx, long version, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            int part = 0;
            for (byte[] bytes = in.readNBytes(PART);
                    bytes.length > 0;
                    bytes = in.readNBytes(PART)) {
                queries.add(tx, version, part++, bytes);
            }
        }
        Files.move(file, incoming.of(version), StandardCopyOption.REPLACE_EXISTING);
    }

    DirectoryReading fetch(DirectoryVersion version) throws IOException {
        Path file = incoming.of(version.id());
        return Files.exists(file) ? new Fetched(file) : fetch(version, incoming.fresh());
    }

    private DirectoryReading fetch(DirectoryVersion version, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            int part = 0;
            for (Optional<byte[]> bytes = part(version, part);
                    bytes.isPresent();
                    bytes = part(version, ++part)) {
                out.write(bytes.get());
            }
        }
        return new Fetched(file);
    }

    private Optional<byte[]> part(DirectoryVersion version, int part) {
        return database.read(tx -> queries.part(tx, version.id(), part));
    }

    void forget(DirectoryVersion version) {
        database.run(tx -> queries.remove(tx, version.id()));
    }
}
