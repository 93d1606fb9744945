package fr.spico.directory;

import static fr.spico.directory.DirectoryFile.Column;

import fr.spico.directory.DirectoryDownload.Fetched;
import fr.spico.directory.DirectoryFile.Outcome;
import fr.spico.directory.DirectoryFile.Problem;
import fr.spico.directory.DirectorySettings.Place;
import fr.spico.directory.ldap.LdapDirectory;
import fr.spico.directory.ldap.LdapEntry;
import fr.spico.directory.ldap.LdapException;
import fr.spico.directory.ldap.LdapSettings;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Brings a directory here from an LDAP server: written down as a flat file, which is then read as
/// every other, so the same rules hold (ADR 23).
@Component
class DirectoryLdap {

    private static final String ROW = "|";

    private final DirectoryDownload incoming;
    private final InstantSource time;

    DirectoryLdap(DirectoryDownload incoming, InstantSource time) {
        this.incoming = incoming;
        this.time = time;
    }

    DirectoryReading fetch(Place place, DoubleConsumer progress) throws IOException {
        LdapSettings settings = place.ldap();
        if (settings == null) {
            throw new DirectorySourceException(
                    "not-configured", "Cet annuaire n’a plus de serveur LDAP configuré.", null);
        }
        Instant asOf = time.instant();
        Path file = incoming.fresh();
        try {
            write(settings, file, progress);
            return new Reading(new Fetched(file), asOf);
        } catch (LdapException e) {
            Files.deleteIfExists(file);
            throw new DirectorySourceException(DirectorySentences.ldap(e), e);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static void write(LdapSettings settings, Path file, DoubleConsumer progress)
            throws IOException {
        try (BufferedWriter rows = Files.newBufferedWriter(file)) {
            rows.write(
                    Arrays.stream(Column.values())
                            .map(column -> column.header)
                            .collect(Collectors.joining(ROW, "", "\n")));
            Counter read = new Counter(progress);
            new LdapDirectory(settings)
                    .each((entry, expected) -> {
                        write(entry, rows);
                        read.next(expected);
                    });
        }
    }

    private static final class Counter {
        private final DoubleConsumer progress;
        private int count;

        Counter(DoubleConsumer progress) {
            this.progress = progress;
        }

        void next(OptionalInt expected) {
            count++;
            progress.accept(count / (double) Math.max(count, expected.orElse(count * 2)));
        }
    }

    private static void write(LdapEntry entry, BufferedWriter rows) throws IOException {
        List<String> addresses = entry.addresses().isEmpty() ? List.of("") : entry.addresses();
        for (String address : addresses) {
            Map<Column, String> cells = cells(entry, address);
            rows.write(
                    Arrays.stream(Column.values())
                            .map(column -> cell(cells.getOrDefault(column, "")))
                            .collect(Collectors.joining(ROW, "", "\n")));
        }
    }

    /// A value cannot end a cell or a row.
    private static String cell(String value) {
        return value.replaceAll("\\s*[|\\p{Cntrl}]+\\s*", " ");
    }

    private static Map<Column, String> cells(LdapEntry entry, String address) {
        Map<Column, String> cells = new EnumMap<>(Column.class);
        cells.put(Column.TYPE, type(entry));
        cells.put(Column.ADDRESS, address);
        cells.put(Column.ID_TYPE, entry.rpps().isEmpty() ? "" : "8");
        cells.put(Column.ID, entry.rpps());
        if (entry.structureId().length() > 1) {
            cells.put(Column.STRUCTURE_ID_TYPE, entry.structureId().substring(0, 1));
            cells.put(Column.STRUCTURE_ID, entry.structureId().substring(1));
        }
        cells.put(Column.SERVICE, entry.service());
        cells.put(Column.TITLE, entry.title());
        cells.put(Column.LAST_NAME, entry.lastName());
        cells.put(Column.FIRST_NAME, entry.firstName());
        cells.put(Column.PROFESSION, entry.profession());
        cells.put(Column.SPECIALTY, entry.specialty());
        cells.put(Column.COMPANY, entry.structure());
        cells.put(Column.DELIVERY_LINE, entry.town());
        cells.put(Column.POSTAL_CODE, entry.postalCode());
        cells.put(Column.DEPARTMENT, entry.department());
        cells.put(Column.RED_LIST, entry.redList());
        return cells;
    }

    private static String type(LdapEntry entry) {
        return entry.type().isEmpty() ? entry.lastName().isEmpty() ? "ORG" : "PER" : entry.type();
    }

    /// The file that nobody sees: its header is no entry.
    private record Reading(Fetched file, Instant asOf) implements DirectoryReading {

        @Override
        public Outcome tell(DirectoryRowTaker rows, DoubleConsumer progress) throws IOException {
            Outcome outcome = file.tell(rows, progress);
            return outcome instanceof Outcome.Complete complete
                    ? new Outcome.Complete(
                            complete.accepted(),
                            complete.rejected(),
                            complete.redListed(),
                            complete.samples().stream()
                                    .map(p -> new Problem(p.line() - 1, p.kind()))
                                    .toList())
                    : outcome;
        }

        @Override
        public DirectoryLabels labels() {
            return file.labels();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
