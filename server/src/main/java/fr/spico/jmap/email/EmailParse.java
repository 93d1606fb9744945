package fr.spico.jmap.email;

import fr.spico.jmap.blob.BlobId;
import fr.spico.jmap.blob.Blobs;
import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.JmapSettings;
import fr.spico.jmap.core.Json;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.MethodError;
import fr.spico.mail.MailException;
import fr.spico.mail.mime.BodyPart;
import fr.spico.mail.mime.DecodedText;
import fr.spico.mail.mime.MessageParser;
import fr.spico.mail.mime.ParsedMessage;
import fr.spico.replica.ReplicaEmail.Text;
import fr.spico.replica.Viewer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Email/parse (RFC 8621 §4.9): an attached or uploaded message, read without being stored.
@Component
class EmailParse implements JmapMethod {

    private final Blobs blobs;
    private final JmapAccess access;
    private final JmapSettings settings;

    EmailParse(Blobs blobs, JmapAccess access, JmapSettings settings) {
        this.blobs = blobs;
        this.access = access;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "Email/parse";
    }

    @Override
    public Capability capability() {
        return Capability.MAIL;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        String accountId = arguments.accountId();
        List<String> ids =
                arguments
                        .ids("blobIds")
                        .orElseThrow(() -> Arguments.invalid("blobIds", "is missing"));
        Set<String> properties = properties(arguments);
        BodyWishes wishes = BodyWishes.read(arguments);
        arguments.end();
        if (ids.size() > settings.maxObjectsInGet()) {
            throw MethodError.requestTooLarge("maxObjectsInGet", settings.maxObjectsInGet());
        }
        Viewer viewer = access.viewer(call, accountId);
        ObjectNode parsed = Json.object();
        List<String> notParsable = new ArrayList<>();
        List<String> notFound = new ArrayList<>();
        for (String id : new LinkedHashSet<>(ids)) {
            Optional<BlobId> blob = call.resolve(id).flatMap(BlobId::parse);
            Optional<byte[]> message = blob.flatMap(b -> bytes(viewer, b));
            if (blob.isEmpty() || message.isEmpty()) {
                notFound.add(id);
            } else {
                read(blob.get(), message.get(), properties, wishes)
                        .ifPresentOrElse(e -> parsed.set(id, e), () -> notParsable.add(id));
            }
        }
        ObjectNode response = Json.object().put("accountId", accountId);
        response.set("parsed", parsed.isEmpty() ? Json.nothing() : parsed);
        response.set("notParsable", orNull(notParsable));
        response.set("notFound", orNull(notFound));
        return response;
    }

    private static Set<String> properties(Arguments arguments) {
        Set<String> properties =
                new LinkedHashSet<>(
                        arguments
                                .strings("properties")
                                .orElse(List.copyOf(EmailProperties.PARSED_BY_DEFAULT)));
        for (String property : properties) {
            if (!EmailProperties.isKnown(property, false)) {
                throw Arguments.invalid("properties", "names the unknown " + property);
            }
        }
        return properties;
    }

    private Optional<byte[]> bytes(Viewer viewer, BlobId blob) {
        try {
            return blobs.bytes(viewer, blob);
        } catch (MailException e) {
            throw MethodError.of(e);
        }
    }

    /// Anything with a header field can be read.
    private static Optional<ObjectNode> read(
            BlobId blob, byte[] octets, Set<String> properties, BodyWishes wishes) {
        ParsedMessage message = MessageParser.parse(octets);
        if (message.header().fields().isEmpty()) {
            return Optional.empty();
        }
        EmailJson json = EmailJson.of(blob, message, octets.length, wishes.partProperties());
        return Optional.of(json.of(properties, values(message, json, wishes)));
    }

    private static ObjectNode values(ParsedMessage message, EmailJson json, BodyWishes wishes) {
        ObjectNode values = Json.object();
        for (BodyPart part : json.valuesWanted(wishes)) {
            String partId = String.valueOf(part.partId());
            message.text(partId)
                    .ifPresent(text ->
                            values.set(
                                    partId,
                                    BodyValue.of(
                                            held(partId, text),
                                            part.type().equals("text/html"),
                                            wishes.maxValueBytes())));
        }
        return values;
    }

    private static Text held(String partId, DecodedText text) {
        return new Text(partId, text.text(), false, !text.problems().isEmpty(), null);
    }

    private static JsonNode orNull(List<String> ids) {
        return ids.isEmpty() ? Json.nothing() : Json.strings(ids);
    }
}
