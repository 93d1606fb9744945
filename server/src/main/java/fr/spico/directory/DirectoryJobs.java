package fr.spico.directory;

import fr.spico.directory.DirectoryRules.Source;
import fr.spico.platform.db.Database;
import fr.spico.platform.jobs.Jobs;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// What every node does for the directory when the platform starts: opens its index and keeps it in
/// step with what any node switches to; sees to it that every configured source is imported once,
/// and daily.
@Component
class DirectoryJobs {

    private static final Logger log = LoggerFactory.getLogger(DirectoryJobs.class);

    /// The operator's file first: it is small, and some searchers need no other.
    private static final List<Source> ORDER = List.of(Source.REGIONAL, Source.NATIONAL);

    private final DirectorySettings settings;
    private final Database database;
    private final DirectoryVersionQueries versions;
    private final DirectoryImports imports;
    private final DirectorySources sources;
    private final DirectoryIndexes indexes;
    private final Jobs jobs;
    private final InstantSource time;
    private final ScheduledExecutorService background =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("directory").factory());

    DirectoryJobs(
            DirectorySettings settings,
            Database database,
            DirectoryVersionQueries versions,
            DirectoryImports imports,
            DirectorySources sources,
            DirectoryIndexes indexes,
            Jobs jobs,
            InstantSource time) {
        this.settings = settings;
        this.database = database;
        this.versions = versions;
        this.imports = imports;
        this.sources = sources;
        this.indexes = indexes;
        this.jobs = jobs;
        this.time = time;
    }

    /// How far a source is that nobody can search yet, 0–1; empty if it is not coming by itself.
    OptionalDouble progress(Source source) {
        return database.read(tx -> {
            if (versions.current(tx).containsKey(source)) {
                return OptionalDouble.of(1);
            }
            return versions.open(tx, source)
                    .filter(open -> open.state() != DirectoryVersion.State.READY)
                    .map(open -> OptionalDouble.of(open.progress()))
                    .orElseGet(OptionalDouble::empty);
        });
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        ORDER.forEach(this::importOnce);
        ORDER.forEach(this::planDaily);
        var unused =
                background.scheduleWithFixedDelay(
                        this::refresh, 0, settings.checkEvery().toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        background.shutdownNow();
    }

    private void importOnce(Source source) {
        if (!database.read(versions::current).containsKey(source)) {
            sources.whole(source).ifPresent(origin -> imports.startBySchedule(source, origin));
        }
    }

    private void planDaily(Source source) {
        database.run(tx -> {
            if (settings.dailyAt() == null || sources.offered(source).isEmpty()) {
                jobs.forget(tx, DirectoryDailyJob.DAILY, source.stored());
            } else {
                var last = versions.lastAutomatic(tx, source).map(DirectoryVersion::startedAt);
                jobs.plan(
                        tx,
                        DirectoryDailyJob.DAILY,
                        source.stored(),
                        new DirectoryDailyJob.Daily(source),
                        DirectoryImportRules.due(last, settings.dailyAt(), time.instant()));
            }
        });
    }

    private void refresh() {
        try {
            indexes.refresh();
        } catch (IOException | RuntimeException e) {
            log.error("directory index: cannot be opened or made", e);
        }
    }
}
