package fr.spico.jmap.mailbox;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.QueryCall;
import fr.spico.platform.db.Database;
import fr.spico.replica.Replica;
import fr.spico.replica.ReplicaChange.Type;
import fr.spico.replica.Viewer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Mailbox/query (RFC 8621 §2.3).
@Component
class MailboxQuery implements JmapMethod {

    private final Database database;
    private final Replica replica;
    private final JmapAccess access;

    MailboxQuery(Database database, Replica replica, JmapAccess access) {
        this.database = database;
        this.replica = replica;
        this.access = access;
    }

    @Override
    public String name() {
        return "Mailbox/query";
    }

    @Override
    public Capability capability() {
        return Capability.MAIL;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        QueryCall query = QueryCall.read(arguments);
        MailboxList list = MailboxList.read(arguments, query.filter(), query.sort());
        arguments.end();
        Viewer viewer = access.viewer(call, query.accountId());
        return database.read(tx ->
                query.response(
                        Long.toString(replica.state(tx, viewer.mailbox(), Type.MAILBOX)),
                        list.ids(replica.folders(tx, viewer))));
    }
}
