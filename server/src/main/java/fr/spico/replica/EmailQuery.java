package fr.spico.replica;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A question to the replica (RFC 8621 §4.4): filter, order, window.
///
/// @param position 0-based offset; negative counts from the end (RFC 8620 §5.5)
/// @param anchor with `anchorOffset`, wins over `position`
public record EmailQuery(
        EmailFilter filter,
        List<Sort> sort,
        boolean collapseThreads,
        long position,
        @Nullable EmailId anchor,
        long anchorOffset,
        int limit,
        boolean calculateTotal) {

    public record Sort(Key key, boolean ascending, @Nullable String keyword) {}

    /// Sort keys (RFC 8621 §4.4.2).
    public enum Key {
        RECEIVED_AT,
        SENT_AT,
        SIZE,
        FROM,
        TO,
        SUBJECT,
        HAS_KEYWORD,
        ALL_IN_THREAD_HAVE_KEYWORD,
        SOME_IN_THREAD_HAVE_KEYWORD
    }

    /// The answer.
    ///
    /// @param total null unless asked
    /// @param anchorFound false when an anchor was given and is not among the results
    public record Page(
            List<EmailId> ids, long position, @Nullable Long total, boolean anchorFound) {}

    /// How an answer differs from that of an earlier state (RFC 8620 §5.6).
    ///
    /// @param removed those that may have been in it and are not, or not at the same place
    /// @param added those that are in it now, or at another place, by index
    /// @param total null unless asked
    public record ListChange(List<EmailId> removed, List<Added> added, @Nullable Long total) {}

    /// A message and its place in a list.
    public record Added(EmailId email, long index) {}

    /// What a message must be like (RFC 8621 §4.4.1 and the platform's own conditions).
    public sealed interface EmailFilter {
        record All() implements EmailFilter {}

        record And(List<EmailFilter> of) implements EmailFilter {}

        record Or(List<EmailFilter> of) implements EmailFilter {}

        /// None of these.
        record Not(List<EmailFilter> of) implements EmailFilter {}

        record InFolder(FolderId folder) implements EmailFilter {}

        record NotInFolders(List<FolderId> folders) implements EmailFilter {}

        record InRole(fr.spico.mail.MailStore.Role role) implements EmailFilter {}

        record ReceivedBefore(Instant time) implements EmailFilter {}

        record ReceivedFrom(Instant time) implements EmailFilter {}

        /// `arrivedAt` in `[from, until)`; null is open.
        record ArrivedWithin(@Nullable Instant from, @Nullable Instant until)
                implements EmailFilter {}

        record MinSize(long octets) implements EmailFilter {}

        record MaxSize(long octets) implements EmailFilter {}

        record HasKeyword(String keyword) implements EmailFilter {}

        record HasAttachment(boolean value) implements EmailFilter {}

        record OfType(MessageType type) implements EmailFilter {}

        record OfDirection(Direction direction) implements EmailFilter {}

        /// Full text in one place or, with [Place#ANYWHERE], in all of them.
        record Text(Place place, String words) implements EmailFilter {}

        /// A header field, and a text in it unless null.
        record Header(String name, @Nullable String contains) implements EmailFilter {}

        record ThreadHasKeyword(String keyword, boolean all) implements EmailFilter {}
    }

    public enum Place {
        ANYWHERE,
        FROM,
        TO,
        CC,
        BCC,
        SUBJECT,
        BODY,
        /// Names of what is attached.
        ATTACHMENT_NAME
    }
}
