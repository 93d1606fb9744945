package fr.spico.jmap.identity;

import fr.spico.jmap.core.Json;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An Identity as JSON (RFC 8621 §6).
final class IdentityJson {

    static final Set<String> PROPERTIES =
            Set.of(
                    "id",
                    "name",
                    "email",
                    "replyTo",
                    "bcc",
                    "textSignature",
                    "htmlSignature",
                    "mayDelete");

    private IdentityJson() {}

    static ObjectNode of(Identity identity, Set<String> properties) {
        ObjectNode json = Json.object();
        properties.forEach(property -> json.set(property, value(identity, property)));
        return json;
    }

    static JsonNode value(Identity identity, String property) {
        return switch (property) {
            case "id" -> Json.string(identity.id());
            case "name" -> Json.string(identity.name());
            case "email" -> Json.string(identity.email().value());
            case "replyTo" -> stored(identity.replyTo());
            case "bcc" -> stored(identity.bcc());
            case "textSignature" -> Json.string(identity.textSignature());
            case "htmlSignature" -> Json.string(identity.htmlSignature());
            case "mayDelete" -> Json.bool(!identity.main());
            default -> throw new IllegalArgumentException(property);
        };
    }

    private static JsonNode stored(@Nullable String json) {
        return json == null ? Json.nothing() : JsonMapper.shared().readTree(json);
    }
}
