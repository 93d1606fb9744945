package fr.spico.jmap.email;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.QueryChangesCall;
import fr.spico.jmap.core.QueryChangesCall.Added;
import fr.spico.jmap.email.EmailLists.EmailList;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import fr.spico.replica.EmailId;
import fr.spico.replica.EmailQuery.ListChange;
import fr.spico.replica.Replica;
import fr.spico.replica.Viewer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Email/queryChanges (RFC 8621 §4.5).
@Component
class EmailQueryChanges implements JmapMethod {

    private final Database database;
    private final Replica replica;
    private final EmailLists lists;
    private final JmapAccess access;

    EmailQueryChanges(Database database, Replica replica, EmailLists lists, JmapAccess access) {
        this.database = database;
        this.replica = replica;
        this.lists = lists;
        this.access = access;
    }

    @Override
    public String name() {
        return "Email/queryChanges";
    }

    @Override
    public Capability capability() {
        return Capability.MAIL;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        QueryChangesCall query = QueryChangesCall.read(arguments);
        boolean collapseThreads = arguments.flag("collapseThreads", false);
        arguments.end();
        Viewer viewer = access.viewer(call, query.accountId());
        return database.read(tx -> {
            EmailList list =
                    lists.read(tx, call, viewer, query.filter(), query.sort(), collapseThreads);
            return answer(tx, viewer, query, list);
        });
    }

    private ObjectNode answer(ReadTx tx, Viewer viewer, QueryChangesCall query, EmailList list) {
        String state = lists.state(tx, viewer, list);
        ListChange change =
                replica.queryChanges(
                                tx,
                                viewer,
                                list.page(0, null, 0, 0, query.calculateTotal()),
                                query.sinceState(list.rest()),
                                query.upToId().flatMap(EmailId::parse))
                        .orElseThrow(QueryChangesCall::tooOld);
        return query.response(
                state,
                change.removed().stream().map(EmailId::jmapId).toList(),
                change.added().stream().map(a -> new Added(a.email().jmapId(), a.index())).toList(),
                change.total());
    }
}
