package fr.spico.replica;

import fr.spico.mail.mime.BodyPart;
import fr.spico.mail.mime.MessageHeader;
import fr.spico.mail.mime.MimeProblem;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A message as the replica holds it.
///
/// @param keywords JMAP keywords, lower case (`$seen`, `$flagged`…; RFC 8621 §4.1.1)
/// @param receivedAt INTERNALDATE
/// @param arrivedAt when it came to the mailbox as far as the platform knows: INTERNALDATE for mail
///   found by the first fill, otherwise the moment the platform saw it; the intervals of « Boîte de
///   réception » count with this
public record ReplicaEmail(
        EmailId id,
        ThreadId thread,
        FolderId folder,
        Set<String> keywords,
        long size,
        Instant receivedAt,
        Instant arrivedAt,
        MessageType messageType,
        Direction direction,
        boolean hasAttachment,
        ReplicaContent content) {

    public MessageHeader header() {
        return content.header();
    }

    public BodyPart structure() {
        return content.structure();
    }

    public String preview() {
        return content.preview();
    }

    public List<MimeProblem> problems() {
        return content.problems();
    }

    @Override
    public String toString() {
        return "ReplicaEmail[" + id + "]";
    }

    /// A text part as the replica keeps it: decoded, at most 256 Ki characters.
    public record Text(
            String partId,
            String text,
            boolean truncated,
            boolean encodingProblem,
            @Nullable String charset) {
        @Override
        public String toString() {
            return "Text[…]";
        }
    }
}
