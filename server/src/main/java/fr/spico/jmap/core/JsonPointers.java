package fr.spico.jmap.core;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// JSON Pointer (RFC 6901) with the `*` of RFC 8620 §3.7, which maps the rest of the pointer over
/// an array and flattens one level.
final class JsonPointers {

    private JsonPointers() {}

    static Optional<JsonNode> evaluate(JsonNode root, String pointer) {
        if (pointer.isEmpty()) {
            return Optional.of(root);
        }
        return pointer.startsWith("/")
                ? step(root, List.of(pointer.substring(1).split("/", -1)))
                : Optional.empty();
    }

    private static Optional<JsonNode> step(JsonNode node, List<String> tokens) {
        if (tokens.isEmpty()) {
            return Optional.of(node);
        }
        List<String> rest = tokens.subList(1, tokens.size());
        String token = tokens.getFirst().replace("~1", "/").replace("~0", "~");
        if (node.isObject()) {
            return node.optional(token).flatMap(child -> step(child, rest));
        }
        if (!node.isArray()) {
            return Optional.empty();
        }
        return token.equals("*")
                ? each(node, rest)
                : index(node, token).flatMap(child -> step(child, rest));
    }

    private static Optional<JsonNode> each(JsonNode array, List<String> rest) {
        ArrayNode found = Json.array();
        for (JsonNode item : array.values()) {
            Optional<JsonNode> value = step(item, rest);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            if (value.get().isArray()) {
                value.get().values().forEach(found::add);
            } else {
                found.add(value.get());
            }
        }
        return Optional.of(found);
    }

    private static Optional<JsonNode> index(JsonNode array, String token) {
        return token.matches("0|[1-9][0-9]{0,8}")
                ? array.optional(Integer.parseInt(token))
                : Optional.empty();
    }
}
