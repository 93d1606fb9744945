package fr.spico.jmap.submission;

import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.Changes;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.MethodCall;
import fr.spico.outbox.Outbox;
import fr.spico.outbox.SubmissionId;
import fr.spico.platform.db.Database;
import fr.spico.replica.Viewer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// EmailSubmission/changes (RFC 8621 §7.2).
@Component
class SubmissionChanges implements JmapMethod {

    private final Database database;
    private final Outbox outbox;
    private final JmapAccess access;

    SubmissionChanges(Database database, Outbox outbox, JmapAccess access) {
        this.database = database;
        this.outbox = outbox;
        this.access = access;
    }

    @Override
    public String name() {
        return "EmailSubmission/changes";
    }

    @Override
    public Capability capability() {
        return Capability.SUBMISSION;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Changes changes = Changes.read(call);
        Viewer viewer = access.viewer(call, changes.accountId());
        return database.read(tx ->
                changes.response(
                        outbox.changes(tx, viewer, changes.since(), changes.max()),
                        id -> new SubmissionId(id).jmapId()));
    }
}
