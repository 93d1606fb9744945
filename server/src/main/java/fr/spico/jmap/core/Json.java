package fr.spico.jmap.core;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes JSON nodes.
public final class Json {

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    public static ArrayNode strings(Collection<String> values) {
        ArrayNode array = array();
        values.forEach(array::add);
        return array;
    }

    public static JsonNode string(String value) {
        return JsonNodeFactory.instance.stringNode(value);
    }

    public static JsonNode number(long value) {
        return JsonNodeFactory.instance.numberNode(value);
    }

    public static JsonNode bool(boolean value) {
        return JsonNodeFactory.instance.booleanNode(value);
    }

    public static JsonNode nothing() {
        return JsonNodeFactory.instance.nullNode();
    }

    /// UTCDate (RFC 8620 §1.4): whole seconds, as no mail date has more.
    public static String utcDate(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
