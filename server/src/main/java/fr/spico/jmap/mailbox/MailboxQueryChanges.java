package fr.spico.jmap.mailbox;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.QueryChangesCall;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import fr.spico.replica.FolderId;
import fr.spico.replica.Replica;
import fr.spico.replica.ReplicaChange;
import fr.spico.replica.ReplicaChange.Type;
import fr.spico.replica.ReplicaFolder;
import fr.spico.replica.Viewer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Mailbox/queryChanges (RFC 8621 §2.4).
@Component
class MailboxQueryChanges implements JmapMethod {

    private static final int AT_MOST = 10_000;

    private final Database database;
    private final Replica replica;
    private final JmapAccess access;

    MailboxQueryChanges(Database database, Replica replica, JmapAccess access) {
        this.database = database;
        this.replica = replica;
        this.access = access;
    }

    @Override
    public String name() {
        return "Mailbox/queryChanges";
    }

    @Override
    public Capability capability() {
        return Capability.MAIL;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        QueryChangesCall query = QueryChangesCall.read(arguments);
        MailboxList list = MailboxList.read(arguments, query.filter(), query.sort());
        arguments.end();
        Viewer viewer = access.viewer(call, query.accountId());
        return database.read(tx -> answer(tx, viewer, query, list));
    }

    private ObjectNode answer(ReadTx tx, Viewer viewer, QueryChangesCall query, MailboxList list) {
        String state = Long.toString(replica.state(tx, viewer.mailbox(), Type.MAILBOX));
        ReplicaChange change =
                replica.changes(tx, viewer, Type.MAILBOX, query.sinceState(""), AT_MOST);
        List<ReplicaFolder> folders = replica.folders(tx, viewer);
        Set<FolderId> changed =
                Stream.concat(change.created().stream(), change.updated().stream())
                        .map(FolderId::new)
                        .collect(Collectors.toSet());
        return query.response(
                state,
                change,
                id -> new FolderId(id).jmapId(),
                list.ids(folders),
                list.below(folders, changed));
    }
}
