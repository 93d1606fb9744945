package fr.spico.directory;

import fr.spico.directory.DirectoryRules.Source;
import fr.spico.platform.config.DataFolder;
import fr.spico.platform.db.ScanTx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// The tables of versions that were read last, as files beside the database: they spare a
/// comparison all rows of the version that it compares with, and the reading of every line that it
/// knows. A file is named after what its rows say, so it is never wrong, only missing.
@Component
class DirectoryTables {

    private final DirectoryEntryQueries entries;
    private final Path folder;

    DirectoryTables(DirectoryEntryQueries entries, DataFolder data) {
        this.entries = entries;
        this.folder = data.folder().toAbsolutePath().resolve("directory-known");
    }

    DirectoryTable of(ScanTx tx, DirectoryVersion version) {
        try {
            return DirectoryTable.read(file(version.source(), version.digest()));
        } catch (IOException missing) {
            return entries.table(tx, version.source(), version.id());
        }
    }

    /// Remembers what was read, and forgets everything of the source but this and its base.
    ///
    /// @param digest of what the rows say
    void keep(Source source, String base, String digest, DirectoryTable table) throws IOException {
        Files.createDirectories(folder);
        Path file = file(source, digest);
        Path unfinished = folder.resolve(source.stored() + ".part");
        table.write(unfinished);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        for (Path other : all(source)) {
            if (!List.of(file, file(source, base)).contains(other)) {
                Files.deleteIfExists(other);
            }
        }
    }

    private List<Path> all(Source source) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(
                            file -> file.getFileName().toString().startsWith(source.stored() + "-"))
                    .toList();
        }
    }

    private Path file(Source source, String digest) {
        return folder.resolve(source.stored() + "-" + digest);
    }
}
