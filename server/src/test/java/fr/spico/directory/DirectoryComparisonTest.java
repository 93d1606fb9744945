package fr.spico.directory;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.directory.DirectoryFile.Outcome;
import fr.spico.directory.DirectoryVersion.Counts;
import fr.spico.mail.MssAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DirectoryComparisonTest {

    private static final int PEOPLE = 300;

    /// What a comparison came to.
    private record Result(
            Outcome outcome,
            Counts counts,
            String digest,
            Set<MssAddress> ended,
            List<String> different,
            DirectoryTable table,
            int read) {}

    @Test
    void linesThatAreKnownGiveTheSameAsReadingThemAgain() throws IOException {
        List<String> today = DirectoryRows.people(PEOPLE, 1);
        DirectoryTable base = compare(new DirectoryTable(), DirectoryRows.HEADER, today).table;
        List<String> tomorrow = nextDay(today);
        Result known = compare(copy(base, true), DirectoryRows.HEADER, tomorrow);
        Result unknown = compare(copy(base, false), DirectoryRows.HEADER, tomorrow);

        assertThat(known.counts).isEqualTo(new Counts(PEOPLE - 15, 5, 11, 20, 2, 0));
        assertThat(known.counts).isEqualTo(unknown.counts);
        assertThat(known.outcome).isEqualTo(unknown.outcome);
        assertThat(known.digest).isEqualTo(unknown.digest);
        assertThat(known.ended).isEqualTo(unknown.ended).hasSize(31);
        assertThat(known.different).isEqualTo(unknown.different).hasSize(16);
        assertThat(known.read).as("rows that were read").isEqualTo(18);
        assertThat(unknown.read).isEqualTo(PEOPLE - 13);
    }

    @Test
    void theNextComparisonKnowsTheLinesOfThisOne() throws IOException {
        List<String> today = DirectoryRows.people(PEOPLE, 1);
        DirectoryTable base = compare(new DirectoryTable(), DirectoryRows.HEADER, today).table;
        Result tomorrow = compare(copy(base, false), DirectoryRows.HEADER, nextDay(today));
        Result again = compare(tomorrow.table, DirectoryRows.HEADER, nextDay(today));
        assertThat(again.digest).isEqualTo(tomorrow.digest);
        assertThat(again.counts.changesSomething()).isFalse();
        assertThat(again.read).as("only the two that are repeated").isEqualTo(2);
    }

    @Test
    void theSameLineUnderOtherColumnsIsAnotherRow() throws IOException {
        List<String> rows = DirectoryRows.people(PEOPLE, 1);
        DirectoryTable base = compare(new DirectoryTable(), DirectoryRows.HEADER, rows).table;
        String other =
                DirectoryRows.HEADER
                        .replace("Nom d'exercice", "?")
                        .replace("Prénom d'exercice", "Nom d'exercice")
                        .replace("?", "Prénom d'exercice");
        assertThat(compare(base, other, rows).counts)
                .isEqualTo(new Counts(PEOPLE, 0, PEOPLE, 0, 0, 0));
    }

    /// 20 go, 11 change, 5 come; one line comes twice, and one address with something else before
    /// its own line.
    private static List<String> nextDay(List<String> today) {
        List<String> tomorrow = new ArrayList<>(today.subList(20, PEOPLE));
        for (int i = 0; i < 10; i++) {
            tomorrow.set(i, tomorrow.get(i).replace("CABINET", "MAISON"));
        }
        tomorrow.addAll(DirectoryRows.people(PEOPLE + 5, 9).subList(PEOPLE, PEOPLE + 5));
        tomorrow.add(tomorrow.get(50));
        Collections.shuffle(tomorrow, new Random(3));
        tomorrow.addFirst(today.get(100).replace("CABINET", "CENTRE"));
        return tomorrow;
    }

    private static DirectoryTable copy(DirectoryTable table, boolean lines) {
        DirectoryTable copy = table.without(new BitSet());
        for (int row = 0; row < copy.count() && !lines; row++) {
            copy.set(row, copy.digest(row), 0);
        }
        return copy;
    }

    private static Result compare(DirectoryTable base, String header, List<String> rows)
            throws IOException {
        List<String> different = new ArrayList<>();
        DirectoryComparison comparison =
                new DirectoryComparison(
                        base,
                        (entry, digest) -> different.add(entry.address() + entry.structure()));
        Counter counter = new Counter(comparison);
        String file = header + "\n" + String.join("\n", rows) + "\n";
        Outcome.Complete outcome =
                (Outcome.Complete)
                        DirectoryFile.read(
                                new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                                counter);
        Set<MssAddress> ended = new HashSet<>(comparison.ended(address -> true));
        return new Result(
                outcome,
                comparison.counts(outcome),
                comparison.contentDigest(),
                ended,
                different,
                comparison.result(),
                counter.read);
    }

    /// How many rows were read.
    private static final class Counter implements DirectoryRowTaker {
        private final DirectoryRowTaker rows;
        private int read;

        Counter(DirectoryRowTaker rows) {
            this.rows = rows;
        }

        @Override
        public boolean knows(long line) {
            return rows.knows(line);
        }

        @Override
        public boolean take(DirectoryEntry entry, long line) {
            read++;
            return rows.take(entry, line);
        }
    }
}
