package fr.spico.jmap.quota;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.GetCall;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.JmapSettings;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.quota.Quotas.Held;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Quota/get (RFC 9425 §4.2).
@Component
class QuotaGet implements JmapMethod {

    private final Quotas quotas;
    private final JmapAccess access;
    private final JmapSettings settings;

    QuotaGet(Quotas quotas, JmapAccess access, JmapSettings settings) {
        this.quotas = quotas;
        this.access = access;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "Quota/get";
    }

    @Override
    public Capability capability() {
        return Capability.QUOTA;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        GetCall get = GetCall.read(call, arguments, settings.maxObjectsInGet());
        arguments.end();
        Set<String> properties = get.properties(QuotaObject.PROPERTIES, QuotaObject.PROPERTIES);
        Held held = quotas.of(access.viewer(call, get.accountId()));
        List<String> all = held.list().stream().map(QuotaObject::id).toList();
        return get.response(
                held.state(),
                all,
                id ->
                        held.list().stream()
                                .filter(quota -> quota.id().equals(id))
                                .findFirst()
                                .map(quota -> quota.json(properties)));
    }
}
