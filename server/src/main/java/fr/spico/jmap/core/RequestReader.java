package fr.spico.jmap.core;

import fr.spico.jmap.core.JmapRequest.Invocation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads a request from strangers: I-JSON (RFC 7493) first, then the shape of RFC 8620 §3.3, then
/// capabilities and limits.
@Component
public class RequestReader {

    /// An empty object takes two signs of a request and fifty times as much memory.
    private static final long MAX_TOKENS = 500_000;

    private static final JsonMapper STRICT =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxTokenCount(MAX_TOKENS)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final JmapSettings settings;

    public RequestReader(JmapSettings settings) {
        this.settings = settings;
    }

    JmapRequest read(byte[] body) {
        return read(object(json(body), "The request"));
    }

    JmapRequest read(ObjectNode root) {
        JmapRequest request = new JmapRequest(using(root), methodCalls(root), createdIds(root));
        if (request.methodCalls().size() > settings.maxCallsInRequest()) {
            throw RequestError.limit(
                    "maxCallsInRequest",
                    400,
                    "At most " + settings.maxCallsInRequest() + " calls in a request.");
        }
        return request;
    }

    static JsonNode json(byte[] body) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            JsonNode root = STRICT.readTree(text);
            if (root.isMissingNode()) {
                throw RequestError.notJson("The body is empty.");
            }
            requireWholeCharacters(root);
            return root;
        } catch (CharacterCodingException e) {
            throw RequestError.notJson("The body is not valid UTF-8.");
        } catch (StreamConstraintsException e) {
            throw RequestError.limit(
                    "maxSizeRequest", 400, "Too many values, or one that is too long or too deep.");
        } catch (JacksonException e) {
            throw RequestError.notJson("The body is not I-JSON: " + where(e));
        }
    }

    private static String where(JacksonException e) {
        return e.getLocation() == null
                ? "unreadable."
                : "line %d, column %d."
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }

    /// RFC 7493 §2.1: no lone surrogates.
    private static void requireWholeCharacters(JsonNode node) {
        if (node.isString()) {
            requireWhole(node.stringValue());
        }
        if (node.isObject()) {
            node.properties().forEach(entry -> requireWhole(entry.getKey()));
        }
        node.values().forEach(RequestReader::requireWholeCharacters);
    }

    private static void requireWhole(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw RequestError.notJson("The body is not I-JSON: a string holds a lone surrogate.");
        }
    }

    private static Set<Capability> using(ObjectNode root) {
        Set<Capability> using = EnumSet.noneOf(Capability.class);
        for (JsonNode urn : array(root.get("using"), "using")) {
            String name = string(urn, "using");
            using.add(Capability.of(name).orElseThrow(() -> RequestError.unknownCapability(name)));
        }
        return using;
    }

    private static List<Invocation> methodCalls(ObjectNode root) {
        List<Invocation> calls = new ArrayList<>();
        for (JsonNode call : array(root.get("methodCalls"), "methodCalls")) {
            if (!call.isArray() || call.size() != 3) {
                throw RequestError.notRequest(
                        "Each of methodCalls is an array of name, arguments, call id.");
            }
            calls.add(
                    new Invocation(
                            string(call.get(0), "A method's name"),
                            object(call.get(1), "A method's arguments"),
                            string(call.get(2), "A call id")));
        }
        return calls;
    }

    private static @Nullable Map<String, String> createdIds(ObjectNode root) {
        JsonNode given = root.get("createdIds");
        if (given == null || given.isNull()) {
            return null;
        }
        Map<String, String> ids = new LinkedHashMap<>();
        object(given, "createdIds")
                .properties()
                .forEach(e -> ids.put(id(e.getKey()), id(string(e.getValue(), "createdIds"))));
        return ids;
    }

    private static String id(String text) {
        if (!JmapId.fits(text)) {
            throw RequestError.notRequest("createdIds holds something that is not an id.");
        }
        return text;
    }

    private static Iterable<JsonNode> array(@Nullable JsonNode node, String what) {
        if (node == null || !node.isArray()) {
            throw RequestError.notRequest(what + " is not an array.");
        }
        return node.values();
    }

    static ObjectNode object(@Nullable JsonNode node, String what) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw RequestError.notRequest(what + " is not an object.");
    }

    private static String string(JsonNode node, String what) {
        if (!node.isString()) {
            throw RequestError.notRequest(what + " is not a string.");
        }
        return node.stringValue();
    }
}
