package fr.spico.jmap.email;

import fr.spico.jmap.blob.BlobId;
import fr.spico.jmap.blob.Blobs;
import fr.spico.jmap.blob.ParseCall;
import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.JmapSettings;
import fr.spico.jmap.core.Json;
import fr.spico.jmap.core.MethodCall;
import fr.spico.mail.mime.BodyPart;
import fr.spico.mail.mime.DecodedText;
import fr.spico.mail.mime.MessageParser;
import fr.spico.mail.mime.ParsedMessage;
import fr.spico.replica.ReplicaEmail.Text;
import fr.spico.replica.Viewer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
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
        ParseCall parse = ParseCall.read(arguments, settings.maxObjectsInGet());
        Set<String> properties = properties(arguments);
        BodyWishes wishes = BodyWishes.read(arguments);
        arguments.end();
        Viewer viewer = access.viewer(call, parse.accountId());
        return parse.response(
                call, viewer, blobs, (blob, message) -> read(blob, message, properties, wishes));
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
}
