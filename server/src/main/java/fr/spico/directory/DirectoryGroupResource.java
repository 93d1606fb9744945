package fr.spico.directory;

import fr.spico.account.AccountId;
import fr.spico.account.Caller;
import fr.spico.directory.DirectoryCorrespondentResource.Correspondent;
import fr.spico.directory.DirectoryGroupQueries.Group;
import fr.spico.mail.MssAddress;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.http.Problem;
import fr.spico.platform.time.IdSource;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/directory/groups`: recipients that the caller writes to together. Not audited: they are
/// the caller's own.
@RestController
@RequestMapping("/api/directory/groups")
class DirectoryGroupResource {

    private static final int MOST_GROUPS = 100;
    private static final int MOST_MEMBERS = 200;
    private static final int LONGEST_NAME = 100;

    private final Database database;
    private final DirectoryGroupQueries groups;
    private final DirectoryQueries queries;
    private final IdSource ids;
    private final InstantSource time;

    DirectoryGroupResource(
            Database database,
            DirectoryGroupQueries groups,
            DirectoryQueries queries,
            IdSource ids,
            InstantSource time) {
        this.database = database;
        this.groups = groups;
        this.queries = queries;
        this.ids = ids;
        this.time = time;
    }

    record GroupList(List<GroupView> groups) {}

    record GroupView(UUID id, String name, List<Correspondent> members) {
        @Override
        public String toString() {
            return "GroupView[" + id + "]";
        }
    }

    record Wanted(@Nullable String name, @Nullable List<@Nullable String> addresses) {
        @Override
        public String toString() {
            return "Wanted[…]";
        }
    }

    @GetMapping
    GroupList list(Caller caller) {
        return database.read(tx ->
                new GroupList(
                        groups.all(tx, caller.id()).stream()
                                .map(group -> view(tx, caller, group))
                                .toList()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    GroupView create(Caller caller, @RequestBody Wanted wanted) {
        Group group = new Group(ids.next(), name(wanted), members(wanted));
        return database.write(tx -> {
            refuseTooMany(tx, caller.id());
            groups.insert(tx, caller.id(), group, time.instant());
            return view(tx, caller, group);
        });
    }

    @PutMapping("/{id}")
    GroupView replace(Caller caller, @PathVariable UUID id, @RequestBody Wanted wanted) {
        Group group = new Group(id, name(wanted), members(wanted));
        return database.write(tx -> {
            if (!groups.update(tx, caller.id(), group)) {
                throw unknown();
            }
            return view(tx, caller, group);
        });
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable UUID id) {
        if (!database.write(tx -> groups.delete(tx, caller.id(), id))) {
            throw unknown();
        }
    }

    private GroupView view(ReadTx tx, Caller caller, Group group) {
        Map<MssAddress, DirectoryEntry> entries = queries.find(tx, caller, group.members());
        return new GroupView(
                group.id(),
                group.name(),
                group.members().stream().map(a -> Correspondent.of(a, entries)).toList());
    }

    private void refuseTooMany(ReadTx tx, AccountId account) {
        if (groups.all(tx, account).size() >= MOST_GROUPS) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "too-many-groups",
                    "Vous avez déjà %d groupes : supprimez-en un d’abord.".formatted(MOST_GROUPS));
        }
    }

    private static String name(Wanted wanted) {
        String name = wanted.name() == null ? "" : wanted.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new Problem(
                    HttpStatus.BAD_REQUEST,
                    "bad-name",
                    "Donnez au groupe un nom de 1 à %d caractères.".formatted(LONGEST_NAME));
        }
        return name;
    }

    private static List<MssAddress> members(Wanted wanted) {
        Set<MssAddress> members = new LinkedHashSet<>();
        List<@Nullable String> addresses = wanted.addresses();
        for (String address : addresses == null ? List.<@Nullable String>of() : addresses) {
            members.add(
                    MssAddress.parse(address == null ? "" : address)
                            .orElseThrow(DirectoryGroupResource::notAnAddress));
        }
        if (members.isEmpty() || members.size() > MOST_MEMBERS) {
            throw new Problem(
                    HttpStatus.BAD_REQUEST,
                    "bad-members",
                    "Un groupe compte de 1 à %d correspondants.".formatted(MOST_MEMBERS));
        }
        return List.copyOf(members);
    }

    private static Problem notAnAddress() {
        return new Problem(
                HttpStatus.BAD_REQUEST,
                "not-an-address",
                "Une des adresses du groupe n’est pas valide.");
    }

    private static Problem unknown() {
        return new Problem(
                HttpStatus.NOT_FOUND, "not-found", "Ce groupe n’existe pas ou n’existe plus.");
    }
}
