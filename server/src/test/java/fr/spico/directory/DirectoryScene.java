package fr.spico.directory;

import fr.spico.account.AccountId;
import fr.spico.directory.DirectoryRules.Source;
import fr.spico.directory.DirectoryVersion.Origin;
import fr.spico.directory.DirectoryVersion.State;
import fr.spico.platform.db.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.springframework.stereotype.Component;

/// Imports of tests, on this thread and step by step: what [DirectoryImportJob] does behind the
/// scenes.
@Component
class DirectoryScene {

    private final Database database;
    private final DirectoryVersionQueries versions;
    private final DirectoryImport imports;
    private final DirectoryIndexes indexes;
    private final DirectoryEntryQueries entries;
    private final DirectoryImportJob job;
    private final DirectoryImports gestures;
    private final InstantSource time;

    DirectoryScene(
            Database database,
            DirectoryVersionQueries versions,
            DirectoryImport imports,
            DirectoryIndexes indexes,
            DirectoryEntryQueries entries,
            DirectoryImportJob job,
            DirectoryImports gestures,
            InstantSource time) {
        this.database = database;
        this.versions = versions;
        this.imports = imports;
        this.indexes = indexes;
        this.entries = entries;
        this.job = job;
        this.gestures = gestures;
        this.time = time;
    }

    /// Reads a file into a version; what became of it.
    DirectoryVersion read(Source source, Path file) throws IOException {
        return read(source, file, share -> {});
    }

    DirectoryVersion read(Source source, Path file, DoubleConsumer progress) throws IOException {
        return read(source, new DirectoryFileReading(file), progress);
    }

    DirectoryVersion read(Source source, DirectoryReading reading, DoubleConsumer progress)
            throws IOException {
        long id =
                database.write(
                        tx -> versions.add(tx, source, Origin.FILE, false, null, time.instant()));
        imports.read(version(id), reading, progress);
        return version(id);
    }

    /// What an administrator is told who hands a file over now.
    DirectoryGesture start(Source source, AccountId administrator) {
        return database.write(tx -> gestures.start(tx, source, Origin.UPLOAD, administrator));
    }

    /// Makes a version current, or the one that was current before.
    void switchTo(DirectoryVersion version) throws IOException {
        database.run(tx -> {
            var unused =
                    versions.move(
                            tx,
                            version.id(),
                            State.SWITCHING,
                            time.instant(),
                            State.READY,
                            State.SWITCHED);
        });
        job.makeCurrent(version(version.id()));
    }

    /// Reads a file and makes searches see it, if it says something new.
    DirectoryVersion publish(Source source, Path file) throws IOException {
        DirectoryVersion version = read(source, file);
        if (version.state() == State.READY) {
            switchTo(version);
        }
        indexes.refresh();
        return version;
    }

    List<DirectoryEntryQueries.Sample> samples(
            DirectoryVersion version, boolean before, boolean after) {
        return database.read(tx -> entries.samples(tx, version, before, after, 10));
    }

    boolean nothingGoesOn() {
        return count(
                        "select count(*) from directory_version where state in ('reading', 'switching')")
                == 0;
    }

    /// Rows of all versions.
    long stored() {
        return count("select count(*) from directory_entry");
    }

    private long count(String sql) {
        return database.read(tx -> tx.sql(sql).query(Long.class).single());
    }

    void forgetEverything() {
        database.run(tx -> {
            tx.sql("update directory_source set version = null").update();
            tx.sql("delete from directory_entry").update();
            tx.sql("delete from directory_version").update();
        });
    }

    DirectoryVersion version(long id) {
        return database.read(tx -> versions.find(tx, id)).orElseThrow();
    }
}
