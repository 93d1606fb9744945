package fr.spico.jmap.thread;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.GetCall;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.JmapSettings;
import fr.spico.jmap.core.Json;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.MethodError;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import fr.spico.replica.EmailId;
import fr.spico.replica.EmailQuery;
import fr.spico.replica.EmailQuery.EmailFilter;
import fr.spico.replica.Replica;
import fr.spico.replica.ReplicaChange.Type;
import fr.spico.replica.ReplicaEmail;
import fr.spico.replica.ThreadId;
import fr.spico.replica.Viewer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Thread/get (RFC 8621 §3.1).
@Component
class ThreadGet implements JmapMethod {

    private static final Set<String> PROPERTIES = Set.of("id", "emailIds");

    private final Database database;
    private final Replica replica;
    private final JmapAccess access;
    private final JmapSettings settings;

    ThreadGet(Database database, Replica replica, JmapAccess access, JmapSettings settings) {
        this.database = database;
        this.replica = replica;
        this.access = access;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "Thread/get";
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
        Set<String> properties = get.properties(PROPERTIES, PROPERTIES);
        Viewer viewer = access.viewer(call, get.accountId());
        return database.read(tx -> answer(tx, viewer, get, properties));
    }

    private ObjectNode answer(ReadTx tx, Viewer viewer, GetCall get, Set<String> properties) {
        String state = Long.toString(replica.state(tx, viewer.mailbox(), Type.THREAD));
        List<ThreadId> asked =
                get.ids()
                        .map(ids ->
                                ids.stream().flatMap(id -> ThreadId.parse(id).stream()).toList())
                        .orElseGet(() -> all(tx, viewer));
        Map<ThreadId, List<EmailId>> threads = replica.threads(tx, viewer, asked);
        return get.response(
                state,
                asked.stream().map(ThreadId::jmapId).toList(),
                id ->
                        ThreadId.parse(id)
                                .flatMap(thread -> Optional.ofNullable(threads.get(thread)))
                                .map(emails -> json(id, emails, properties)));
    }

    private List<ThreadId> all(ReadTx tx, Viewer viewer) {
        int max = settings.maxObjectsInGet();
        EmailQuery everything =
                new EmailQuery(new EmailFilter.All(), List.of(), true, 0, null, 0, max + 1, false);
        List<EmailId> ids = replica.query(tx, viewer, everything).ids();
        if (ids.size() > max) {
            throw MethodError.requestTooLarge("maxObjectsInGet", max);
        }
        return replica.emails(tx, viewer, ids).stream()
                .map(ReplicaEmail::thread)
                .distinct()
                .toList();
    }

    private static ObjectNode json(String id, List<EmailId> emails, Set<String> properties) {
        ObjectNode thread = Json.object().put("id", id);
        if (properties.contains("emailIds")) {
            thread.set("emailIds", Json.strings(emails.stream().map(EmailId::jmapId).toList()));
        }
        return thread;
    }
}
