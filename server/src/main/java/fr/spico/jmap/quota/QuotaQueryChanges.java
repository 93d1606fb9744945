package fr.spico.jmap.quota;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.QueryChangesCall;
import fr.spico.jmap.core.QueryChangesCall.Added;
import fr.spico.jmap.quota.Quotas.Held;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Quota/queryChanges (RFC 9425 §4.5). What is used may change a place when that is sorted by, so
/// all that is found is taken out and put in again.
@Component
class QuotaQueryChanges implements JmapMethod {

    private final Quotas quotas;
    private final JmapAccess access;

    QuotaQueryChanges(Quotas quotas, JmapAccess access) {
        this.quotas = quotas;
        this.access = access;
    }

    @Override
    public String name() {
        return "Quota/queryChanges";
    }

    @Override
    public Capability capability() {
        return Capability.QUOTA;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        QueryChangesCall query = QueryChangesCall.read(arguments);
        arguments.end();
        QuotaList list = QuotaList.read(query.filter(), query.sort());
        Held held = quotas.of(access.viewer(call, query.accountId()));
        if (!held.sameLimits(query.since())) {
            throw QueryChangesCall.tooOld();
        }
        List<String> all = list.ids(held.list());
        boolean same = query.since().equals(held.state());
        List<Added> added =
                IntStream.range(0, same ? 0 : all.size())
                        .mapToObj(i -> new Added(all.get(i), i))
                        .toList();
        return query.response(held.state(), same ? List.of() : all, added, (long) all.size());
    }
}
