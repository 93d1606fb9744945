package fr.spico.jmap.thread;

import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.Changes;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.MethodCall;
import fr.spico.platform.db.Database;
import fr.spico.replica.Replica;
import fr.spico.replica.ReplicaChange.Type;
import fr.spico.replica.ThreadId;
import fr.spico.replica.Viewer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Thread/changes (RFC 8621 §3.2).
@Component
class ThreadChanges implements JmapMethod {

    private final Database database;
    private final Replica replica;
    private final JmapAccess access;

    ThreadChanges(Database database, Replica replica, JmapAccess access) {
        this.database = database;
        this.replica = replica;
        this.access = access;
    }

    @Override
    public String name() {
        return "Thread/changes";
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
                        replica.changes(tx, viewer, Type.THREAD, changes.since(), changes.max()),
                        id -> new ThreadId(id).jmapId()));
    }
}
