package fr.spico.directory;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.directory.search.SearchIndex;
import fr.spico.directory.search.SearchIndexWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An index that was changed day by day is, to the octet, the index that is made of what there is.
class DirectoryIndexChangesTest {

    private static final int SHELVES = 2;
    private static final int PEOPLE = 400;
    private static final int DAYS = 12;

    @TempDir Path folder;

    private final Random random = new Random(7);
    private final List<Map<String, DirectoryEntry>> shelves =
            List.of(new HashMap<>(), new HashMap<>());
    private int files;

    @Test
    void changesGiveTheIndexThatAllEntriesGive() throws IOException {
        put(0, DirectoryRows.people(PEOPLE, 1));
        put(0, structures(40, 0));
        put(1, DirectoryRows.people(PEOPLE / 10, 2));
        Path index = fresh();
        for (int day = 0; day < DAYS; day++) {
            Path changed = folder.resolve("changed" + day);
            SearchIndexWriter writer = new SearchIndexWriter(SearchIndex.open(index));
            change(writer, day);
            assertThat(writer.count()).isEqualTo(shelves.get(0).size() + shelves.get(1).size());
            writer.finish(changed);
            assertThat(changed).as("day " + day).hasSameBinaryContentAs(fresh());
            index = changed;
        }
    }

    @Test
    void anEmptyShelfAndAnEmptyIndexAreChangesLikeOthers() throws IOException {
        put(0, DirectoryRows.people(PEOPLE, 1));
        put(1, DirectoryRows.people(PEOPLE / 10, 2));
        SearchIndexWriter without = new SearchIndexWriter(SearchIndex.open(fresh()));
        without.removeAll(1);
        without.finish(folder.resolve("without"));
        shelves.get(1).clear();
        assertThat(folder.resolve("without")).hasSameBinaryContentAs(fresh());

        SearchIndexWriter nothing =
                new SearchIndexWriter(SearchIndex.open(folder.resolve("without")));
        nothing.removeAll(0);
        nothing.finish(folder.resolve("nothing"));
        SearchIndexWriter again =
                new SearchIndexWriter(SearchIndex.open(folder.resolve("nothing")));
        shelves.get(0).values().forEach(entry -> again.add(entry, 0));
        again.finish(folder.resolve("again"));
        assertThat(folder.resolve("again")).hasSameBinaryContentAs(fresh());
    }

    /// Some go, some come, some say something else; addresses come to stand on both shelves.
    private void change(SearchIndexWriter writer, int day) throws IOException {
        for (int shelf = 0; shelf < SHELVES; shelf++) {
            for (DirectoryEntry entry : some(shelves.get(shelf).values(), 10 + day)) {
                writer.remove(entry.address(), shelf);
                shelves.get(shelf).remove(entry.address().value());
            }
        }
        List<String> rows = new ArrayList<>(DirectoryRows.people(PEOPLE, 100 + day / 2));
        rows.addAll(structures(60, day));
        for (DirectoryEntry entry : some(entries(rows), 25)) {
            int shelf = random.nextInt(SHELVES);
            writer.remove(entry.address(), shelf);
            shelves.get(shelf).put(entry.address().value(), entry);
            writer.add(entry, shelf);
        }
    }

    private static List<String> structures(int count, int day) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(
                    DirectoryRows.structure(
                            "accueil%d@%s.mssante.test"
                                    .formatted(i % 9, i % 2 == 0 ? "a" : "b" + i),
                            i % 3 == 0 ? "EHPAD LES TILLEULS" : "Clinique d’Été n° " + (i + day),
                            i % 4 == 0 ? "" : "Secrétariat",
                            "81000 ALBI"));
        }
        return rows;
    }

    private <T> List<T> some(Collection<T> all, int count) {
        List<T> some = new ArrayList<>(all);
        java.util.Collections.shuffle(some, random);
        return some.subList(0, Math.min(count, some.size()));
    }

    private void put(int shelf, List<String> rows) throws IOException {
        entries(rows).forEach(entry -> shelves.get(shelf).put(entry.address().value(), entry));
    }

    private static Collection<DirectoryEntry> entries(List<String> rows) throws IOException {
        Map<String, DirectoryEntry> entries = new HashMap<>();
        String file = DirectoryRows.HEADER + "\n" + String.join("\n", rows) + "\n";
        DirectoryFile.read(
                new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                (entry, line) -> entries.put(entry.address().value(), entry) == null);
        return entries.values();
    }

    /// The index of all that there is, in any order.
    private Path fresh() throws IOException {
        SearchIndexWriter writer = new SearchIndexWriter();
        for (int shelf = 0; shelf < SHELVES; shelf++) {
            for (DirectoryEntry entry : some(shelves.get(shelf).values(), Integer.MAX_VALUE)) {
                writer.add(entry, shelf);
            }
        }
        Path file = folder.resolve("fresh" + files++);
        writer.finish(file);
        assertThat(Files.size(file)).isPositive();
        return file;
    }
}
