package fr.spico.jmap.email;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.MethodError;
import fr.spico.jmap.core.SetRefused;
import fr.spico.mail.mime.NewField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An EmailBodyPart that a client wants created, checked (RFC 8621 §4.6).
///
/// @param value text of a part given by `partId`, null for others
/// @param blobId of the content as the client gave it, null for others
record DraftPart(
        String type,
        @Nullable String value,
        @Nullable String blobId,
        @Nullable String charset,
        @Nullable String name,
        @Nullable String disposition,
        @Nullable String cid,
        @Nullable String language,
        @Nullable String location,
        List<NewField> fields,
        List<DraftPart> subParts) {

    private static final int MAX_DEPTH = 30;

    private static final Pattern TYPE =
            Pattern.compile("[a-z0-9!#$&^_.+-]{1,100}/[a-z0-9!#$&^_.+-]{1,100}");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`{|}~A-Za-z0-9-]{1,100}");
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]{1,500}");

    /// Never given as fields: the server chooses the encoding, and `type` says the rest.
    private static final Set<String> NOT_AS_FIELD =
            Set.of("content-type", "content-transfer-encoding");

    /// Fields, and the properties that stand for the same ones.
    private static final Map<String, Set<String>> SAME_FIELD =
            Map.of(
                    "content-disposition", Set.of("disposition", "name"),
                    "content-id", Set.of("cid"),
                    "content-language", Set.of("language"),
                    "content-location", Set.of("location"));

    /// @param where the property of the email that holds the part, for error messages
    /// @param values the texts of `bodyValues`
    /// @param defaultType of a text without `type`
    static DraftPart read(
            JsonNode json, String where, Map<String, String> values, String defaultType) {
        return read(json, where, values, defaultType, 0);
    }

    boolean isMultipart() {
        return type.startsWith("multipart/");
    }

    private static DraftPart read(
            JsonNode json,
            String where,
            Map<String, String> values,
            String defaultType,
            int depth) {
        if (!(json instanceof ObjectNode object) || depth > MAX_DEPTH) {
            throw SetRefused.invalid("A part is an object, in at most 30 levels.", where);
        }
        try {
            Arguments given = new Arguments(object);
            DraftPart part = read(given, object, where, values, defaultType, depth);
            given.end();
            part.check(where, given.string("partId").isPresent(), object);
            return part;
        } catch (MethodError e) {
            throw SetRefused.invalid(e.description(), where);
        }
    }

    private static DraftPart read(
            Arguments given,
            ObjectNode object,
            String where,
            Map<String, String> values,
            String defaultType,
            int depth) {
        Optional<String> partId = given.string("partId");
        Optional<String> blobId = given.string("blobId");
        given.value("size");
        String type =
                given.string("type")
                        .map(t -> t.toLowerCase(Locale.ROOT))
                        .orElse(blobId.isPresent() ? "application/octet-stream" : defaultType);
        return new DraftPart(
                type,
                partId.map(id -> text(id, values)).orElse(null),
                blobId.orElse(null),
                given.string("charset").orElse(null),
                given.string("name").orElse(null),
                given.string("disposition").orElse(null),
                given.string("cid").orElse(null),
                languages(given.strings("language")),
                given.string("location").orElse(null),
                fields(given, object),
                subParts(given, where, values, depth));
    }

    private void check(String where, boolean byPartId, ObjectNode object) {
        require(TYPE.matcher(type).matches(), "type is no media type", where);
        require(charset == null || TOKEN.matcher(charset).matches(), "charset is none", where);
        require(
                disposition == null || TOKEN.matcher(disposition).matches(),
                "disposition is none",
                where);
        require(cid == null || PRINTABLE.matcher(cid).matches(), "cid is none", where);
        if (isMultipart()) {
            require(value == null && blobId == null, "a multipart has no content", where);
            require(!subParts.isEmpty(), "a multipart has subParts", where);
            return;
        }
        require(subParts.isEmpty(), "only a multipart has subParts", where);
        require((value == null) != (blobId == null), "either partId or blobId is given", where);
        if (byPartId) {
            require(type.startsWith("text/"), "a part given by partId is a text", where);
            require(charset == null, "charset is omitted with partId", where);
            require(!object.hasNonNull("size"), "size is omitted with partId", where);
        }
    }

    private static void require(boolean holds, String rule, String where) {
        if (!holds) {
            throw SetRefused.invalid("In a part, " + rule + ".", where);
        }
    }

    private static String text(String partId, Map<String, String> values) {
        String text = values.get(partId);
        if (text == null) {
            throw SetRefused.invalid("A partId is not in bodyValues.", "bodyValues");
        }
        return text;
    }

    private static @Nullable String languages(Optional<List<String>> given) {
        return given.map(l -> String.join(", ", l)).orElse(null);
    }

    private static List<NewField> fields(Arguments given, ObjectNode object) {
        FieldReader reader = new FieldReader();
        List<NewField> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (entry.getKey().startsWith("header:")) {
                given.value(entry.getKey());
                HeaderProperty header =
                        HeaderProperty.parse(entry.getKey())
                                .filter(h -> isFree(h.field(), object))
                                .orElseThrow(
                                        () -> Arguments.invalid(entry.getKey(), "is not allowed"));
                fields.addAll(reader.read(entry.getKey(), header, entry.getValue()));
            }
        }
        return fields;
    }

    private static boolean isFree(String field, ObjectNode object) {
        String name = field.toLowerCase(Locale.ROOT);
        return !NOT_AS_FIELD.contains(name)
                && SAME_FIELD.getOrDefault(name, Set.of()).stream().noneMatch(object::hasNonNull);
    }

    private static List<DraftPart> subParts(
            Arguments given, String where, Map<String, String> values, int depth) {
        List<DraftPart> parts = new ArrayList<>();
        given.value("subParts")
                .ifPresent(array -> {
                    require(array.isArray(), "subParts is an array", where);
                    array.values()
                            .forEach(each ->
                                    parts.add(read(each, where, values, "text/plain", depth + 1)));
                });
        return parts;
    }

    @Override
    public String toString() {
        return "DraftPart[" + type + "]";
    }
}
