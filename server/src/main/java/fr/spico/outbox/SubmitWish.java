package fr.spico.outbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client says about a mail that it wants sent.
///
/// @param identity kept for the client, says nothing to the outbox
/// @param from null = the linked mailbox; anything else is refused
/// @param fromParameters of MAIL FROM as the client wrote them, JSON, kept for the client; or null
/// @param to recipients, null = those of To, Cc and Bcc
/// @param holdUntil later than the undo window, or null
public record SubmitWish(
        String identity,
        @Nullable String from,
        @Nullable String fromParameters,
        @Nullable List<String> to,
        @Nullable Instant holdUntil) {

    /// All as the mail itself says.
    public static SubmitWish plain(String identity) {
        return new SubmitWish(identity, null, null, null, null);
    }

    @Override
    public String toString() {
        return "SubmitWish[…]";
    }
}
