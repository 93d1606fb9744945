package fr.spico.jmap.mdn;

import fr.spico.jmap.core.Json;
import fr.spico.mail.mime.BodyPart;
import fr.spico.mail.mime.HeaderField;
import fr.spico.mail.mime.MessageHeader;
import fr.spico.mail.mime.MessageParser;
import fr.spico.mail.mime.ParsedMessage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads a receipt (RFC 8098 §3) into an MDN object (RFC 9007 §1.3).
final class MdnReader {

    private static final String NOTIFICATION = "message/disposition-notification";
    private static final Set<String> ORIGINALS =
            Set.of("message/rfc822", "message/global", "text/rfc822-headers");
    private static final Pattern DISPOSITION =
            Pattern.compile(
                    "\\s*([a-z-]+)\\s*/\\s*([a-z-]+)\\s*;\\s*([a-z]+).*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Set<String> KNOWN =
            Set.of(
                    "reporting-ua",
                    "mdn-gateway",
                    "original-recipient",
                    "final-recipient",
                    "original-message-id",
                    "disposition",
                    "error");

    private final ParsedMessage message;
    private final MessageHeader notification;

    private MdnReader(ParsedMessage message, MessageHeader notification) {
        this.message = message;
        this.notification = notification;
    }

    /// Empty if it is no receipt.
    ///
    /// @param forEmail the email with a Message-ID
    static Optional<ObjectNode> read(byte[] octets, Function<String, Optional<String>> forEmail) {
        ParsedMessage message = MessageParser.parse(octets);
        return message.root().leaves().stream()
                .filter(part -> part.type().equals(NOTIFICATION))
                .findFirst()
                .flatMap(part -> message.decoded(String.valueOf(part.partId())))
                .map(MessageHeader::parse)
                .flatMap(fields -> new MdnReader(message, fields).json(forEmail));
    }

    private Optional<ObjectNode> json(Function<String, Optional<String>> forEmail) {
        Optional<JsonNode> disposition = field("Disposition").flatMap(MdnReader::disposition);
        if (disposition.isEmpty() || field("Final-Recipient").isEmpty()) {
            return Optional.empty();
        }
        Optional<String> original =
                notification.last("Original-Message-ID").stream()
                        .flatMap(f -> f.asMessageIds().stream())
                        .findFirst();
        ObjectNode json = Json.object();
        put(json, "forEmailId", original.flatMap(forEmail));
        put(json, "subject", message.header().last("Subject").map(HeaderField::asText));
        put(json, "textBody", text());
        json.put(
                "includeOriginalMessage",
                message.root().leaves().stream().anyMatch(p -> ORIGINALS.contains(p.type())));
        put(json, "reportingUA", field("Reporting-UA"));
        json.set("disposition", disposition.get());
        put(json, "mdnGateway", field("MDN-Gateway"));
        put(json, "originalRecipient", field("Original-Recipient"));
        put(json, "finalRecipient", field("Final-Recipient"));
        put(json, "originalMessageId", original.map(id -> "<" + id + ">"));
        List<String> errors = notification.all("Error").stream().map(HeaderField::asText).toList();
        json.set("error", errors.isEmpty() ? Json.nothing() : Json.strings(errors));
        json.set("extensionFields", extensions());
        return Optional.of(json);
    }

    private Optional<String> text() {
        return message.root().leaves().stream()
                .filter(part -> part.type().equals("text/plain"))
                .findFirst()
                .map(BodyPart::partId)
                .flatMap(message::text)
                .map(decoded -> decoded.text());
    }

    private JsonNode extensions() {
        ObjectNode extensions = Json.object();
        notification.fields().stream()
                .filter(f -> !KNOWN.contains(f.name().toLowerCase(Locale.ROOT)))
                .forEach(f -> extensions.put(f.name(), f.asText()));
        return extensions.isEmpty() ? Json.nothing() : extensions;
    }

    private Optional<String> field(String name) {
        return notification.last(name).map(HeaderField::asText);
    }

    private static Optional<JsonNode> disposition(String field) {
        Matcher found = DISPOSITION.matcher(field);
        return found.matches()
                ? Optional.of(
                        Json.object()
                                .put("actionMode", found.group(1).toLowerCase(Locale.ROOT))
                                .put("sendingMode", found.group(2).toLowerCase(Locale.ROOT))
                                .put("type", found.group(3).toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    private static void put(ObjectNode json, String property, Optional<String> value) {
        json.set(property, value.map(Json::string).orElseGet(Json::nothing));
    }
}
