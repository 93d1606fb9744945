package fr.spico.jmap.identity;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.JmapSettings;
import fr.spico.jmap.core.Json;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.SetCall;
import fr.spico.jmap.core.SetError;
import fr.spico.jmap.core.SetRefused;
import fr.spico.jmap.identity.Identities.Held;
import fr.spico.replica.Viewer;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Identity/set (RFC 8621 §6.3): names and signatures are the user's choice, the address is that of
/// the linked mailbox.
@Component
class IdentitySet implements JmapMethod {

    private static final int AT_MOST = 50;

    private final Identities identities;
    private final IdentityQueries queries;
    private final JmapAccess access;
    private final JmapSettings settings;

    IdentitySet(
            Identities identities,
            IdentityQueries queries,
            JmapAccess access,
            JmapSettings settings) {
        this.identities = identities;
        this.queries = queries;
        this.access = access;
        this.settings = settings;
    }

    /// One call under way.
    private record Work(MethodCall call, Viewer viewer, SetCall set) {}

    @Override
    public String name() {
        return "Identity/set";
    }

    @Override
    public Capability capability() {
        return Capability.SUBMISSION;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        SetCall set = SetCall.read(call, arguments, settings.maxObjectsInSet());
        arguments.end();
        Work work = new Work(call, access.viewer(call, set.accountId()), set);
        String oldState = held(work).state();
        set.requireState(oldState);
        set.create().forEach((id, json) -> create(work, id, json));
        set.update().forEach((id, patch) -> update(work, id, patch));
        set.destroy().forEach(id -> destroy(work, id));
        return set.response(oldState, held(work).state());
    }

    private void create(Work work, String creationId, ObjectNode json) {
        try {
            Held held = held(work);
            if (held.list().size() >= AT_MOST) {
                throw new SetRefused(
                        SetError.of("overQuota", "Il y a déjà " + AT_MOST + " identités."));
            }
            IdentityDraft draft = IdentityDraft.create(json, held.list().getFirst().email());
            long[] number = new long[1];
            identities.change(
                    work.viewer(), tx -> number[0] = queries.insert(tx, work.viewer(), draft));
            String id = Identities.id(work.viewer(), number[0]);
            Set<String> unsaid = new HashSet<>(IdentityJson.PROPERTIES);
            unsaid.removeAll(json.propertyNames());
            work.set()
                    .created(
                            creationId,
                            id,
                            IdentityJson.of(held(work).find(id).orElseThrow(), unsaid));
        } catch (SetRefused refused) {
            work.set().notCreated(creationId, refused.error());
        }
    }

    private void update(Work work, String id, ObjectNode patch) {
        try {
            Identity identity = existing(work, id);
            IdentityDraft draft = IdentityDraft.change(identity, patch);
            identities.change(
                    work.viewer(), tx -> queries.update(tx, work.viewer(), identity, draft));
            work.set().updated(id, Json.nothing());
        } catch (SetRefused refused) {
            work.set().notUpdated(id, refused.error());
        }
    }

    private void destroy(Work work, String id) {
        try {
            Identity identity = existing(work, id);
            if (identity.main()) {
                throw new SetRefused(
                        SetError.of(
                                "forbidden",
                                "Cette identité est celle de la boîte liée ; elle reste."));
            }
            identities.change(work.viewer(), tx -> queries.delete(tx, work.viewer(), identity));
            work.set().destroyed(id);
        } catch (SetRefused refused) {
            work.set().notDestroyed(id, refused.error());
        }
    }

    private Identity existing(Work work, String id) {
        return work.call()
                .resolve(id)
                .flatMap(held(work)::find)
                .orElseThrow(() -> new SetRefused(SetError.notFound()));
    }

    private Held held(Work work) {
        return identities.of(work.call().caller(), work.viewer());
    }
}
