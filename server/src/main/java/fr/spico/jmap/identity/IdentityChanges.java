package fr.spico.jmap.identity;

import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.Changes;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.identity.Identities.Held;
import fr.spico.platform.db.Database;
import fr.spico.replica.Viewer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Identity/changes (RFC 8621 §6.2).
@Component
class IdentityChanges implements JmapMethod {

    private final Database database;
    private final Identities identities;
    private final JmapAccess access;

    IdentityChanges(Database database, Identities identities, JmapAccess access) {
        this.database = database;
        this.identities = identities;
        this.access = access;
    }

    @Override
    public String name() {
        return "Identity/changes";
    }

    @Override
    public Capability capability() {
        return Capability.SUBMISSION;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Changes changes = Changes.read(call);
        Viewer viewer = access.viewer(call, changes.accountId());
        Held held = identities.of(call.caller(), viewer);
        return database.read(tx ->
                changes.response(
                        identities.changes(tx, viewer, changes.since(), changes.max()),
                        number -> id(held, viewer, number)));
    }

    private static String id(Held held, Viewer viewer, long number) {
        return held.list().stream()
                .filter(i -> i.number() == number)
                .map(Identity::id)
                .findFirst()
                .orElseGet(() -> Identities.id(viewer, number));
    }
}
