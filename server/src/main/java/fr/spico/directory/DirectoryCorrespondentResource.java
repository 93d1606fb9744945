package fr.spico.directory;

import fr.spico.account.Caller;
import fr.spico.directory.DirectoryCorrespondentQueries.Recent;
import fr.spico.mail.MssAddress;
import fr.spico.platform.db.Database;
import fr.spico.platform.http.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/directory/favourites` and `/api/directory/recents`: whom the caller knows. Not audited: it
/// is the caller's own address book.
@RestController
@RequestMapping("/api/directory")
class DirectoryCorrespondentResource {

    private final Database database;
    private final DirectoryCorrespondents correspondents;
    private final DirectoryQueries queries;

    DirectoryCorrespondentResource(
            Database database, DirectoryCorrespondents correspondents, DirectoryQueries queries) {
        this.database = database;
        this.correspondents = correspondents;
        this.queries = queries;
    }

    record Favourites(List<Correspondent> favourites) {}

    record Recents(List<RecentCorrespondent> recents) {}

    /// @param entry null if the address has left the directory that the caller may use
    record Correspondent(String address, @Nullable DirectoryEntryView entry) {

        static Correspondent of(MssAddress address, Map<MssAddress, DirectoryEntry> entries) {
            return new Correspondent(address.value(), view(address, entries));
        }

        @Override
        public String toString() {
            return "Correspondent[…]";
        }
    }

    record RecentCorrespondent(String address, @Nullable DirectoryEntryView entry, Instant lastAt) {
        @Override
        public String toString() {
            return "RecentCorrespondent[…]";
        }
    }

    @GetMapping("/favourites")
    Favourites favourites(Caller caller) {
        return database.read(tx -> {
            List<MssAddress> addresses = correspondents.favourites(tx, caller.id());
            Map<MssAddress, DirectoryEntry> entries = queries.find(tx, caller, addresses);
            return new Favourites(
                    addresses.stream().map(a -> Correspondent.of(a, entries)).toList());
        });
    }

    @PutMapping("/favourites/{address}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void addFavourite(Caller caller, @PathVariable String address) {
        MssAddress known = known(caller, address);
        if (!database.write(tx -> correspondents.addFavourite(tx, caller.id(), known))) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "too-many-favourites",
                    "Vous avez déjà %d favoris : retirez-en un d’abord."
                            .formatted(DirectoryCorrespondents.MOST_FAVOURITES));
        }
    }

    @DeleteMapping("/favourites/{address}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeFavourite(Caller caller, @PathVariable String address) {
        database.run(tx -> correspondents.removeFavourite(tx, caller.id(), parse(address)));
    }

    @GetMapping("/recents")
    Recents recents(Caller caller) {
        return database.read(tx -> {
            List<Recent> recents = correspondents.recents(tx, caller.id());
            Map<MssAddress, DirectoryEntry> entries =
                    queries.find(tx, caller, recents.stream().map(Recent::address).toList());
            return new Recents(
                    recents.stream()
                            .map(recent ->
                                    new RecentCorrespondent(
                                            recent.address().value(),
                                            view(recent.address(), entries),
                                            recent.lastAt()))
                            .toList());
        });
    }

    @DeleteMapping("/recents/{address}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forgetRecent(Caller caller, @PathVariable String address) {
        database.run(tx -> correspondents.forgetRecent(tx, caller.id(), parse(address)));
    }

    @DeleteMapping("/recents")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forgetRecents(Caller caller) {
        database.run(tx -> correspondents.forgetRecents(tx, caller.id()));
    }

    private MssAddress known(Caller caller, String text) {
        MssAddress address = parse(text);
        boolean known =
                database.read(tx -> queries.find(tx, caller, List.of(address)))
                        .containsKey(address);
        if (!known) {
            throw new Problem(
                    HttpStatus.NOT_FOUND,
                    "not-found",
                    "Cette adresse n’est pas dans l’annuaire ouvert à votre compte.");
        }
        return address;
    }

    private static MssAddress parse(String text) {
        return MssAddress.parse(text)
                .orElseThrow(() ->
                        new Problem(
                                HttpStatus.BAD_REQUEST,
                                "not-an-address",
                                "Cette adresse n’est pas valide."));
    }

    private static @Nullable DirectoryEntryView view(
            MssAddress address, Map<MssAddress, DirectoryEntry> entries) {
        DirectoryEntry entry = entries.get(address);
        return entry == null ? null : DirectoryEntryView.of(entry);
    }
}
