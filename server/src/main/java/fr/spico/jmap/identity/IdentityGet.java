package fr.spico.jmap.identity;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.GetCall;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.JmapSettings;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.identity.Identities.Held;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Identity/get (RFC 8621 §6.1).
@Component
class IdentityGet implements JmapMethod {

    private final Identities identities;
    private final JmapAccess access;
    private final JmapSettings settings;

    IdentityGet(Identities identities, JmapAccess access, JmapSettings settings) {
        this.identities = identities;
        this.access = access;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "Identity/get";
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
        Set<String> properties = get.properties(IdentityJson.PROPERTIES, IdentityJson.PROPERTIES);
        Held held = identities.of(call.caller(), access.viewer(call, get.accountId()));
        return get.response(
                held.state(),
                held.list().stream().map(Identity::id).toList(),
                id -> held.find(id).map(identity -> IdentityJson.of(identity, properties)));
    }
}
