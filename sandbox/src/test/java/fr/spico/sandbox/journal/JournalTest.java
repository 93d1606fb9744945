package fr.spico.sandbox.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir Path directory;

    @Test
    void whatWasWrittenIsReadAgain() throws IOException {
        try (Journal journal = Journal.open(directory)) {
            journal.folder(1, 77, "a@b.test", "Dossiers\tété");
            journal.letter(1, 5, 9, 1000, 3, "\\Seen $Forwarded", "bonjour".getBytes(UTF_8));
            journal.copy(1, 6, 9, 1000, 4, "");
            journal.flags(1, 5, 8, "\\Flagged");
        }
        try (Journal journal = Journal.open(directory)) {
            Folder folder = journal.folders().iterator().next();
            assertThat(folder.name()).isEqualTo("Dossiers\tété");
            assertThat(Objects.requireNonNull(folder.letters().get(5L)).flags())
                    .isEqualTo("\\Flagged");
            assertThat(journal.content(Objects.requireNonNull(folder.letters().get(6L))))
                    .isEqualTo("bonjour".getBytes(UTF_8));
            assertThat(folder.modSeq()).isEqualTo(8);
        }
    }

    @Test
    void uidsOfVanishedMailsAreNeverGivenAgain() throws IOException {
        try (Journal journal = Journal.open(directory)) {
            journal.folder(1, 77, "a@b.test", "INBOX");
            journal.letter(1, 5, 9, 1000, 3, "", new byte[0]);
            journal.expunged(1, 5, 12);
        }
        Journal.open(directory).close();
        try (Journal journal = Journal.open(directory)) {
            Folder folder = journal.folders().iterator().next();
            assertThat(folder.letters()).isEmpty();
            assertThat(folder.lastUid()).isEqualTo(5);
            assertThat(folder.modSeq()).isEqualTo(12);
        }
    }

    @Test
    void aTornLastLineIsIgnored() throws IOException {
        try (Journal journal = Journal.open(directory)) {
            journal.folder(1, 77, "a@b.test", "INBOX");
            journal.letter(1, 1, 9, 1000, 3, "", "x".getBytes(UTF_8));
        }
        Files.writeString(
                directory.resolve("journal.tsv"),
                "M\t1\t2\t10\t1000\t1",
                StandardOpenOption.APPEND);
        try (Journal journal = Journal.open(directory)) {
            assertThat(journal.folders().iterator().next().letters()).containsOnlyKeys(1L);
        }
    }

    @Test
    void renamedAndDeletedFoldersStaySo() throws IOException {
        try (Journal journal = Journal.open(directory)) {
            journal.folder(1, 77, "a@b.test", "Avant");
            journal.folder(2, 78, "a@b.test", "Inutile");
            journal.renamed(1, "Après");
            journal.deleted(2);
        }
        try (Journal journal = Journal.open(directory)) {
            assertThat(journal.folders()).extracting(Folder::name).containsExactly("Après");
        }
    }
}
