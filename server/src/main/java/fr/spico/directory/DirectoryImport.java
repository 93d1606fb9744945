package fr.spico.directory;

import fr.spico.directory.DirectoryFile.Outcome;
import fr.spico.directory.DirectoryRules.Source;
import fr.spico.directory.DirectoryVersion.Counts;
import fr.spico.directory.DirectoryVersion.State;
import fr.spico.directory.search.Beside;
import fr.spico.mail.MssAddress;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.WriteTx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/// Reads a source into a version beside the current one, in one transaction. Nobody sees its rows
/// before it is switched to.
@Component
class DirectoryImport {

    private final Database database;
    private final DataSource dataSource;
    private final DirectoryVersionQueries versions;
    private final DirectoryEntryQueries entries;
    private final DirectoryTables tables;
    private final DirectoryLabelQueries labels;
    private final DirectorySettings settings;
    private final InstantSource time;

    DirectoryImport(
            Database database,
            DataSource dataSource,
            DirectoryVersionQueries versions,
            DirectoryEntryQueries entries,
            DirectoryTables tables,
            DirectoryLabelQueries labels,
            DirectorySettings settings,
            InstantSource time) {
        this.database = database;
        this.dataSource = dataSource;
        this.versions = versions;
        this.entries = entries;
        this.tables = tables;
        this.labels = labels;
        this.settings = settings;
        this.time = time;
    }

    /// Afterwards the version is ready, unchanged or refused; or what it was, if that was not being
    /// read any more.
    ///
    /// @param progress told the share that was read, 0–1
    void read(DirectoryVersion version, DirectoryReading reading, DoubleConsumer progress)
            throws IOException {
        try {
            database.run(tx -> new Reading(tx, version, reading).run(progress));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private final class Reading {
        private final WriteTx tx;
        private final DirectoryVersion version;
        private final Source source;
        private final DirectoryReading reading;

        Reading(WriteTx tx, DirectoryVersion version, DirectoryReading reading) {
            this.tx = tx;
            this.version = version;
            this.source = version.source();
            this.reading = reading;
        }

        void run(DoubleConsumer progress) {
            versions.lock(tx, source);
            Optional<DirectoryVersion> base = Optional.ofNullable(versions.current(tx).get(source));
            dropWhatWasWithdrawn(base);
            DirectoryTable known = base.map(b -> tables.of(tx, b)).orElseGet(DirectoryTable::new);
            try (DirectoryCopy copy = DirectoryCopy.into(dataSource, source, version.id())) {
                DirectoryComparison comparison = new DirectoryComparison(known, copy::add);
                Outcome outcome = reading.tell(comparison, progress);
                copy.end();
                conclude(base, comparison, outcome);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        }

        /// After somebody went back, the versions from which they came end with the next one.
        private void dropWhatWasWithdrawn(Optional<DirectoryVersion> base) {
            long from = base.map(DirectoryVersion::id).orElse(0L) + 1;
            if (versions.noteGone(tx, source, from, version.id() - 1)) {
                entries.forget(tx, source, from);
            }
        }

        private void conclude(
                Optional<DirectoryVersion> base, DirectoryComparison comparison, Outcome outcome)
                throws IOException {
            switch (outcome) {
                case Outcome.Complete complete -> compare(base, comparison, complete);
                case Outcome.Empty refused -> refuse(DirectorySentences.refused(refused));
                case Outcome.MissingColumns refused -> refuse(DirectorySentences.refused(refused));
                case Outcome.Truncated refused -> refuse(DirectorySentences.refused(refused));
                case Outcome.Damaged refused -> refuse(DirectorySentences.refused(refused));
            }
        }

        private void compare(
                Optional<DirectoryVersion> base,
                DirectoryComparison comparison,
                Outcome.Complete complete)
                throws IOException {
            List<MssAddress> ended = comparison.ended(reading::forgets);
            Counts counts = comparison.counts(complete);
            String digest = comparison.contentDigest();
            versions.describe(
                    tx,
                    version.id(),
                    base.map(DirectoryVersion::id).orElse(null),
                    digest,
                    reading.asOf(),
                    counts,
                    complete.samples());
            int before = base.map(b -> b.counts().entries()).orElse(0);
            Optional<DirectoryTrouble> trouble =
                    DirectoryImportRules.refusal(version.origin(), counts, before, settings)
                            .or(() -> withdrawn(base, digest));
            if (trouble.isPresent()) {
                refuse(trouble.get());
            } else {
                Beside<Boolean> kept = new Beside<>(() -> keep(base, digest, comparison));
                accept(base, counts, ended);
                kept.result();
            }
        }

        private boolean keep(
                Optional<DirectoryVersion> base, String digest, DirectoryComparison comparison)
                throws IOException {
            tables.keep(
                    source,
                    base.map(DirectoryVersion::digest).orElse(""),
                    digest,
                    comparison.result());
            return true;
        }

        /// The schedule does not bring back what somebody went back from.
        private Optional<DirectoryTrouble> withdrawn(
                Optional<DirectoryVersion> base, String digest) {
            return base.filter(b ->
                            version.automatic()
                                    && versions.wasWithdrawn(tx, source, digest, b.id()))
                    .map(b -> DirectorySentences.withdrawn());
        }

        private void accept(
                Optional<DirectoryVersion> base, Counts counts, List<MssAddress> ended) {
            State state = counts.changesSomething() ? State.READY : State.UNCHANGED;
            labels.add(tx, reading.labels());
            if (state == State.UNCHANGED) {
                base.ifPresent(b -> versions.stillTrue(tx, b.id(), reading.asOf()));
            }
            entries.end(tx, source, version.id(), ended);
            if (!move(state)) {
                entries.forget(tx, source, version.id());
            }
        }

        private void refuse(DirectoryTrouble trouble) {
            entries.forget(tx, source, version.id());
            if (move(State.REFUSED)) {
                versions.note(tx, version.id(), trouble);
            }
        }

        /// False if an administrator gave it up meanwhile.
        private boolean move(State to) {
            return versions.move(tx, version.id(), to, time.instant(), State.READING);
        }
    }
}
