package fr.spico.jmap.core;

import fr.spico.jmap.core.JmapRequest.Invocation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Arguments taken from earlier responses (RFC 8620 §3.7). Belongs to one request: what its
/// references stand for is together no more than a request may hold, for a result that is referred
/// to twice in each call doubles with each call.
final class ResultReferences {

    private final List<Invocation> responses;
    private long left;

    /// @param responses of the calls so far, read as they come
    /// @param most signs and values
    ResultReferences(List<Invocation> responses, long most) {
        this.responses = responses;
        this.left = most;
    }

    /// The arguments with each `#name` replaced by the `name` it refers to.
    ObjectNode resolve(ObjectNode arguments) {
        ObjectNode resolved = Json.object();
        arguments
                .properties()
                .forEach(entry -> {
                    String name = entry.getKey();
                    if (!name.startsWith("#")) {
                        resolved.set(name, entry.getValue());
                    } else if (arguments.has(name.substring(1))) {
                        throw MethodError.invalidArguments(
                                name.substring(1) + " is given twice, once by reference.");
                    } else {
                        resolved.set(name.substring(1), value(entry.getValue()));
                    }
                });
        return resolved;
    }

    private JsonNode value(JsonNode reference) {
        String resultOf = text(reference, "resultOf");
        String name = text(reference, "name");
        String path = text(reference, "path");
        JsonNode value =
                responses.stream()
                        .filter(response -> response.callId().equals(resultOf))
                        .findFirst()
                        .filter(response -> response.name().equals(name))
                        .flatMap(response -> JsonPointers.evaluate(response.arguments(), path))
                        .orElseThrow(() -> invalid("no such result"));
        take(value);
        return value;
    }

    private void take(JsonNode value) {
        left -= 1 + (value.isString() ? value.stringValue().length() : 0);
        if (left < 0) {
            throw invalid("the references of this request stand for too much");
        }
        value.propertyNames().forEach(name -> left -= name.length());
        value.values().forEach(this::take);
    }

    private static String text(JsonNode reference, String property) {
        @Nullable JsonNode value = reference.isObject() ? reference.get(property) : null;
        if (value == null || !value.isString()) {
            throw invalid("a reference has resultOf, name and path");
        }
        return value.stringValue();
    }

    private static MethodError invalid(String why) {
        return new MethodError("invalidResultReference", why);
    }
}
