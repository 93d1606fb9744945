package fr.spico.jmap.email;

import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.Changes;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.MethodCall;
import fr.spico.platform.db.Database;
import fr.spico.replica.EmailId;
import fr.spico.replica.Replica;
import fr.spico.replica.ReplicaChange.Type;
import fr.spico.replica.Viewer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Email/changes (RFC 8621 §4.3).
@Component
class EmailChanges implements JmapMethod {

    private final Database database;
    private final Replica replica;
    private final JmapAccess access;

    EmailChanges(Database database, Replica replica, JmapAccess access) {
        this.database = database;
        this.replica = replica;
        this.access = access;
    }

    @Override
    public String name() {
        return "Email/changes";
    }

    @Override
    public Capability capability() {
        return Capability.MAIL;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Changes changes = Changes.read(call);
        Viewer viewer = access.viewer(call, changes.accountId());
        return database.read(tx ->
                changes.response(
                        replica.changes(tx, viewer, Type.EMAIL, changes.since(), changes.max()),
                        id -> new EmailId(id).jmapId()));
    }
}
