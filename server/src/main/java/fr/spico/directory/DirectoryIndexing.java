package fr.spico.directory;

import fr.spico.directory.DirectoryRules.Source;
import fr.spico.directory.search.SearchIndex;
import fr.spico.directory.search.SearchIndexWriter;
import fr.spico.platform.db.ScanTx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes the index file of some versions: from the index of others and what tells them apart, or
/// from all their rows.
@Component
class DirectoryIndexing {

    private final DirectoryEntryQueries entries;

    DirectoryIndexing(DirectoryEntryQueries entries) {
        this.entries = entries;
    }

    /// An index and the versions that it was made of.
    record Indexed(Map<Source, DirectoryVersion> versions, SearchIndex index) {}

    /// @param former null if there is none
    /// @param file must not exist
    /// @param progress told the share that is done, 0–1
    void make(
            ScanTx tx,
            Map<Source, DirectoryVersion> wanted,
            @Nullable Indexed former,
            Path file,
            DoubleConsumer progress)
            throws IOException {
        SearchIndexWriter writer = former == null ? null : changed(tx, wanted, former);
        if (writer == null || !isComplete(writer, wanted)) {
            writer = new SearchIndexWriter();
            for (Source source : wanted.keySet()) {
                addAll(tx, writer, source, wanted, progress);
            }
        }
        writer.finish(file);
    }

    private SearchIndexWriter changed(
            ScanTx tx, Map<Source, DirectoryVersion> wanted, Indexed former) {
        SearchIndexWriter writer = new SearchIndexWriter(former.index());
        for (Source source : Source.values()) {
            DirectoryVersion before = former.versions().get(source);
            DirectoryVersion after = wanted.get(source);
            int shelf = source.ordinal();
            if (before == null) {
                addAll(tx, writer, source, wanted, share -> {});
            } else if (after == null) {
                writer.removeAll(shelf);
            } else if (before.id() != after.id()) {
                entries.forEachDifference(
                        tx,
                        source,
                        before.id(),
                        after.id(),
                        address -> writer.remove(address, shelf),
                        entry -> writer.add(entry, shelf));
            }
        }
        return writer;
    }

    private void addAll(
            ScanTx tx,
            SearchIndexWriter writer,
            Source source,
            Map<Source, DirectoryVersion> wanted,
            DoubleConsumer progress) {
        DirectoryVersion version = wanted.get(source);
        if (version != null) {
            double total = count(wanted);
            AtomicInteger done = new AtomicInteger(writer.count());
            entries.forEach(
                    tx,
                    source,
                    version.id(),
                    entry -> {
                        writer.add(entry, source.ordinal());
                        progress.accept(Math.min(1, done.incrementAndGet() / total));
                    });
        }
    }

    /// Rows of a version that is kept no longer are gone: then what tells it apart is not all
    /// there.
    private static boolean isComplete(
            SearchIndexWriter writer, Map<Source, DirectoryVersion> wanted) {
        return writer.count() == count(wanted);
    }

    private static int count(Map<Source, DirectoryVersion> versions) {
        return versions.values().stream().mapToInt(version -> version.counts().entries()).sum();
    }
}
