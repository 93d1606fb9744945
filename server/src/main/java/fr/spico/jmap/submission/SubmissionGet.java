package fr.spico.jmap.submission;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.GetCall;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.JmapSettings;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.MethodError;
import fr.spico.outbox.Outbox;
import fr.spico.outbox.Submission;
import fr.spico.outbox.SubmissionId;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import fr.spico.replica.Viewer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// EmailSubmission/get (RFC 8621 §7.1).
@Component
class SubmissionGet implements JmapMethod {

    private final Database database;
    private final Outbox outbox;
    private final JmapAccess access;
    private final JmapSettings settings;

    SubmissionGet(Database database, Outbox outbox, JmapAccess access, JmapSettings settings) {
        this.database = database;
        this.outbox = outbox;
        this.access = access;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "EmailSubmission/get";
    }

    @Override
    public Capability capability() {
        return Capability.SUBMISSION;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        GetCall get = GetCall.read(call, arguments, settings.maxObjectsInGet());
        arguments.end();
        Set<String> known = new HashSet<>(SubmissionJson.PROPERTIES);
        if (call.uses(Capability.DISCUSSIONS)) {
            known.addAll(SubmissionJson.OURS);
        }
        Set<String> properties = get.properties(known, known);
        Viewer viewer = access.viewer(call, get.accountId());
        return database.read(tx -> answer(tx, viewer, get, properties));
    }

    private ObjectNode answer(ReadTx tx, Viewer viewer, GetCall get, Set<String> properties) {
        String state = Long.toString(outbox.state(tx, viewer.mailbox()));
        Map<String, Submission> found = new LinkedHashMap<>();
        submissions(tx, viewer, get).forEach(s -> found.put(s.id().jmapId(), s));
        return get.response(
                state,
                List.copyOf(found.keySet()),
                id ->
                        Optional.ofNullable(found.get(id))
                                .map(s -> SubmissionJson.of(s, properties)));
    }

    private List<Submission> submissions(ReadTx tx, Viewer viewer, GetCall get) {
        if (get.ids().isPresent()) {
            List<SubmissionId> ids =
                    get.ids().get().stream()
                            .flatMap(id -> SubmissionId.parse(id).stream())
                            .toList();
            return outbox.find(tx, viewer, ids);
        }
        List<Submission> all = outbox.all(tx, viewer);
        if (all.size() > settings.maxObjectsInGet()) {
            throw MethodError.requestTooLarge("maxObjectsInGet", settings.maxObjectsInGet());
        }
        return all;
    }
}
