package fr.spico.jmap.email;

import fr.spico.mail.mime.BodyPart;
import fr.spico.mail.mime.MessageHeader;
import fr.spico.mail.mime.ParsedMessage;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The headers of an email's parts. Only whoever asks for them has the whole message read.
final class PartHeaders implements Function<BodyPart, MessageHeader> {

    private static final MessageHeader NONE = new MessageHeader(List.of());

    private final Supplier<BodyPart> root;
    private final Supplier<Optional<ParsedMessage>> message;
    private @Nullable Map<BodyPart, MessageHeader> headers;

    /// @param root the structure whose parts are asked about
    /// @param message the message of that structure; empty if there is none any more
    PartHeaders(Supplier<BodyPart> root, Supplier<Optional<ParsedMessage>> message) {
        this.root = root;
        this.message = message;
    }

    @Override
    public MessageHeader apply(BodyPart part) {
        Map<BodyPart, MessageHeader> known = headers == null ? read() : headers;
        headers = known;
        return known.getOrDefault(part, NONE);
    }

    private Map<BodyPart, MessageHeader> read() {
        Map<BodyPart, MessageHeader> found = new IdentityHashMap<>();
        message.get().ifPresent(read -> match(read, root.get(), read.root(), found));
        return found;
    }

    /// Two readings of one message: where they differ in shape, nothing is known.
    private static void match(
            ParsedMessage message,
            BodyPart part,
            BodyPart same,
            Map<BodyPart, MessageHeader> found) {
        found.put(part, message.header(same));
        List<BodyPart> parts = part.subParts();
        if (parts.size() == same.subParts().size()) {
            for (int i = 0; i < parts.size(); i++) {
                match(message, parts.get(i), same.subParts().get(i), found);
            }
        }
    }
}
