package fr.spico.jmap.quota;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.QueryCall;
import fr.spico.jmap.quota.Quotas.Held;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Quota/query (RFC 9425 §4.4).
@Component
class QuotaQuery implements JmapMethod {

    private final Quotas quotas;
    private final JmapAccess access;

    QuotaQuery(Quotas quotas, JmapAccess access) {
        this.quotas = quotas;
        this.access = access;
    }

    @Override
    public String name() {
        return "Quota/query";
    }

    @Override
    public Capability capability() {
        return Capability.QUOTA;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        QueryCall query = QueryCall.read(arguments);
        arguments.end();
        QuotaList list = QuotaList.read(query.filter(), query.sort());
        Held held = quotas.of(access.viewer(call, query.accountId()));
        return query.response(held.state(), list.ids(held.list()));
    }
}
