package fr.spico.directory;

import fr.spico.directory.DirectoryRules.Source;
import fr.spico.directory.annuaire.AnnuaireChanges;
import fr.spico.directory.annuaire.AnnuaireClient;
import fr.spico.directory.annuaire.AnnuaireException;
import fr.spico.directory.annuaire.AnnuairePerson;
import fr.spico.directory.annuaire.AnnuaireSettings;
import fr.spico.directory.annuaire.AnnuaireStructure;
import fr.spico.mail.MssAddress;
import fr.spico.platform.db.Database;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the platform asks of the Annuaire Santé: somebody's details, and what changed since the
/// current version.
@Component
class DirectoryAnnuaire {

    /// Owners that are looked up at once.
    private static final int OWNERS = 10_000;

    private final @Nullable AnnuaireSettings settings;
    private final Database database;
    private final DirectoryVersionQueries versions;
    private final DirectoryEntryQueries entries;
    private final DirectoryLabelQueries labels;
    private final InstantSource time;
    private @Nullable AnnuaireClient client;

    DirectoryAnnuaire(
            DirectorySettings settings,
            Database database,
            DirectoryVersionQueries versions,
            DirectoryEntryQueries entries,
            DirectoryLabelQueries labels,
            InstantSource time) {
        this.settings = settings.annuaire();
        this.database = database;
        this.versions = versions;
        this.entries = entries;
        this.labels = labels;
        this.time = time;
    }

    /// A person with the words for their codes.
    record Known(AnnuairePerson person, DirectoryLabels labels) {
        @Override
        public String toString() {
            return "Known[…]";
        }
    }

    boolean isConfigured() {
        return settings != null;
    }

    /// Empty: the Annuaire Santé knows nobody of that number.
    ///
    /// @throws DirectorySourceException if it does not answer
    Optional<Known> person(String rpps) throws DirectorySourceException {
        try {
            Optional<AnnuairePerson> found = client(configured()).person(rpps);
            return found.map(person -> new Known(person, database.read(labels::all)));
        } catch (AnnuaireException e) {
            throw new DirectorySourceException(DirectorySentences.annuaire(e), e);
        }
    }

    /// What changed since the current version of a source.
    DirectoryReading delta(Source source, DoubleConsumer progress) throws DirectorySourceException {
        AnnuaireSettings annuaire = configured();
        Instant now = time.instant();
        DirectoryLabels words = database.read(labels::all);
        DirectoryVersion base = base(source, words, now);
        Instant since = DirectoryImportRules.since(base, annuaire.overlap(), now);
        try {
            AnnuaireChanges changes = client(annuaire).changes(since, progress);
            return new DirectoryDelta(changes, words, owned(source, base.id(), changes), now);
        } catch (AnnuaireException e) {
            throw new DirectorySourceException(DirectorySentences.annuaire(e), e);
        }
    }

    /// A version that changes can be added to.
    private DirectoryVersion base(Source source, DirectoryLabels words, Instant now)
            throws DirectorySourceException {
        DirectoryVersion base = database.read(versions::current).get(source);
        if (base == null || words.isEmpty()) {
            throw new DirectorySourceException(DirectorySentences.notReadWhole(), null);
        }
        if (!DirectoryImportRules.reaches(base, now)) {
            throw new DirectorySourceException(
                    DirectorySentences.tooOld(AnnuaireSettings.REACH.toDays()), null);
        }
        return base;
    }

    /// Everything that belongs to whom we know the whole of now.
    private Set<MssAddress> owned(Source source, long version, AnnuaireChanges changes) {
        List<String> owners =
                Stream.concat(
                                changes.people().stream()
                                        .filter(person -> !person.doubtful())
                                        .map(AnnuairePerson::national),
                                changes.structures().stream().map(AnnuaireStructure::national))
                        .distinct()
                        .toList();
        Set<MssAddress> owned = new HashSet<>();
        for (int from = 0; from < owners.size(); from += OWNERS) {
            List<String> some = owners.subList(from, Math.min(from + OWNERS, owners.size()));
            owned.addAll(database.read(tx -> entries.ownedBy(tx, source, version, some)));
        }
        return owned;
    }

    private AnnuaireSettings configured() throws DirectorySourceException {
        if (settings == null) {
            throw new DirectorySourceException(
                    "not-configured", "L’API de l’Annuaire Santé n’est pas configurée.", null);
        }
        return settings;
    }

    /// Opened when it is needed first: it takes a second.
    private synchronized AnnuaireClient client(AnnuaireSettings annuaire) {
        if (client == null) {
            client = new AnnuaireClient(annuaire, time);
        }
        return client;
    }

    @PreDestroy
    synchronized void close() throws IOException {
        if (client != null) {
            client.close();
        }
    }
}
