package fr.spico.jmap.submission;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.QueryChangesCall;
import fr.spico.outbox.Outbox;
import fr.spico.outbox.SubmissionId;
import fr.spico.platform.db.Database;
import fr.spico.replica.Viewer;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// EmailSubmission/queryChanges (RFC 8621 §7.4).
@Component
class SubmissionQueryChanges implements JmapMethod {

    private static final int AT_MOST = 10_000;

    private final Database database;
    private final Outbox outbox;
    private final JmapAccess access;

    SubmissionQueryChanges(Database database, Outbox outbox, JmapAccess access) {
        this.database = database;
        this.outbox = outbox;
        this.access = access;
    }

    @Override
    public String name() {
        return "EmailSubmission/queryChanges";
    }

    @Override
    public Capability capability() {
        return Capability.SUBMISSION;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        QueryChangesCall query = QueryChangesCall.read(arguments);
        arguments.end();
        SubmissionList list = SubmissionList.read(query.filter(), query.sort());
        Viewer viewer = access.viewer(call, query.accountId());
        return database.read(tx ->
                query.response(
                        Long.toString(outbox.state(tx, viewer.mailbox())),
                        outbox.changes(tx, viewer, query.sinceState(""), AT_MOST),
                        id -> new SubmissionId(id).jmapId(),
                        list.ids(outbox.all(tx, viewer)),
                        Set.of()));
    }
}
