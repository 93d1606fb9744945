package fr.spico.jmap.mailbox;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.GetCall;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.JmapSettings;
import fr.spico.jmap.core.MethodCall;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import fr.spico.replica.Replica;
import fr.spico.replica.ReplicaChange.Type;
import fr.spico.replica.ReplicaFolder;
import fr.spico.replica.Viewer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Mailbox/get (RFC 8621 §2.1).
@Component
class MailboxGet implements JmapMethod {

    private final Database database;
    private final Replica replica;
    private final JmapAccess access;
    private final JmapSettings settings;

    MailboxGet(Database database, Replica replica, JmapAccess access, JmapSettings settings) {
        this.database = database;
        this.replica = replica;
        this.access = access;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "Mailbox/get";
    }

    @Override
    public Capability capability() {
        return Capability.MAIL;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        GetCall get = GetCall.read(call, arguments, settings.maxObjectsInGet());
        arguments.end();
        Set<String> properties = get.properties(MailboxJson.PROPERTIES, MailboxJson.PROPERTIES);
        Viewer viewer = access.viewer(call, get.accountId());
        return database.read(tx -> answer(tx, viewer, get, properties));
    }

    private ObjectNode answer(ReadTx tx, Viewer viewer, GetCall get, Set<String> properties) {
        String state = Long.toString(replica.state(tx, viewer.mailbox(), Type.MAILBOX));
        Map<String, ReplicaFolder> folders = new LinkedHashMap<>();
        replica.folders(tx, viewer).forEach(f -> folders.put(f.id().jmapId(), f));
        return get.response(
                state,
                List.copyOf(folders.keySet()),
                id -> Optional.ofNullable(folders.get(id)).map(f -> MailboxJson.of(f, properties)));
    }
}
