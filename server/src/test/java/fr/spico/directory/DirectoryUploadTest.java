package fr.spico.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.spico.directory.DirectoryRules.Source;
import fr.spico.directory.DirectoryVersion.Counts;
import fr.spico.directory.DirectoryVersion.Origin;
import fr.spico.directory.DirectoryVersion.State;
import fr.spico.platform.config.DataFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryUploadTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    @TempDir private Path here;
    @TempDir private Path elsewhere;

    @Test
    void aFileIsReadByTheNodeThatGotItAndNotKept() throws IOException {
        DirectoryUploads node = node(here, NOON);
        node.keep(7, node.receive(new ByteArrayInputStream(new byte[5_000])));
        assertThat(node.isElsewhere(version(7))).isFalse();
        assertThat(node(elsewhere, NOON).isElsewhere(version(7))).isTrue();
        node.fetch(version(7)).close();
        assertThat(files(here)).isEmpty();
    }

    @Test
    void aFileWhoseNodeDoesNotComeBackIsSaidToBeLost() {
        DirectoryUploads node = node(here, NOON.plus(Duration.ofMinutes(3)));
        assertThat(node.isElsewhere(version(7))).isFalse();
        assertThatThrownBy(() -> node.fetch(version(7)))
                .isInstanceOfSatisfying(
                        DirectorySourceException.class,
                        e -> assertThat(e.trouble().sentence()).contains("remettez-le"));
    }

    @Test
    void whatNobodyCameForIsRemovedWithTheNextFile() throws IOException {
        DirectoryUploads node = node(here, Instant.now());
        node.keep(7, node.receive(new ByteArrayInputStream(new byte[10])));
        node.keep(8, node.receive(new ByteArrayInputStream(new byte[10])));
        assertThat(files(here)).hasSize(2);
        for (Path file : files(here)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        }
        node.keep(9, node.receive(new ByteArrayInputStream(new byte[10])));
        assertThat(files(here)).hasSize(1);
        assertThat(node.isElsewhere(version(9))).isFalse();
    }

    private static DirectoryUploads node(Path folder, Instant now) {
        return new DirectoryUploads(new DirectoryDownload(new DataFolder(folder)), () -> now);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static DirectoryVersion version(long id) {
        return new DirectoryVersion(
                id,
                Source.NATIONAL,
                Origin.UPLOAD,
                State.READING,
                false,
                Optional.empty(),
                null,
                "",
                null,
                0,
                Counts.NONE,
                List.of(),
                Optional.empty(),
                NOON,
                null,
                null,
                false);
    }
}
