package fr.spico.directory;

import fr.spico.directory.DirectoryRules.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// The directories of the shared test platform. What any test adds stays, so tests name people of
/// their own. Rows come from [DirectoryRows].
@Component
public class PublishedDirectory {

    private final DirectoryScene scene;
    private final List<String> national = new ArrayList<>();
    private final List<String> regional = new ArrayList<>();

    PublishedDirectory(DirectoryScene scene) {
        this.scene = scene;
    }

    public void national(String... rows) {
        publish(Source.NATIONAL, national, rows);
    }

    /// The operator's own, where the regional scope ends.
    public void regional(String... rows) {
        publish(Source.REGIONAL, regional, rows);
    }

    private synchronized void publish(Source source, List<String> all, String... rows) {
        List.of(rows).stream().filter(row -> !all.contains(row)).forEach(all::add);
        try {
            Path file = Files.createTempFile("directory", ".txt");
            scene.publish(source, DirectoryRows.write(file, all));
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
