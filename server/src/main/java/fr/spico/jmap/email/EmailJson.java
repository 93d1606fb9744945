package fr.spico.jmap.email;

import fr.spico.jmap.blob.BlobId;
import fr.spico.jmap.core.Json;
import fr.spico.mail.mime.BodyLayout;
import fr.spico.mail.mime.BodyPart;
import fr.spico.mail.mime.DecodedText;
import fr.spico.mail.mime.MessageHeader;
import fr.spico.mail.mime.ParsedMessage;
import fr.spico.mail.mime.PreviewText;
import fr.spico.replica.ReplicaEmail;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One email as the properties of Email (RFC 8621 §4.1); belongs to one call.
final class EmailJson {

    private final BlobId blob;
    private final MessageHeader header;
    private final Supplier<BodyPart> structure;
    private @Nullable BodyLayout layout;
    private final BodyPartJson parts;
    private final Function<String, JsonNode> facts;

    /// @param structure always the same one; asked only if the parts of the message are wanted
    /// @param facts properties that the message itself does not tell
    private EmailJson(
            BlobId blob,
            MessageHeader header,
            Supplier<BodyPart> structure,
            BodyPartJson parts,
            Function<String, JsonNode> facts) {
        this.blob = blob;
        this.header = header;
        this.structure = structure;
        this.parts = parts;
        this.facts = facts;
    }

    /// @param partHeaders the header of a part that is not the whole message
    static EmailJson of(
            ReplicaEmail email,
            Set<String> partProperties,
            Function<BodyPart, MessageHeader> partHeaders) {
        MessageHeader header = email.header();
        BlobId blob = BlobId.of(email.id());
        BodyPartJson parts =
                new BodyPartJson(
                        blob,
                        partProperties,
                        part -> part == email.structure() ? header : partHeaders.apply(part));
        return new EmailJson(
                blob, header, email::structure, parts, property -> fact(email, property));
    }

    /// A message that is in no mailbox (RFC 8621 §4.9).
    static EmailJson of(BlobId blob, ParsedMessage message, int size, Set<String> partProperties) {
        BodyPart root = message.measured();
        PartHeaders headers = new PartHeaders(() -> root, () -> java.util.Optional.of(message));
        BodyPartJson parts =
                new BodyPartJson(
                        blob,
                        partProperties,
                        part -> part == root ? message.header() : headers.apply(part));
        return new EmailJson(
                blob,
                message.header(),
                () -> root,
                parts,
                property -> fact(message, root, size, property));
    }

    /// @param bodyValues what the call wants of them
    ObjectNode of(Set<String> properties, ObjectNode bodyValues) {
        ObjectNode json = Json.object();
        properties.forEach(p -> json.set(p, p.equals("bodyValues") ? bodyValues : value(p)));
        return json;
    }

    JsonNode value(String property) {
        return switch (property) {
            case "blobId" -> Json.string(blob.jmapId());
            case "headers" -> BodyPartJson.fields(header);
            case "bodyStructure" -> parts.of(structure.get());
            case "textBody" -> parts.list(layout().textBody());
            case "htmlBody" -> parts.list(layout().htmlBody());
            case "attachments" -> parts.list(layout().attachments());
            default ->
                    HeaderProperty.parse(property)
                            .map(p -> p.value(header))
                            .orElseGet(() -> facts.apply(property));
        };
    }

    /// Text parts whose values a call wants, each once.
    List<BodyPart> valuesWanted(BodyWishes wishes) {
        Set<BodyPart> wanted = new LinkedHashSet<>();
        if (wishes.text()) {
            wanted.addAll(layout().textBody());
        }
        if (wishes.html()) {
            wanted.addAll(layout().htmlBody());
        }
        if (wishes.all()) {
            wanted.addAll(structure.get().leaves());
        }
        return wanted.stream().filter(p -> p.isText() && p.partId() != null).toList();
    }

    private BodyLayout layout() {
        BodyLayout known = layout == null ? BodyLayout.of(structure.get()) : layout;
        layout = known;
        return known;
    }

    private static JsonNode fact(ReplicaEmail email, String property) {
        return switch (property) {
            case "id" -> Json.string(email.id().jmapId());
            case "threadId" -> Json.string(email.thread().jmapId());
            case "mailboxIds" -> Json.object().put(email.folder().jmapId(), true);
            case "keywords" -> keywords(email);
            case "size" -> Json.number(email.size());
            case "receivedAt" -> Json.string(Json.utcDate(email.receivedAt()));
            case "hasAttachment" -> Json.bool(email.hasAttachment());
            case "preview" -> Json.string(email.preview());
            case "messageType" -> word(email.messageType());
            case "direction" -> word(email.direction());
            default -> Json.nothing();
        };
    }

    private static JsonNode fact(ParsedMessage message, BodyPart root, int size, String property) {
        BodyLayout layout = BodyLayout.of(root);
        return switch (property) {
            case "size" -> Json.number(size);
            case "hasAttachment" -> Json.bool(layout.hasAttachment());
            case "preview" -> Json.string(preview(message, layout));
            default -> Json.nothing();
        };
    }

    private static String preview(ParsedMessage message, BodyLayout layout) {
        for (BodyPart part : layout.textBody()) {
            String text =
                    part.isText()
                            ? message.text(String.valueOf(part.partId()))
                                    .map(DecodedText::text)
                                    .orElse("")
                            : "";
            String preview =
                    part.type().equals("text/html")
                            ? PreviewText.ofHtml(text)
                            : PreviewText.ofText(text);
            if (!preview.isBlank()) {
                return preview;
            }
        }
        return "";
    }

    private static ObjectNode keywords(ReplicaEmail email) {
        ObjectNode json = Json.object();
        email.keywords().forEach(k -> json.put(k, true));
        return json;
    }

    private static JsonNode word(Enum<?> value) {
        return Json.string(value.name().toLowerCase(Locale.ROOT));
    }
}
