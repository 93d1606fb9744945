package fr.spico.jmap.email;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The properties of an Email (RFC 8621 §4.1) and our own (docs/api.md).
final class EmailProperties {

    static final Set<String> OURS = Set.of("messageType", "direction");

    private static final List<String> DEFAULT =
            List.of(
                    "id",
                    "blobId",
                    "threadId",
                    "mailboxIds",
                    "keywords",
                    "size",
                    "receivedAt",
                    "messageId",
                    "inReplyTo",
                    "references",
                    "sender",
                    "from",
                    "to",
                    "cc",
                    "bcc",
                    "replyTo",
                    "subject",
                    "sentAt",
                    "hasAttachment",
                    "preview",
                    "bodyValues",
                    "textBody",
                    "htmlBody",
                    "attachments");

    private static final Set<String> MORE = Set.of("headers", "bodyStructure");

    /// Of a message that is in no mailbox (RFC 8621 §4.9).
    static final List<String> PARSED_BY_DEFAULT =
            DEFAULT.subList(DEFAULT.indexOf("messageId"), DEFAULT.size());

    private EmailProperties() {}

    /// @param ours whether the request uses our own capability
    static Set<String> byDefault(boolean ours) {
        Set<String> names = new LinkedHashSet<>(DEFAULT);
        if (ours) {
            names.addAll(OURS);
        }
        return names;
    }

    static boolean isKnown(String property, boolean ours) {
        return DEFAULT.contains(property)
                || MORE.contains(property)
                || (ours && OURS.contains(property))
                || HeaderProperty.parse(property).isPresent();
    }
}
