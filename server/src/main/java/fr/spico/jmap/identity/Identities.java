package fr.spico.jmap.identity;

import fr.spico.account.Account;
import fr.spico.account.Caller;
import fr.spico.directory.Directory;
import fr.spico.directory.DirectoryEntry;
import fr.spico.directory.DirectoryEntry.Type;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.MethodError;
import fr.spico.link.Links.Link;
import fr.spico.mail.MssAddress;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import fr.spico.replica.ReplicaChange;
import fr.spico.replica.ReplicaEvents;
import fr.spico.replica.Viewer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// The identities with which an account writes from its linked mailbox: one that follows the link,
/// and those that programs add. All have the mailbox's address.
@Component
public class Identities {

    private final Database database;
    private final IdentityQueries queries;
    private final Directory directory;
    private final JmapAccess access;
    private final ReplicaEvents events;

    Identities(
            Database database,
            IdentityQueries queries,
            Directory directory,
            JmapAccess access,
            ReplicaEvents events) {
        this.database = database;
        this.queries = queries;
        this.directory = directory;
        this.access = access;
        this.events = events;
    }

    /// The identities as they are now.
    record Held(List<Identity> list, String state) {
        Optional<Identity> find(String id) {
            return list.stream().filter(i -> i.id().equals(id)).findFirst();
        }
    }

    public boolean exists(Caller caller, Viewer viewer, String id) {
        return of(caller, viewer).find(id).isPresent();
    }

    public String state(ReadTx tx, Viewer viewer) {
        return Long.toString(queries.state(tx, viewer));
    }

    /// The id of the identity that follows the link.
    public static String mainId(Viewer viewer) {
        return "i" + viewer.mailbox().value();
    }

    static String id(Viewer viewer, long number) {
        return mainId(viewer) + "-" + number;
    }

    Held of(Caller caller, Viewer viewer) {
        Link link =
                access.link(caller)
                        .filter(l -> l.mailbox().equals(viewer.mailbox()))
                        .orElseThrow(MethodError::accountNotFound);
        keepMain(caller.account(), viewer, link.address());
        return database.read(tx -> {
            String state = state(tx, viewer);
            return new Held(queries.all(tx, viewer, link.address()), state);
        });
    }

    ReplicaChange changes(ReadTx tx, Viewer viewer, long since, int max) {
        return queries.changes(tx, viewer, since, max);
    }

    /// Changes identities, and tells those who listen.
    void change(Viewer viewer, Consumer<WriteTx> work) {
        database.run(tx -> {
            work.accept(tx);
            tx.afterCommit(() -> events.announce(viewer.mailbox(), "Identity"));
        });
    }

    /// The directory may have another name for the holder since the last look.
    private void keepMain(Account account, Viewer viewer, MssAddress address) {
        String name = name(account, address);
        Optional<String> known = database.read(tx -> queries.mainDefaultName(tx, viewer));
        if (!known.equals(Optional.of(name))) {
            change(viewer, tx -> queries.main(tx, viewer, name));
        }
    }

    /// Readable, e.g. « Dr Hélène Castelbon », or the structure of a shared mailbox.
    private String name(Account account, MssAddress address) {
        Optional<DirectoryEntry> entry =
                database.read(tx -> directory.find(tx, account.directoryScope(), address));
        String shared = entry.filter(Identities::isShared).map(Identities::shared).orElse("");
        return shared.isEmpty() ? person(account) : shared;
    }

    private static boolean isShared(DirectoryEntry entry) {
        return entry.type() != Type.PER;
    }

    private static String shared(DirectoryEntry entry) {
        return joined(" – ", entry.structure(), entry.service());
    }

    private static String person(Account account) {
        return joined(" ", account.title(), account.firstName(), account.lastName());
    }

    private static String joined(String between, String... words) {
        return Stream.of(words)
                .map(String::strip)
                .filter(w -> !w.isEmpty())
                .collect(Collectors.joining(between));
    }
}
