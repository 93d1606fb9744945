package fr.spico.directory;

import fr.spico.account.AccountId;
import fr.spico.directory.DirectoryRules.Source;
import fr.spico.directory.DirectoryVersion.Origin;
import fr.spico.directory.DirectoryVersion.State;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.WriteTx;
import fr.spico.platform.jobs.Job;
import fr.spico.platform.jobs.Jobs;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Starts, confirms and gives up imports, and goes back. What takes long is done by
/// [DirectoryImportJob] on some node.
@Component
class DirectoryImports {

    /// Whatever the source's open version needs. The key is the source: one thing at a time.
    record Work(Source source) {}

    private static final Logger log = LoggerFactory.getLogger(DirectoryImports.class);

    static final Job<Work> WORK = new Job<>("directory-import", Work.class);

    private final Database database;
    private final DirectoryVersionQueries versions;
    private final DirectoryEntryQueries entries;
    private final DirectorySources sources;
    private final Jobs jobs;
    private final InstantSource time;

    DirectoryImports(
            Database database,
            DirectoryVersionQueries versions,
            DirectoryEntryQueries entries,
            DirectorySources sources,
            Jobs jobs,
            InstantSource time) {
        this.database = database;
        this.versions = versions;
        this.entries = entries;
        this.sources = sources;
        this.jobs = jobs;
        this.time = time;
    }

    /// A dry run, for an administrator to look at.
    DirectoryGesture start(WriteTx tx, Source source, Origin origin, AccountId askedBy) {
        return sources.offers(source, origin)
                ? begin(tx, source, origin, false, askedBy)
                : new DirectoryGesture.NotConfigured();
    }

    /// An import that is switched to if nothing forbids it; none while an administrator is at it. A
    /// dry run about which nobody has decided for long is given up: it compares with yesterday.
    void startBySchedule(Source source, Origin origin) {
        database.run(tx -> {
            versions.open(tx, source)
                    .filter(open -> DirectoryImportRules.isAbandoned(open, time.instant()))
                    .ifPresent(open -> discard(tx, open));
            if (begin(tx, source, origin, true, null)
                    instanceof DirectoryGesture.Busy(DirectoryVersion open)) {
                log.warn(
                        "{} directory: no daily import, version {} is {}",
                        source.stored(),
                        open.id(),
                        open.state());
            }
        });
    }

    /// Makes a version current that is ready, or that was current and is kept.
    DirectoryGesture switchTo(WriteTx tx, long id) {
        return versions.find(tx, id)
                .<DirectoryGesture>map(version -> switchTo(tx, version))
                .orElseGet(DirectoryGesture.NotFound::new);
    }

    /// Gives up a version that is being read or waits.
    DirectoryGesture discard(WriteTx tx, long id) {
        return versions.find(tx, id)
                .<DirectoryGesture>map(version -> discard(tx, version))
                .orElseGet(DirectoryGesture.NotFound::new);
    }

    private DirectoryGesture begin(
            WriteTx tx,
            Source source,
            Origin origin,
            boolean automatic,
            @Nullable AccountId askedBy) {
        // A reading holds the source until its end: who asks meanwhile is answered at once.
        Optional<DirectoryVersion> open = versions.open(tx, source);
        if (open.isEmpty()) {
            versions.lock(tx, source);
            open = versions.open(tx, source);
        }
        if (open.isPresent()) {
            return new DirectoryGesture.Busy(open.get());
        }
        long id = versions.add(tx, source, origin, automatic, askedBy, time.instant());
        return planned(tx, id);
    }

    private DirectoryGesture switchTo(WriteTx tx, DirectoryVersion version) {
        Optional<DirectoryVersion> other = openBeside(tx, version);
        if (other.isEmpty()) {
            versions.lock(tx, version.source());
            other = openBeside(tx, version);
        }
        if (other.isPresent()) {
            return new DirectoryGesture.Busy(other.get());
        }
        DirectoryVersion current = versions.current(tx).get(version.source());
        boolean isCurrent = current != null && current.id() == version.id();
        boolean moved =
                version.kept()
                        && !isCurrent
                        && versions.move(
                                tx,
                                version.id(),
                                State.SWITCHING,
                                time.instant(),
                                State.READY,
                                State.SWITCHED);
        return moved ? planned(tx, version.id()) : new DirectoryGesture.NotKept();
    }

    private Optional<DirectoryVersion> openBeside(WriteTx tx, DirectoryVersion version) {
        return versions.open(tx, version.source()).filter(open -> open.id() != version.id());
    }

    private DirectoryGesture discard(WriteTx tx, DirectoryVersion version) {
        boolean given =
                versions.move(
                        tx,
                        version.id(),
                        State.DISCARDED,
                        time.instant(),
                        State.READING,
                        State.READY);
        if (!given) {
            return new DirectoryGesture.NotKept();
        }
        entries.forget(tx, version.source(), version.id());
        return new DirectoryGesture.Done(versions.find(tx, version.id()).orElseThrow());
    }

    private DirectoryGesture planned(WriteTx tx, long id) {
        DirectoryVersion version = versions.find(tx, id).orElseThrow();
        jobs.plan(tx, WORK, version.source().stored(), new Work(version.source()), time.instant());
        return new DirectoryGesture.Done(version);
    }
}
