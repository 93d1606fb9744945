package fr.spico.jmap.email;

import fr.spico.jmap.blob.BlobId;
import fr.spico.jmap.core.Json;
import fr.spico.mail.mime.BodyPart;
import fr.spico.mail.mime.HeaderField;
import fr.spico.mail.mime.MessageHeader;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// EmailBodyPart (RFC 8621 §4.1.4).
///
/// @param message the blob that the parts belong to
/// @param headers the header of a part, asked only if its fields are wanted
record BodyPartJson(
        BlobId message, Set<String> properties, Function<BodyPart, MessageHeader> headers) {

    /// One part, with its `subParts` where they are wanted.
    ObjectNode of(BodyPart part) {
        ObjectNode json = Json.object();
        properties.forEach(property -> json.set(property, value(part, property)));
        return json;
    }

    ArrayNode list(List<BodyPart> parts) {
        ArrayNode array = Json.array();
        parts.forEach(part -> array.add(of(part)));
        return array;
    }

    private JsonNode value(BodyPart part, String property) {
        return switch (property) {
            case "partId" -> text(part.partId());
            case "blobId" -> text(blob(part));
            case "size" -> Json.object().put(property, decodedSize(part)).path(property);
            case "name" -> text(part.name());
            case "type" -> text(part.type());
            case "charset" -> text(charset(part));
            case "disposition" -> text(part.disposition());
            case "cid" -> text(part.cid());
            case "language" -> languages(part.language());
            case "location" -> text(part.location());
            case "subParts" -> part.isMultipart() ? list(part.subParts()) : Json.nothing();
            case "headers" -> fields(headers.apply(part));
            default ->
                    HeaderProperty.parse(property)
                            .map(p -> p.value(headers.apply(part)))
                            .orElseGet(Json::nothing);
        };
    }

    static ArrayNode fields(MessageHeader header) {
        ArrayNode array = Json.array();
        for (HeaderField field : header.fields()) {
            array.add(Json.object().put("name", field.name()).put("value", field.asRaw()));
        }
        return array;
    }

    private @Nullable String blob(BodyPart part) {
        String partId = part.partId();
        return partId == null ? null : message.part(partId).jmapId();
    }

    /// Of a part that nobody has read yet the size is told from the encoding: base64 in lines of 76
    /// characters is exact to two octets.
    private static long decodedSize(BodyPart part) {
        Long known = part.decodedSize();
        if (part.isMultipart() || known != null) {
            return known == null ? 0 : known;
        }
        if (!part.encoding().equals("base64")) {
            return part.size();
        }
        return part.size() / 78 * 57 + part.size() % 78 / 4 * 3;
    }

    /// A text without a charset is US-ASCII (RFC 2046 §4.1.2).
    private static @Nullable String charset(BodyPart part) {
        String charset = part.charset();
        return part.isText() && charset == null ? "us-ascii" : part.isText() ? charset : null;
    }

    private static JsonNode languages(@Nullable String field) {
        return field == null
                ? Json.nothing()
                : Json.strings(
                        Arrays.stream(field.split(","))
                                .map(String::strip)
                                .filter(l -> !l.isEmpty())
                                .toList());
    }

    private static JsonNode text(@Nullable String value) {
        return value == null ? Json.nothing() : Json.string(value);
    }
}
