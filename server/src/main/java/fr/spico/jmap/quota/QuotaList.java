package fr.spico.jmap.quota;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.PredicateReader;
import fr.spico.jmap.core.QueryCall;
import fr.spico.jmap.core.QueryCall.Comparison;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/// Filter and sort of Quota/query (RFC 9425 §4.4).
record QuotaList(Predicate<QuotaObject> filter, Comparator<QuotaObject> order) {

    private static final Map<String, Comparator<QuotaObject>> ORDERS =
            Map.of(
                    "name", Comparator.comparing(QuotaObject::name),
                    "used", Comparator.comparing(quota -> quota.quota().used()));

    static QuotaList read(Optional<ObjectNode> filter, List<Comparison> sort) {
        return new QuotaList(new Filter().read(filter), QueryCall.comparator(sort, ORDERS));
    }

    List<String> ids(List<QuotaObject> all) {
        return all.stream().filter(filter).sorted(order).map(QuotaObject::id).toList();
    }

    private static final class Filter extends PredicateReader<QuotaObject> {

        @Override
        protected Predicate<QuotaObject> property(String name, Arguments condition) {
            String value = condition.string(name).orElse("");
            return switch (name) {
                case "name" -> quota -> quota.name().contains(value);
                case "scope" -> quota -> QuotaObject.SCOPE.equals(value);
                case "resourceType" -> quota -> quota.resourceType().equals(value);
                case "type" -> quota -> QuotaObject.TYPE.equals(value);
                default -> throw unsupported("Cannot filter by " + name + ".");
            };
        }
    }
}
