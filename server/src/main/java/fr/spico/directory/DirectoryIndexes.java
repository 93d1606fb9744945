package fr.spico.directory;

import fr.spico.directory.DirectoryIndexing.Indexed;
import fr.spico.directory.DirectoryRules.Source;
import fr.spico.directory.search.SearchIndex;
import fr.spico.platform.config.DataFolder;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ScanTx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/// The index of the current versions: opened if this machine has it, otherwise made from the
/// database. Each is a file named after what it was made from, so that none is ever wrong, only
/// missing. A search that began with one index ends with it.
@Component
class DirectoryIndexes {

    private static final Logger log = LoggerFactory.getLogger(DirectoryIndexes.class);

    private final Database database;
    private final DirectoryVersionQueries versions;
    private final DirectoryIndexing indexing;
    private final Path folder;
    private final Lock making = new ReentrantLock();
    private volatile @Nullable Indexed open;

    DirectoryIndexes(
            Database database,
            DirectoryVersionQueries versions,
            DirectoryIndexing indexing,
            DataFolder data) {
        this.database = database;
        this.versions = versions;
        this.indexing = indexing;
        this.folder = data.folder().toAbsolutePath().resolve("directory-index");
    }

    /// Asks the current index, if there is one that holds the sources that are asked for.
    <T> @Nullable T ask(Predicate<Set<Source>> serves, Function<SearchIndex, T> question) {
        Indexed now = open;
        return now != null && serves.test(now.versions().keySet())
                ? question.apply(now.index())
                : null;
    }

    /// Makes the index of versions that may become current, so that the step to them is short.
    ///
    /// @param progress told the share that is indexed, 0–1
    void prepare(Map<Source, DirectoryVersion> next, DoubleConsumer progress) {
        making.lock();
        try {
            if (!isOpen(next)) {
                var unused = database.scan(tx -> makeIfMissing(tx, next, progress));
            }
        } finally {
            making.unlock();
        }
    }

    /// Makes searches see the current versions; does nothing if they do.
    void refresh() throws IOException {
        making.lock();
        try {
            Made made = database.scan(this::makeCurrentIfMissing);
            if (made != null) {
                open = new Indexed(made.versions, open(made));
                removeAllBut(made.file);
            }
        } finally {
            making.unlock();
        }
    }

    private record Made(Map<Source, DirectoryVersion> versions, Path file) {}

    private @Nullable Made makeCurrentIfMissing(ScanTx tx) {
        Map<Source, DirectoryVersion> current = versions.current(tx);
        return current.isEmpty() || isOpen(current)
                ? null
                : makeIfMissing(tx, current, share -> {});
    }

    private Made makeIfMissing(
            ScanTx tx, Map<Source, DirectoryVersion> wanted, DoubleConsumer progress) {
        Path file = folder.resolve(name(wanted));
        if (!Files.exists(file)) {
            make(tx, wanted, file, progress);
        }
        return new Made(wanted, file);
    }

    private void make(
            ScanTx tx, Map<Source, DirectoryVersion> wanted, Path file, DoubleConsumer progress) {
        Path unfinished = folder.resolve("unfinished");
        try {
            FileSystemUtils.deleteRecursively(unfinished);
            Files.createDirectories(folder);
            indexing.make(tx, wanted, open, unfinished, progress);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A damaged index is made anew, once.
    private SearchIndex open(Made made) throws IOException {
        try {
            long start = System.nanoTime();
            SearchIndex index = SearchIndex.open(made.file);
            long millis = (System.nanoTime() - start) / 1_000_000;
            log.info("directory index: {} entries, opened in {} ms", index.count(), millis);
            return index;
        } catch (IOException damaged) {
            log.warn("directory index: damaged, made anew");
            FileSystemUtils.deleteRecursively(made.file);
            var unused = database.scan(tx -> makeIfMissing(tx, made.versions, share -> {}));
            return SearchIndex.open(made.file);
        }
    }

    private boolean isOpen(Map<Source, DirectoryVersion> wanted) {
        Indexed now = open;
        return now != null && name(now.versions()).equals(name(wanted));
    }

    private void removeAllBut(Path file) throws IOException {
        List<Path> others = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(path -> !path.equals(file)).forEach(others::add);
        }
        for (Path other : others) {
            FileSystemUtils.deleteRecursively(other);
        }
    }

    private static String name(Map<Source, DirectoryVersion> versions) {
        StringBuilder name = new StringBuilder(SearchIndex.edition());
        versions.forEach((source, version) ->
                name.append('-').append(source.stored().charAt(0)).append(version.digest(), 0, 16));
        return name.toString();
    }
}
