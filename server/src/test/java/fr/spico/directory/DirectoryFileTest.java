package fr.spico.directory;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.directory.DirectoryFile.Outcome;
import fr.spico.directory.DirectoryFile.Problem;
import fr.spico.mail.MssAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DirectoryFileTest {

    private static final String CLAIRE =
            DirectoryRows.person(
                    "claire.vasseur@liberal.mssante.test",
                    "10100000025",
                    "DR",
                    "VASSEUR-MORIN",
                    "Claire",
                    "Médecin|Cardiologie et maladies vasculaires",
                    "CABINET VASSEUR",
                    "31059 TOULOUSE CEDEX 9");
    private static final String TILLEULS =
            DirectoryRows.structure(
                    "secretariat.tilleuls@medimail.mssante.test",
                    "CENTRE DE SANTE DES TILLEULS",
                    "Secrétariat",
                    "81000 ALBI");

    private final List<DirectoryEntry> entries = new ArrayList<>();
    private final Set<MssAddress> addresses = new HashSet<>();
    private final DirectoryLabels labels = new DirectoryLabels();

    @Test
    void everyCellOfARowIsInItsPlace() throws IOException {
        read(DirectoryRows.HEADER, CLAIRE, TILLEULS);
        DirectoryEntry claire = entries.getFirst();
        assertThat(claire.address().value()).isEqualTo("claire.vasseur@liberal.mssante.test");
        assertThat(claire.type()).isEqualTo(DirectoryEntry.Type.PER);
        assertThat(claire.title()).isEqualTo("DR");
        assertThat(claire.lastName()).isEqualTo("VASSEUR-MORIN");
        assertThat(claire.firstName()).isEqualTo("Claire");
        assertThat(claire.profession()).isEqualTo("Médecin");
        assertThat(claire.specialty()).isEqualTo("Cardiologie et maladies vasculaires");
        assertThat(claire.structure()).isEqualTo("CABINET VASSEUR");
        assertThat(claire.town()).isEqualTo("TOULOUSE");
        assertThat(claire.postalCode()).isEqualTo("31059");
        assertThat(claire.department()).isEqualTo("31");
        assertThat(claire.rpps()).contains("10100000025");
        assertThat(entries.get(1).service()).isEqualTo("Secrétariat");
        assertThat(entries.get(1).rpps()).isEmpty();
    }

    @Test
    void columnsAreKnownByNameWhateverTheirOrderCaseAccentsAndSuffix() throws IOException {
        String header =
                DirectoryRows.HEADER
                        .replace("Code postal", "CODE POSTAL structure BAL")
                        .replace("L6LIGNEACHEMINEMENT", "l6ligneacheminement Structure Bal")
                        .replace("Département", "Departement structure BAL")
                        .replace("Prénom d'exercice", "PRENOM D’EXERCICE");
        assertThat(read(reversed(header), reversed(CLAIRE)))
                .isEqualTo(new Outcome.Complete(1, 0, 0, List.of()));
        assertThat(entries.getFirst().town()).isEqualTo("TOULOUSE");
        assertThat(entries.getFirst().firstName()).isEqualTo("Claire");
    }

    @Test
    void aMarkAtTheStartAndWindowsLineEndsChangeNothing() throws IOException {
        Outcome outcome =
                read(
                        "\uFEFF"
                                + DirectoryRows.HEADER
                                + "\r\n"
                                + CLAIRE
                                + "\r\n"
                                + TILLEULS
                                + "\r\n");
        assertThat(outcome).isEqualTo(new Outcome.Complete(2, 0, 0, List.of()));
        assertThat(entries.get(1).department()).isEqualTo("81");
    }

    @Test
    void aSeparatorAtTheEndOfEachLineChangesNothing() throws IOException {
        assertThat(read(DirectoryRows.HEADER, CLAIRE + "|", TILLEULS + "|"))
                .isEqualTo(new Outcome.Complete(2, 0, 0, List.of()));
    }

    @Test
    void brokenRowsAreNotedWithTheirLineAndStopNothing() throws IOException {
        Outcome outcome =
                read(
                        DirectoryRows.HEADER,
                        CLAIRE.replace("claire.vasseur@", "claire vasseur@"),
                        "PER|only three|cells",
                        CLAIRE.replaceFirst("PER", "XYZ"),
                        CLAIRE,
                        "",
                        CLAIRE,
                        TILLEULS);
        assertThat(outcome)
                .isEqualTo(
                        new Outcome.Complete(
                                2,
                                4,
                                0,
                                List.of(
                                        new Problem(2, Problem.Kind.ADDRESS),
                                        new Problem(3, Problem.Kind.CELLS),
                                        new Problem(4, Problem.Kind.TYPE),
                                        new Problem(7, Problem.Kind.REPEATED))));
        assertThat(entries)
                .extracting(e -> e.address().value())
                .containsExactly(
                        "claire.vasseur@liberal.mssante.test",
                        "secretariat.tilleuls@medimail.mssante.test");
    }

    @Test
    void aMailboxOnTheRedListIsLeftOut() throws IOException {
        assertThat(read(DirectoryRows.HEADER + "|Liste rouge", CLAIRE + "|O", TILLEULS + "|N"))
                .isEqualTo(new Outcome.Complete(1, 0, 1, List.of()));
        assertThat(entries)
                .extracting(e -> e.address().value())
                .containsExactly("secretariat.tilleuls@medimail.mssante.test");
    }

    @Test
    void aFileWithoutRowsIsEmpty() throws IOException {
        assertThat(read("")).isInstanceOf(Outcome.Empty.class);
        assertThat(read("\n")).isInstanceOf(Outcome.Empty.class);
        assertThat(read(DirectoryRows.HEADER + "\n")).isInstanceOf(Outcome.Empty.class);
        assertThat(read(DirectoryRows.HEADER, "PER|broken")).isInstanceOf(Outcome.Empty.class);
    }

    @Test
    void aFileThatStopsInTheMiddleOfARowIsTruncated() throws IOException {
        String half = TILLEULS.substring(0, TILLEULS.length() / 2);
        assertThat(read(DirectoryRows.HEADER + "\n" + CLAIRE + "\n" + half))
                .isEqualTo(new Outcome.Truncated(3));
        assertThat(read(DirectoryRows.HEADER + "\n" + CLAIRE + "\n" + TILLEULS))
                .isEqualTo(new Outcome.Complete(2, 0, 0, List.of()));
    }

    @Test
    void aMissingColumnIsNamed() throws IOException {
        assertThat(read(DirectoryRows.HEADER.replace("Nom d'exercice", "Nom"), CLAIRE))
                .isEqualTo(new Outcome.MissingColumns(List.of("nom d exercice")));
        assertThat(read("<html>not found</html>")).isInstanceOf(Outcome.MissingColumns.class);
    }

    @Test
    void aLineWithoutEndDoesNotFillTheMemory() throws IOException {
        String endless = CLAIRE + "x".repeat(5_000_000);
        assertThat(read(DirectoryRows.HEADER, endless.replace("|", ""), TILLEULS))
                .isEqualTo(
                        new Outcome.Complete(1, 1, 0, List.of(new Problem(2, Problem.Kind.CELLS))));
    }

    @Test
    void rowsAreHandedOverAsTheyComeWhateverTheSizeOfTheFile() throws IOException {
        String row = CLAIRE + "\n";
        AtomicLong given = new AtomicLong();
        AtomicLong farthest = new AtomicLong();
        AtomicLong taken = new AtomicLong();
        Outcome outcome =
                DirectoryFile.read(
                        endless(DirectoryRows.HEADER + "\n", row, 60_000, given),
                        (entry, line) -> {
                            long consumed = taken.incrementAndGet() * row.length();
                            farthest.accumulateAndGet(given.get() - consumed, Math::max);
                            return true;
                        });
        assertThat(outcome).isEqualTo(new Outcome.Complete(60_000, 0, 0, List.of()));
        assertThat(given.get()).isGreaterThan(10_000_000);
        assertThat(farthest.get()).as("octets in memory ahead of the row").isLessThan(300_000);
    }

    /// A file that is nowhere.
    private static InputStream endless(String header, String row, int rows, AtomicLong given) {
        Iterator<InputStream> parts =
                Stream.concat(Stream.of(header), Stream.generate(() -> row).limit(rows))
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .peek(bytes -> given.addAndGet(bytes.length))
                        .map(bytes -> (InputStream) new ByteArrayInputStream(bytes))
                        .iterator();
        return new SequenceInputStream(
                new Enumeration<>() {
                    @Override
                    public boolean hasMoreElements() {
                        return parts.hasNext();
                    }

                    @Override
                    public InputStream nextElement() {
                        return parts.next();
                    }
                });
    }

    @Test
    void theOwnerIsThePersonOtherwiseTheStructure() throws IOException {
        read(DirectoryRows.HEADER, CLAIRE, TILLEULS);
        assertThat(entries.getFirst().owner()).contains("810100000025");
        assertThat(entries.get(1).owner()).contains("11");
    }

    @Test
    void theWordsOfCodesAreLearnt() throws IOException {
        read(DirectoryRows.HEADER, CLAIRE);
        assertThat(labels.of(DirectoryLabels.Kind.PROFESSION, "10")).isEqualTo("Médecin");
        assertThat(labels.of(DirectoryLabels.Kind.SPECIALTY, "unknown")).isEmpty();
    }

    @Test
    void octetsThatAreNoUtf8AndControlCharactersSpoilOnlyTheirOwnCell() throws IOException {
        read(
                StandardCharsets.ISO_8859_1,
                DirectoryRows.HEADER.transform(DirectoryFileTest::withoutAccents),
                CLAIRE.replace("Claire", "\u0000Hél\u0001ène"));
        assertThat(entries.getFirst().firstName())
                .startsWith("H")
                .endsWith("ne")
                .doesNotContain("\u0001");
        assertThat(entries.getFirst().lastName()).isEqualTo("VASSEUR-MORIN");
    }

    @Test
    void problemsSayNothingOfTheRow() throws IOException {
        assertThat(read(DirectoryRows.HEADER, CLAIRE, CLAIRE).toString().toLowerCase(Locale.ROOT))
                .doesNotContain("vasseur");
        assertThat(entries.toString().toLowerCase(Locale.ROOT)).doesNotContain("vasseur");
    }

    private Outcome read(String... lines) throws IOException {
        return read(StandardCharsets.UTF_8, lines);
    }

    private Outcome read(Charset charset, String... lines) throws IOException {
        entries.clear();
        addresses.clear();
        String text = lines.length == 1 ? lines[0] : String.join("\n", lines) + "\n";
        return DirectoryFile.read(
                new ByteArrayInputStream(text.getBytes(charset)),
                (entry, line) -> addresses.add(entry.address()) && entries.add(entry),
                labels);
    }

    private static String withoutAccents(String text) {
        return text.replace('é', 'e');
    }

    private static String reversed(String row) {
        List<String> cells = Arrays.asList(row.split("\\|", -1));
        Collections.reverse(cells);
        return cells.stream().collect(Collectors.joining("|"));
    }
}
