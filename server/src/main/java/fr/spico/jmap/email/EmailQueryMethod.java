package fr.spico.jmap.email;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.Json;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.QueryCall;
import fr.spico.jmap.email.EmailLists.EmailList;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import fr.spico.replica.EmailId;
import fr.spico.replica.EmailQuery.Page;
import fr.spico.replica.Replica;
import fr.spico.replica.Replica.Fill;
import fr.spico.replica.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Email/query (RFC 8621 §4.4) with the views of « Discussions ».
@Component
class EmailQueryMethod implements JmapMethod {

    /// Ids in one answer.
    private static final int MAX_LIMIT = 5_000;

    private final Database database;
    private final Replica replica;
    private final EmailLists lists;
    private final JmapAccess access;

    EmailQueryMethod(Database database, Replica replica, EmailLists lists, JmapAccess access) {
        this.database = database;
        this.replica = replica;
        this.lists = lists;
        this.access = access;
    }

    @Override
    public String name() {
        return "Email/query";
    }

    @Override
    public Capability capability() {
        return Capability.MAIL;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        QueryCall query = QueryCall.read(arguments);
        boolean collapseThreads = arguments.flag("collapseThreads", false);
        arguments.end();
        Viewer viewer = access.viewer(call, query.accountId());
        return database.read(tx -> {
            EmailList list =
                    lists.read(tx, call, viewer, query.filter(), query.sort(), collapseThreads);
            ObjectNode response = answer(tx, viewer, query, list);
            return call.uses(Capability.DISCUSSIONS)
                    ? response.set("catchingUp", catchingUp(tx, viewer))
                    : response;
        });
    }

    /// How far the first fill is, null once all is here: what is not found may still come.
    private JsonNode catchingUp(ReadTx tx, Viewer viewer) {
        Fill fill = replica.fill(tx, viewer.mailbox());
        return fill.complete()
                ? Json.nothing()
                : Json.object().put("done", fill.done()).put("total", fill.total());
    }

    private ObjectNode answer(ReadTx tx, Viewer viewer, QueryCall query, EmailList list) {
        String state = lists.state(tx, viewer, list);
        int limit = (int) Math.min(query.limit().orElse(MAX_LIMIT), MAX_LIMIT);
        Page page =
                replica.query(
                        tx,
                        viewer,
                        list.page(
                                query.position(),
                                anchor(query),
                                query.anchorOffset(),
                                limit,
                                query.calculateTotal()),
                        state);
        if (!page.anchorFound()) {
            throw QueryCall.anchorNotFound();
        }
        List<String> ids = page.ids().stream().map(EmailId::jmapId).toList();
        ObjectNode response = query.response(state, page.position(), ids, page.total());
        boolean cut =
                query.limit().isEmpty() ? ids.size() == limit : query.limit().getAsLong() > limit;
        return cut ? response.put("limit", limit) : response;
    }

    private static @Nullable EmailId anchor(QueryCall query) {
        return query.anchor()
                .map(id -> EmailId.parse(id).orElseThrow(QueryCall::anchorNotFound))
                .orElse(null);
    }
}
