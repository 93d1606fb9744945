package fr.spico.jmap.submission;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.QueryCall;
import fr.spico.outbox.Outbox;
import fr.spico.platform.db.Database;
import fr.spico.replica.Viewer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// EmailSubmission/query (RFC 8621 §7.3).
@Component
class SubmissionQuery implements JmapMethod {

    private final Database database;
    private final Outbox outbox;
    private final JmapAccess access;

    SubmissionQuery(Database database, Outbox outbox, JmapAccess access) {
        this.database = database;
        this.outbox = outbox;
        this.access = access;
    }

    @Override
    public String name() {
        return "EmailSubmission/query";
    }

    @Override
    public Capability capability() {
        return Capability.SUBMISSION;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        QueryCall query = QueryCall.read(arguments);
        arguments.end();
        SubmissionList list = SubmissionList.read(query.filter(), query.sort());
        Viewer viewer = access.viewer(call, query.accountId());
        return database.read(tx ->
                query.response(
                        Long.toString(outbox.state(tx, viewer.mailbox())),
                        list.ids(outbox.all(tx, viewer))));
    }
}
