package fr.spico.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.spico.account.Account;
import fr.spico.account.AccountId;
import fr.spico.directory.CareCircle.Members;
import fr.spico.directory.DirectoryCorrespondentQueries.Recent;
import fr.spico.mail.MssAddress;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Whom an account knows: its favourites, whom it wrote to lately, and the care circle of the
/// dossier that it writes about. Every keystroke asks, so it is kept in memory for a moment;
/// another node may see a change that much later.
@Component
class DirectoryCorrespondents {

    /// Older ones are forgotten.
    static final int MOST_RECENTS = 50;

    static final int MOST_FAVOURITES = 500;

    private static final Duration KEPT = Duration.ofSeconds(20);
    private static final int ACCOUNTS = 10_000;

    private final Database database;
    private final DirectoryCorrespondentQueries queries;
    private final CareCircle circles;
    private final InstantSource time;
    private final Cache<AccountId, Known> known =
            Caffeine.newBuilder().maximumSize(ACCOUNTS).expireAfterWrite(KEPT).build();
    private final Cache<Circle, Members> circlesKnown =
            Caffeine.newBuilder().maximumSize(ACCOUNTS).expireAfterWrite(KEPT).build();

    DirectoryCorrespondents(
            Database database,
            DirectoryCorrespondentQueries queries,
            CareCircle circles,
            InstantSource time) {
        this.database = database;
        this.queries = queries;
        this.circles = circles;
        this.time = time;
    }

    private record Circle(AccountId reader, String dossier) {}

    /// @param recents latest first
    /// @param circle nobody unless a dossier was named
    record Known(Set<MssAddress> favourites, Set<MssAddress> recents, Members circle) {

        static final Known NOBODY = new Known(Set.of(), Set.of(), Members.NOBODY);

        /// Of all of them.
        List<MssAddress> addresses() {
            Set<MssAddress> all = new LinkedHashSet<>(favourites);
            all.addAll(recents);
            all.addAll(circle.addresses());
            return List.copyOf(all);
        }

        private Known in(Members circle) {
            return new Known(favourites, recents, circle);
        }

        @Override
        public String toString() {
            return "Known[…]";
        }
    }

    Known known(AccountId account) {
        Known found = known.get(account, id -> database.read(tx -> read(tx, id)));
        return found == null ? Known.NOBODY : found;
    }

    /// @param dossier that the account writes about; empty if there is none
    Known known(Account account, String dossier) {
        Known known = known(account.id());
        return dossier.isEmpty() ? known : known.in(circle(account, dossier));
    }

    private Members circle(Account reader, String dossier) {
        Members found =
                circlesKnown.get(
                        new Circle(reader.id(), dossier),
                        key -> database.read(tx -> circles.others(tx, reader, dossier)));
        return found == null ? Members.NOBODY : found;
    }

    List<MssAddress> favourites(ReadTx tx, AccountId account) {
        return queries.favourites(tx, account);
    }

    List<Recent> recents(ReadTx tx, AccountId account) {
        return queries.recents(tx, account);
    }

    /// False if there are too many.
    boolean addFavourite(WriteTx tx, AccountId account, MssAddress address) {
        boolean room = queries.favourites(tx, account).size() < MOST_FAVOURITES;
        if (room) {
            queries.addFavourite(tx, account, address, time.instant());
            changed(tx, account);
        }
        return room;
    }

    void removeFavourite(WriteTx tx, AccountId account, MssAddress address) {
        queries.removeFavourite(tx, account, address);
        changed(tx, account);
    }

    void wroteTo(WriteTx tx, AccountId account, Collection<MssAddress> recipients) {
        queries.addRecents(tx, account, recipients, time.instant());
        queries.keepRecents(tx, account, MOST_RECENTS);
        changed(tx, account);
    }

    void forgetRecent(WriteTx tx, AccountId account, MssAddress address) {
        queries.removeRecent(tx, account, address);
        changed(tx, account);
    }

    void forgetRecents(WriteTx tx, AccountId account) {
        queries.keepRecents(tx, account, 0);
        changed(tx, account);
    }

    private Known read(ReadTx tx, AccountId account) {
        Set<MssAddress> recents = new LinkedHashSet<>();
        queries.recents(tx, account).forEach(recent -> recents.add(recent.address()));
        Set<MssAddress> favourites = new LinkedHashSet<>(queries.favourites(tx, account));
        return new Known(favourites, recents, Members.NOBODY);
    }

    private void changed(WriteTx tx, AccountId account) {
        tx.afterCommit(() -> known.invalidate(account));
    }
}
