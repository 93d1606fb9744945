package fr.spico.directory;

import static fr.spico.directory.DirectoryFile.Column.*;

import fr.spico.mail.MssAddress;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Reads a flat file of the format `Extraction_Correspondance_MSSante`: one mailbox per line, cells
/// separated by `|`, columns known by their names. Broken rows are data: they are noted and stop
/// nothing. Mailboxes on the red list are left out.
final class DirectoryFile {

    private static final int SAMPLES = 100;

    /// To be changed whenever a line gives another row than before: digests of lines are kept from
    /// day to day.
    private static final long EDITION = 1;

    private static final Set<String> YES = Set.of("o", "oui", "1", "true", "vrai");
    private static final Pattern RPPS = Pattern.compile("\\d{11}");

    private final Lines lines;
    private final DirectoryRowTaker rows;
    private final Map<Column, Integer> places = new EnumMap<>(Column.class);
    private final List<Problem> samples = new ArrayList<>();
    private final DirectoryLabels labels;
    private int width;

    /// Digest of what the lines of this file mean.
    private long columns;

    private int accepted;
    private int redListed;
    private int rejected;

    private DirectoryFile(InputStream in, DirectoryRowTaker rows, DirectoryLabels labels) {
        this.lines = new Lines(in);
        this.rows = rows;
        this.labels = labels;
    }

    static Outcome read(InputStream in, DirectoryRowTaker rows) throws IOException {
        return read(in, rows, new DirectoryLabels());
    }

    /// Hands over every good row as it comes. What was handed over counts only if the outcome is
    /// [Outcome.Complete].
    ///
    /// @param labels learns the words of codes, from lines that were not known
    static Outcome read(InputStream in, DirectoryRowTaker rows, DirectoryLabels labels)
            throws IOException {
        DirectoryFile file = new DirectoryFile(in, rows, labels);
        try {
            return file.read();
        } catch (ZipException | EOFException e) {
            return new Outcome.Damaged(file.lines.number());
        }
    }

    sealed interface Outcome {
        /// @param samples the first problems
        record Complete(int accepted, int rejected, int redListed, List<Problem> samples)
                implements Outcome {}

        /// No row that could be used.
        record Empty() implements Outcome {}

        /// @param columns their normal names
        record MissingColumns(List<String> columns) implements Outcome {}

        /// The text stops in the middle of a row.
        record Truncated(long line) implements Outcome {}

        /// The archive that holds the text cannot be unpacked from there on.
        record Damaged(long line) implements Outcome {}
    }

    /// Why a row is not in. Holds nothing of the row: rows name people.
    ///
    /// @param line from 1; of a source that has no lines, the rank of the resource or entry
    record Problem(long line, Kind kind) {
        enum Kind {
            CELLS,
            TYPE,
            ADDRESS,
            REPEATED,
            /// No FHIR that can be read; in a delta, as the following.
            RESOURCE,
            /// Without the national identifier by which it is known.
            IDENTIFIER,
            /// It points to something that the source does not give.
            REFERENCE
        }
    }

    /// The columns that are read; the others may come and go.
    enum Column {
        TYPE("type de bal"),
        ADDRESS("adresse bal"),
        ID_TYPE("type identifiant pp"),
        ID("identifiant pp"),
        STRUCTURE_ID_TYPE("type identifiant structure", false),
        STRUCTURE_ID("identification structure", false),
        SERVICE("service de rattachement"),
        TITLE("civilite d exercice"),
        LAST_NAME("nom d exercice"),
        FIRST_NAME("prenom d exercice"),
        PROFESSION_CODE("code profession", false),
        PROFESSION("libelle profession"),
        SPECIALTY_CODE("code savoir faire", false),
        SPECIALTY("libelle savoir faire"),
        COMPANY("raison sociale"),
        SIGN("enseigne commerciale"),
        DELIVERY_LINE("l6ligneacheminement"),
        POSTAL_CODE("code postal"),
        DEPARTMENT("departement"),
        /// Only in editions that are not public.
        RED_LIST("liste rouge", false);

        final String header;
        private final boolean needed;

        Column(String header) {
            this(header, true);
        }

        Column(String header, boolean needed) {
            this.header = header;
            this.needed = needed;
        }
    }

    private Outcome read() throws IOException {
        String header = lines.next() ? lines.text() : "";
        if (header.isBlank()) {
            return new Outcome.Empty();
        }
        columns = Lines.mixed(lines.digest(), EDITION);
        List<String> missing = locateColumns(header);
        return missing.isEmpty() ? readRows() : new Outcome.MissingColumns(missing);
    }

    private List<String> locateColumns(String header) {
        Map<String, Integer> found = new HashMap<>();
        String[] names = cells(header);
        for (int i = 0; i < names.length; i++) {
            found.putIfAbsent(normalHeader(names[i]), i);
        }
        width = names.length;
        Stream.of(Column.values())
                .filter(column -> found.containsKey(column.header))
                .forEach(column -> places.put(column, found.getOrDefault(column.header, 0)));
        return Stream.of(Column.values())
                .filter(column -> column.needed && !places.containsKey(column))
                .map(column -> column.header)
                .toList();
    }

    /// Some editions write `Code postal structure BAL` where others write `Code postal`.
    private static String normalHeader(String name) {
        String words =
                Normalizer.normalize(name, Normalizer.Form.NFD)
                        .replaceAll("\\p{M}", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", " ")
                        .strip();
        String suffix = " structure bal";
        return words.endsWith(suffix)
                ? words.substring(0, words.length() - suffix.length())
                : words;
    }

    private Outcome readRows() throws IOException {
        while (lines.next()) {
            long digest = Lines.mixed(lines.digest(), columns);
            if (rows.knows(digest)) {
                accepted++;
                continue;
            }
            String text = lines.text();
            Problem.@Nullable Kind problem = text.isBlank() ? null : readRow(cells(text), digest);
            if (problem == Problem.Kind.CELLS && !lines.ended()) {
                return new Outcome.Truncated(lines.number());
            }
            if (problem != null) {
                note(new Problem(lines.number(), problem));
            }
        }
        return accepted == 0
                ? new Outcome.Empty()
                : new Outcome.Complete(accepted, rejected, redListed, List.copyOf(samples));
    }

    private Problem.@Nullable Kind readRow(String[] row, long digest) {
        boolean separatorAtEnd = row.length == width + 1 && row[width].isEmpty();
        if (row.length != width && !separatorAtEnd) {
            return Problem.Kind.CELLS;
        }
        Optional<DirectoryEntry.Type> type = type(cell(row, TYPE));
        Optional<MssAddress> address = MssAddress.parse(cell(row, ADDRESS));
        if (type.isEmpty()) {
            return Problem.Kind.TYPE;
        }
        if (address.isEmpty()) {
            return Problem.Kind.ADDRESS;
        }
        if (isRedListed(row)) {
            redListed++;
            return null;
        }
        if (!rows.take(entry(address.get(), type.get(), row), digest)) {
            return Problem.Kind.REPEATED;
        }
        accepted++;
        labels.learn(
                DirectoryLabels.Kind.PROFESSION, cell(row, PROFESSION_CODE), cell(row, PROFESSION));
        labels.learn(
                DirectoryLabels.Kind.SPECIALTY, cell(row, SPECIALTY_CODE), cell(row, SPECIALTY));
        return null;
    }

    private boolean isRedListed(String[] row) {
        return places.containsKey(RED_LIST)
                && YES.contains(cell(row, RED_LIST).toLowerCase(Locale.ROOT));
    }

    private DirectoryEntry entry(MssAddress address, DirectoryEntry.Type type, String[] row) {
        String postalCode = cell(row, POSTAL_CODE);
        String company = cell(row, COMPANY);
        return new DirectoryEntry(
                address,
                type,
                cell(row, TITLE),
                cell(row, LAST_NAME),
                cell(row, FIRST_NAME),
                cell(row, PROFESSION),
                cell(row, SPECIALTY),
                company.isEmpty() ? cell(row, SIGN) : company,
                cell(row, SERVICE),
                DirectoryRules.town(cell(row, DELIVERY_LINE)),
                postalCode,
                DirectoryRules.department(postalCode, cell(row, DEPARTMENT)),
                rpps(cell(row, ID_TYPE), cell(row, ID)),
                owner(row));
    }

    /// National identifiers are the type of an identifier followed by it: `8` and an RPPS number.
    private Optional<String> owner(String[] row) {
        String person = cell(row, ID);
        return person.isEmpty()
                ? DirectoryRules.national(cell(row, STRUCTURE_ID_TYPE), cell(row, STRUCTURE_ID))
                : DirectoryRules.national(cell(row, ID_TYPE), person);
    }

    private String cell(String[] row, Column column) {
        Integer place = places.get(column);
        return place == null ? "" : row[place].strip();
    }

    /// TRE_G08: `8` says that the identifier is an RPPS number.
    private static Optional<String> rpps(String idType, String id) {
        return Optional.of(id).filter(i -> idType.equals("8") && RPPS.matcher(i).matches());
    }

    private static Optional<DirectoryEntry.Type> type(String text) {
        String name = text.toUpperCase(Locale.ROOT);
        return Stream.of(DirectoryEntry.Type.values())
                .filter(type -> type.name().equals(name))
                .findFirst();
    }

    private void note(Problem problem) {
        rejected++;
        if (samples.size() < SAMPLES) {
            samples.add(problem);
        }
    }

    private static String[] cells(String line) {
        return line.split("\\|", -1);
    }
}
