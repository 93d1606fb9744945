package fr.spico.jmap.quota;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.Json;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.MethodError;
import fr.spico.jmap.quota.Quotas.Held;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Quota/changes (RFC 9425 §4.3). Operators keep no history: as long as the limits are what they
/// were, only `used` can have changed.
@Component
class QuotaChanges implements JmapMethod {

    private final Quotas quotas;
    private final JmapAccess access;

    QuotaChanges(Quotas quotas, JmapAccess access) {
        this.quotas = quotas;
        this.access = access;
    }

    @Override
    public String name() {
        return "Quota/changes";
    }

    @Override
    public Capability capability() {
        return Capability.QUOTA;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        String accountId = arguments.accountId();
        String since =
                arguments
                        .string("sinceState")
                        .orElseThrow(() -> Arguments.invalid("sinceState", "is missing"));
        OptionalLong max = arguments.unsigned("maxChanges");
        arguments.end();
        if (max.isPresent() && max.getAsLong() == 0) {
            throw Arguments.invalid("maxChanges", "is zero");
        }
        Held held = quotas.of(access.viewer(call, accountId));
        boolean tooMany = held.list().size() > max.orElse(Long.MAX_VALUE);
        if (!held.sameLimits(since) || tooMany) {
            throw MethodError.cannotCalculateChanges("Get the quotas again.");
        }
        List<String> updated =
                since.equals(held.state())
                        ? List.of()
                        : held.list().stream().map(QuotaObject::id).toList();
        ObjectNode response =
                Json.object()
                        .put("accountId", accountId)
                        .put("oldState", since)
                        .put("newState", held.state())
                        .put("hasMoreChanges", false);
        response.set("created", Json.array());
        response.set("updated", Json.strings(updated));
        response.set("destroyed", Json.array());
        response.set(
                "updatedProperties",
                updated.isEmpty() ? Json.nothing() : Json.strings(List.of("used")));
        return response;
    }
}
