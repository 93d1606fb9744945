package fr.spico.directory;

import fr.spico.directory.DirectoryImports.Work;
import fr.spico.directory.DirectoryRules.Source;
import fr.spico.directory.DirectoryVersion.State;
import fr.spico.platform.db.Database;
import fr.spico.platform.jobs.Job;
import fr.spico.platform.jobs.JobHandler;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Does what a source's open version needs: reads it, or makes it current. Runs again from the
/// beginning if its node dies; the current version stays until the last step.
@Component
class DirectoryImportJob implements JobHandler<Work> {

    private static final Logger log = LoggerFactory.getLogger(DirectoryImportJob.class);

    /// Of a reading, fetching what comes over a network; the rest is comparing.
    private static final double FETCHING = 0.5;

    /// Until some node tries again to be the one that has the file.
    private static final Duration TURN = Duration.ofSeconds(1);

    private final Database database;
    private final DirectoryVersionQueries versions;
    private final DirectoryEntryQueries entries;
    private final DirectorySources sources;
    private final DirectoryUploads uploads;
    private final DirectoryImport imports;
    private final DirectoryIndexes indexes;
    private final DirectorySettings settings;
    private final InstantSource time;

    DirectoryImportJob(
            Database database,
            DirectoryVersionQueries versions,
            DirectoryEntryQueries entries,
            DirectorySources sources,
            DirectoryUploads uploads,
            DirectoryImport imports,
            DirectoryIndexes indexes,
            DirectorySettings settings,
            InstantSource time) {
        this.database = database;
        this.versions = versions;
        this.entries = entries;
        this.sources = sources;
        this.uploads = uploads;
        this.imports = imports;
        this.indexes = indexes;
        this.settings = settings;
        this.time = time;
    }

    @Override
    public Job<Work> job() {
        return DirectoryImports.WORK;
    }

    @Override
    public Result run(Work work) {
        Optional<DirectoryVersion> unread = open(work.source()).filter(is(State.READING));
        if (unread.filter(uploads::isElsewhere).isPresent()) {
            return new Result.Again(time.instant().plus(TURN));
        }
        unread.ifPresent(this::read);
        open(work.source()).filter(is(State.READY)).ifPresent(this::confirmIfAutomatic);
        open(work.source()).filter(is(State.SWITCHING)).ifPresent(this::makeCurrent);
        return new Result.Done();
    }

    private Optional<DirectoryVersion> open(Source source) {
        return database.read(tx -> versions.open(tx, source));
    }

    private static java.util.function.Predicate<DirectoryVersion> is(State state) {
        return version -> version.state() == state;
    }

    private void read(DirectoryVersion version) {
        try (DirectoryProgress progress = new DirectoryProgress(database, versions, version.id())) {
            try (DirectoryReading reading =
                    sources.fetch(version, share -> progress.set(share * FETCHING))) {
                imports.read(
                        version, reading, share -> progress.set(FETCHING + share * (1 - FETCHING)));
            }
        } catch (CancellationException givenUp) {
            log.info("{} directory: version {} given up", name(version), version.id());
        } catch (DirectorySourceException e) {
            fail(version, e.trouble());
        } catch (IOException | RuntimeException e) {
            fail(version, unexpected(version, e));
        }
        report(version.id());
    }

    private void confirmIfAutomatic(DirectoryVersion version) {
        if (version.automatic()) {
            database.run(tx -> {
                var unused =
                        versions.move(
                                tx, version.id(), State.SWITCHING, time.instant(), State.READY);
            });
        }
    }

    /// The index comes first: searching goes on in the former one and changes over in one step.
    void makeCurrent(DirectoryVersion version) {
        try (DirectoryProgress progress = new DirectoryProgress(database, versions, version.id())) {
            indexes.prepare(withIt(version), progress::set);
            database.run(tx -> {
                versions.lock(tx, version.source());
                if (versions.move(
                        tx, version.id(), State.SWITCHED, time.instant(), State.SWITCHING)) {
                    versions.switchTo(tx, version, time.instant());
                }
            });
            indexes.refresh();
            prune(version);
            log.info("{} directory: version {} is current", name(version), version.id());
        } catch (IOException | RuntimeException e) {
            takeBack(version, unexpected(version, e));
        }
    }

    private Map<Source, DirectoryVersion> withIt(DirectoryVersion version) {
        Map<Source, DirectoryVersion> next = new EnumMap<>(Source.class);
        next.putAll(database.read(versions::current));
        next.put(version.source(), version);
        return next;
    }

    private void prune(DirectoryVersion version) {
        Source source = version.source();
        database.run(tx ->
                versions.oldestToKeep(tx, source, version.id(), settings.keepVersions())
                        .ifPresent(oldest -> {
                            entries.prune(tx, source, oldest);
                            var unused = versions.noteGone(tx, source, 0, oldest - 1);
                        }));
    }

    private void fail(DirectoryVersion version, DirectoryTrouble trouble) {
        database.run(tx -> {
            if (versions.move(tx, version.id(), State.FAILED, time.instant(), State.READING)) {
                versions.note(tx, version.id(), trouble);
            }
        });
    }

    /// What could not be switched to waits as before.
    private void takeBack(DirectoryVersion version, DirectoryTrouble trouble) {
        State before = version.switchedAt() == null ? State.READY : State.SWITCHED;
        database.run(tx -> {
            if (versions.move(tx, version.id(), before, time.instant(), State.SWITCHING)) {
                versions.note(tx, version.id(), trouble);
            }
        });
    }

    private static DirectoryTrouble unexpected(DirectoryVersion version, Exception e) {
        String reference = UUID.randomUUID().toString().substring(0, 8);
        log.error(
                "{} directory: version {} failed, reference {}",
                name(version),
                version.id(),
                reference,
                e);
        return DirectorySentences.internal(reference);
    }

    private void report(long id) {
        database.read(tx -> versions.find(tx, id))
                .ifPresent(version ->
                        log.info(
                                "{} directory: version {} {}: {} {}",
                                name(version),
                                id,
                                version.state(),
                                version.counts(),
                                version.trouble().map(DirectoryTrouble::word).orElse("")));
    }

    private static String name(DirectoryVersion version) {
        return version.source().stored();
    }
}
