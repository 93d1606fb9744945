package fr.spico.directory;

import fr.spico.directory.DirectoryRules.Source;
import fr.spico.directory.DirectoryVersion.Origin;
import fr.spico.platform.db.ReadTx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the configuration offers, and how each origin is brought here. No transaction is open while
/// something comes over the network.
@Component
class DirectorySources {

    private final DirectorySettings settings;
    private final DirectoryDownload download;
    private final DirectoryUploads uploads;
    private final DirectoryLdap ldap;
    private final DirectoryAnnuaire annuaire;
    private final DirectoryVersionQueries versions;
    private final InstantSource time;

    DirectorySources(
            DirectorySettings settings,
            DirectoryDownload download,
            DirectoryUploads uploads,
            DirectoryLdap ldap,
            DirectoryAnnuaire annuaire,
            DirectoryVersionQueries versions,
            InstantSource time) {
        this.settings = settings;
        this.download = download;
        this.uploads = uploads;
        this.ldap = ldap;
        this.annuaire = annuaire;
        this.versions = versions;
        this.time = time;
    }

    /// Where the whole of a source is.
    Optional<Origin> whole(Source source) {
        return settings.place(source).origin();
    }

    /// What the schedule imports from today.
    Optional<Origin> scheduled(ReadTx tx, Source source) {
        return DirectoryImportRules.scheduled(
                whole(source),
                source == Source.NATIONAL
                        ? Optional.ofNullable(settings.annuaire())
                        : Optional.empty(),
                Optional.ofNullable(versions.current(tx).get(source)),
                versions.lastWhole(tx, source),
                time.instant());
    }

    /// The configured origins of a source.
    List<Origin> offered(Source source) {
        List<Origin> offered = new ArrayList<>();
        whole(source).ifPresent(offered::add);
        if (source == Source.NATIONAL && settings.annuaire() != null) {
            offered.add(Origin.DELTA);
        }
        return offered;
    }

    boolean offers(Source source, Origin origin) {
        return origin == Origin.UPLOAD || offered(source).contains(origin);
    }

    /// Brings a version's origin here.
    ///
    /// @param progress told the share that came, 0–1
    DirectoryReading fetch(DirectoryVersion version, DoubleConsumer progress) throws IOException {
        DirectorySettings.Place place = settings.place(version.source());
        return switch (version.origin()) {
            case FILE -> new DirectoryFileReading(configured(place.file()));
            case URL -> download.fetch(place, progress);
            case UPLOAD -> uploads.fetch(version);
            case LDAP -> ldap.fetch(place, progress);
            case DELTA -> annuaire.delta(version.source(), progress);
        };
    }

    private static Path configured(@Nullable Path file) throws DirectorySourceException {
        if (file == null) {
            throw new DirectorySourceException(
                    "not-configured", "Cet annuaire n’a plus de fichier configuré.", null);
        }
        return file;
    }
}
