package fr.spico.jmap.quota;

import fr.spico.jmap.core.Json;
import fr.spico.mail.MailStore.Quota;
import fr.spico.mail.MailStore.Quota.Resource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A Quota (RFC 9425 §4.1).
record QuotaObject(Quota quota) {

    static final Set<String> PROPERTIES =
            Set.of(
                    "id",
                    "resourceType",
                    "used",
                    "hardLimit",
                    "warnLimit",
                    "softLimit",
                    "scope",
                    "name",
                    "types",
                    "description");

    /// All that the operator's limits count.
    static final String TYPE = "Email";

    static final String SCOPE = "account";

    /// The same for the same root and resource; a root's own name may be anything.
    String id() {
        String key = quota.resource() + " " + quota.root();
        return "q" + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }

    String resourceType() {
        return quota.resource() == Resource.OCTETS ? "octets" : "count";
    }

    String name() {
        String what = quota.resource() == Resource.OCTETS ? "Espace" : "Messages";
        return quota.root().isEmpty() ? what : what + " (" + quota.root() + ")";
    }

    ObjectNode json(Set<String> properties) {
        ObjectNode json = Json.object();
        properties.forEach(property -> json.set(property, value(property)));
        return json;
    }

    private JsonNode value(String property) {
        return switch (property) {
            case "id" -> Json.string(id());
            case "resourceType" -> Json.string(resourceType());
            case "used" -> Json.number(quota.used());
            case "hardLimit" -> Json.number(quota.limit());
            case "scope" -> Json.string(SCOPE);
            case "name" -> Json.string(name());
            case "types" -> Json.strings(List.of(TYPE));
            case "warnLimit", "softLimit", "description" -> Json.nothing();
            default -> throw new IllegalArgumentException(property);
        };
    }
}
