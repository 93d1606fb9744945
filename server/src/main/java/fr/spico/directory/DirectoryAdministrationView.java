package fr.spico.directory;

import fr.spico.directory.DirectoryEntryQueries.Sample;
import fr.spico.directory.DirectoryRules.Source;
import fr.spico.directory.DirectoryVersion.Origin;
import fr.spico.platform.db.ReadTx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Versions as administrators see them (docs/api.md).
@Component
class DirectoryAdministrationView {

    private static final int HISTORY = 50;
    private static final int SAMPLES = 10;

    private final DirectoryVersionQueries versions;
    private final DirectoryEntryQueries entries;
    private final DirectorySources sources;
    private final DirectorySettings settings;
    private final InstantSource time;

    DirectoryAdministrationView(
            DirectoryVersionQueries versions,
            DirectoryEntryQueries entries,
            DirectorySources sources,
            DirectorySettings settings,
            InstantSource time) {
        this.versions = versions;
        this.entries = entries;
        this.sources = sources;
        this.settings = settings;
        this.time = time;
    }

    /// @param dailyAt `03:30`, Paris; null = by hand only
    record Overview(List<OfSource> sources, @Nullable String dailyAt, int keepVersions) {}

    /// @param open what is being read, waits or is being switched to
    record OfSource(
            String source,
            List<String> origins,
            @Nullable String scheduled,
            @Nullable Instant nextDaily,
            @Nullable Version current,
            @Nullable Version open) {}

    record Versions(List<Version> versions) {}

    record Version(
            long id,
            String source,
            String origin,
            String state,
            boolean current,
            boolean kept,
            boolean automatic,
            double progress,
            int entries,
            int added,
            int changed,
            int removed,
            int rejected,
            int redListed,
            @Nullable Trouble problem,
            List<Rejection> rejections,
            @Nullable Instant asOf,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Instant switchedAt) {}

    record Trouble(String code, String detail) {}

    record Rejection(long line, String reason) {}

    record Samples(List<Change> added, List<Change> changed, List<Change> removed) {
        @Override
        public String toString() {
            return "Samples[…]";
        }
    }

    record Change(@Nullable Entry before, @Nullable Entry after) {}

    record Entry(
            String address,
            String type,
            String title,
            String lastName,
            String firstName,
            String profession,
            String specialty,
            String structure,
            String service,
            String town,
            String postalCode) {

        @Override
        public String toString() {
            return "Entry[…]";
        }
    }

    Overview overview(ReadTx tx) {
        return new Overview(
                Arrays.stream(Source.values()).map(source -> ofSource(tx, source)).toList(),
                settings.dailyAt() == null ? null : settings.dailyAt().toString(),
                settings.keepVersions());
    }

    Versions history(ReadTx tx, Source source) {
        Optional<Long> current = current(tx, source);
        return new Versions(
                versions.history(tx, source, HISTORY).stream()
                        .map(version -> shown(version, current))
                        .toList());
    }

    Optional<Version> version(ReadTx tx, long id) {
        return versions.find(tx, id).map(version -> shown(version, current(tx, version.source())));
    }

    Optional<Samples> samples(ReadTx tx, long id) {
        return versions.find(tx, id)
                .map(version ->
                        new Samples(
                                changes(tx, version, false, true),
                                changes(tx, version, true, true),
                                changes(tx, version, true, false)));
    }

    private OfSource ofSource(ReadTx tx, Source source) {
        Optional<Long> current = current(tx, source);
        Optional<Origin> scheduled = sources.scheduled(tx, source);
        return new OfSource(
                source.stored(),
                sources.offered(source).stream().map(Origin::stored).toList(),
                scheduled.map(Origin::stored).orElse(null),
                scheduled.map(origin -> nextDaily()).orElse(null),
                current.flatMap(id -> version(tx, id)).orElse(null),
                versions.open(tx, source).map(open -> shown(open, current)).orElse(null));
    }

    private @Nullable Instant nextDaily() {
        return settings.dailyAt() == null
                ? null
                : DirectoryImportRules.due(Optional.empty(), settings.dailyAt(), time.instant());
    }

    private Optional<Long> current(ReadTx tx, Source source) {
        return Optional.ofNullable(versions.current(tx).get(source)).map(DirectoryVersion::id);
    }

    private List<Change> changes(
            ReadTx tx, DirectoryVersion version, boolean before, boolean after) {
        return entries.samples(tx, version, before, after, SAMPLES).stream()
                .map(DirectoryAdministrationView::change)
                .toList();
    }

    private static Change change(Sample sample) {
        return new Change(entry(sample.before()), entry(sample.after()));
    }

    private static @Nullable Entry entry(@Nullable DirectoryEntry entry) {
        return entry == null
                ? null
                : new Entry(
                        entry.address().value(),
                        entry.type().name(),
                        entry.title(),
                        entry.lastName(),
                        entry.firstName(),
                        entry.profession(),
                        entry.specialty(),
                        entry.structure(),
                        entry.service(),
                        entry.town(),
                        entry.postalCode());
    }

    private static Version shown(DirectoryVersion version, Optional<Long> current) {
        DirectoryVersion.Counts counts = version.counts();
        return new Version(
                version.id(),
                version.source().stored(),
                version.origin().stored(),
                version.state().name().toLowerCase(Locale.ROOT),
                current.filter(id -> id == version.id()).isPresent(),
                version.kept(),
                version.automatic(),
                version.progress(),
                counts.entries(),
                counts.added(),
                counts.changed(),
                counts.removed(),
                counts.rejected(),
                counts.redListed(),
                version.trouble().map(t -> new Trouble(t.word(), t.sentence())).orElse(null),
                version.rejections().stream()
                        .map(p -> new Rejection(p.line(), DirectorySentences.rejection(p)))
                        .toList(),
                version.asOf(),
                version.startedAt(),
                version.endedAt(),
                version.switchedAt());
    }
}
