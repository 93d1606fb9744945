package fr.spico.directory;

import fr.spico.directory.DirectoryRules.Source;
import fr.spico.platform.db.Database;
import fr.spico.platform.jobs.Job;
import fr.spico.platform.jobs.JobHandler;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Starts the import of a source once a day.
@Component
class DirectoryDailyJob implements JobHandler<DirectoryDailyJob.Daily> {

    record Daily(Source source) {}

    static final Job<Daily> DAILY = new Job<>("directory-daily", Daily.class);

    private final DirectorySettings settings;
    private final DirectorySources sources;
    private final DirectoryImports imports;
    private final Database database;
    private final InstantSource time;

    DirectoryDailyJob(
            DirectorySettings settings,
            DirectorySources sources,
            DirectoryImports imports,
            Database database,
            InstantSource time) {
        this.settings = settings;
        this.sources = sources;
        this.imports = imports;
        this.database = database;
        this.time = time;
    }

    @Override
    public Job<Daily> job() {
        return DAILY;
    }

    @Override
    public Result run(Daily daily) {
        LocalTime at = settings.dailyAt();
        if (at == null) {
            return new Result.Done();
        }
        database.read(tx -> sources.scheduled(tx, daily.source()))
                .ifPresent(origin -> imports.startBySchedule(daily.source(), origin));
        return new Result.Again(DirectoryImportRules.due(Optional.empty(), at, time.instant()));
    }
}
