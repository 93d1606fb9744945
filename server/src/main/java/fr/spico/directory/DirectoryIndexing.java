package fr.spico.directory;

import fr.spico.directory.DirectoryRules.Source;
import fr.spico.directory.search.SearchIndex;
import fr.spico.directory.search.SearchIndexWriter;
import fr.spico.mail.MssAddress;
import fr.spico.platform.db.ReadTx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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
            ReadTx tx,
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
            ReadTx tx, Map<Source, DirectoryVersion> wanted, Indexed former) {
        SearchIndexWriter writer = new SearchIndexWriter();
        Map<Source, Set<MssAddress>> gone = new EnumMap<>(Source.class);
        for (Source source : Source.values()) {
            gone.put(source, gone(tx, source, wanted, former));
        }
        writer.addAll(
                former.index(),
                (address, shelf) -> {
                    Source source = Source.values()[shelf];
                    return wanted.containsKey(source)
                            && !gone.getOrDefault(source, Set.of()).contains(address);
                });
        for (Source source : wanted.keySet()) {
            come(tx, writer, source, wanted, former);
        }
        return writer;
    }

    private Set<MssAddress> gone(
            ReadTx tx, Source source, Map<Source, DirectoryVersion> wanted, Indexed former) {
        Set<MssAddress> gone = new HashSet<>();
        DirectoryVersion before = former.versions().get(source);
        DirectoryVersion after = wanted.get(source);
        if (before != null && after != null && before.id() != after.id()) {
            entries.forEachGoing(tx, source, before.id(), after.id(), gone::add);
        }
        return gone;
    }

    private void come(
            ReadTx tx,
            SearchIndexWriter writer,
            Source source,
            Map<Source, DirectoryVersion> wanted,
            Indexed former) {
        DirectoryVersion before = former.versions().get(source);
        DirectoryVersion after = wanted.get(source);
        if (before == null) {
            addAll(tx, writer, source, wanted, share -> {});
        } else if (after != null && before.id() != after.id()) {
            entries.forEachComing(
                    tx, source, before.id(), after.id(), e -> writer.add(e, source.ordinal()));
        }
    }

    private void addAll(
            ReadTx tx,
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
