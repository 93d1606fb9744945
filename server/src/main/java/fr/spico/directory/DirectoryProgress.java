package fr.spico.directory;

import fr.spico.platform.db.Database;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Shows every node how far a version is, some times a second, from a transaction of its own; and
/// notices that an administrator gave it up.
final class DirectoryProgress implements AutoCloseable {

    private static final long EVERY_MILLIS = 300;

    private final ScheduledExecutorService ticks =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("directory-progress").factory());
    private volatile double share;
    private volatile boolean over;

    DirectoryProgress(Database database, DirectoryVersionQueries versions, long version) {
        var unused =
                ticks.scheduleWithFixedDelay(
                        () -> over |= !database.write(tx -> versions.progress(tx, version, share)),
                        EVERY_MILLIS,
                        EVERY_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    /// @throws CancellationException if the version is not worked on any more
    void set(double share) {
        this.share = share;
        if (over) {
            throw new CancellationException();
        }
    }

    @Override
    public void close() {
        ticks.shutdown();
    }
}
