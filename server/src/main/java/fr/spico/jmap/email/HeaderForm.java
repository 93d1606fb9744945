package fr.spico.jmap.email;

import fr.spico.jmap.core.Json;
import fr.spico.mail.mime.AddressGroup;
import fr.spico.mail.mime.EmailAddress;
import fr.spico.mail.mime.HeaderField;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// The forms in which a header field can be asked for (RFC 8621 §4.1.2), and the fields of RFC 5322
/// and RFC 2369 for which each is allowed; all are for any other field.
enum HeaderForm {
    RAW("asRaw", Set.of(), field -> Json.string(field.asRaw())),
    TEXT(
            "asText",
            Set.of("subject", "comments", "keywords", "list-id"),
            field -> Json.string(field.asText())),
    ADDRESSES("asAddresses", Fields.ADDRESSES, field -> addresses(field.asAddresses())),
    GROUPED_ADDRESSES(
            "asGroupedAddresses", Fields.ADDRESSES, field -> groups(field.asGroupedAddresses())),
    MESSAGE_IDS(
            "asMessageIds",
            Set.of("message-id", "in-reply-to", "references", "resent-message-id"),
            field -> listOrNull(field.asMessageIds())),
    DATE(
            "asDate",
            Set.of("date", "resent-date"),
            field -> field.asDate().map(HeaderForm::date).orElseGet(Json::nothing)),
    URLS(
            "asURLs",
            Set.of(
                    "list-help",
                    "list-unsubscribe",
                    "list-subscribe",
                    "list-post",
                    "list-owner",
                    "list-archive"),
            field -> listOrNull(field.asUrls()));

    private static final DateTimeFormatter DATE_FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);

    private final String suffix;
    private final Set<String> fields;
    private final Function<HeaderField, JsonNode> value;

    HeaderForm(String suffix, Set<String> fields, Function<HeaderField, JsonNode> value) {
        this.suffix = suffix;
        this.fields = fields;
        this.value = value;
    }

    static Optional<HeaderForm> of(String suffix) {
        return Arrays.stream(values()).filter(f -> f.suffix.equals(suffix)).findAny();
    }

    boolean isAllowedFor(String fieldName) {
        String name = fieldName.toLowerCase(Locale.ROOT);
        return this == RAW || fields.contains(name) || !Fields.known().contains(name);
    }

    JsonNode value(HeaderField field) {
        return value.apply(field);
    }

    private static ArrayNode addresses(List<EmailAddress> addresses) {
        ArrayNode array = Json.array();
        addresses.forEach(
                a -> array.add(Json.object().put("name", a.name()).put("email", a.email())));
        return array;
    }

    private static ArrayNode groups(List<AddressGroup> groups) {
        ArrayNode array = Json.array();
        groups.forEach(g ->
                array.add(
                        Json.object()
                                .put("name", g.name())
                                .set("addresses", addresses(g.addresses()))));
        return array;
    }

    private static JsonNode listOrNull(List<String> values) {
        return values.isEmpty() ? Json.nothing() : Json.strings(values);
    }

    private static JsonNode date(OffsetDateTime date) {
        return Json.string(date.format(DATE_FORMAT));
    }

    /// Field names of the standards, lower case.
    private static final class Fields {
        static final Set<String> ADDRESSES =
                Set.of(
                        "from",
                        "sender",
                        "reply-to",
                        "to",
                        "cc",
                        "bcc",
                        "resent-from",
                        "resent-sender",
                        "resent-reply-to",
                        "resent-to",
                        "resent-cc",
                        "resent-bcc");

        private static final Set<String> ONLY_RAW = Set.of("return-path", "received");

        static Set<String> known() {
            Set<String> all = new java.util.HashSet<>(ONLY_RAW);
            Arrays.stream(HeaderForm.values()).forEach(f -> all.addAll(f.fields));
            return all;
        }
    }
}
