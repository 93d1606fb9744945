package fr.spico.outbox;

import fr.spico.account.AccountId;
import fr.spico.mail.MssAddress;
import fr.spico.replica.EmailId;
import fr.spico.replica.MailboxId;
import fr.spico.replica.ThreadId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A mail on its way, or gone (EmailSubmission, RFC 8621 §7).
///
/// @param identity what the client named as such
/// @param fromParameters of MAIL FROM as the client wrote them, JSON
/// @param sendAt when the undo window or the asked delay ends
/// @param nextTryAt set while the operator could not be reached
/// @param lastError a French sentence on the last failed try
public record Submission(
        SubmissionId id,
        MailboxId mailbox,
        AccountId author,
        String identity,
        EmailId email,
        ThreadId thread,
        MssAddress from,
        Optional<String> fromParameters,
        Instant sendAt,
        Undo undo,
        List<Delivery> deliveries,
        Optional<Instant> nextTryAt,
        Optional<String> lastError) {

    public enum Undo {
        PENDING,
        FINAL,
        CANCELED
    }

    /// @param smtpReply the operator's reply once there is one, e.g. `250 2.1.5 OK`
    public record Delivery(MssAddress recipient, State state, String smtpReply) {}

    /// RFC 8621 §7 `delivered`: `queued`, `yes` is not claimed for an acceptance by the operator
    /// (`unknown`), `no`. In doubt (`unknown`): the operator may have taken it, nobody can tell.
    public enum State {
        QUEUED,
        ACCEPTED,
        REFUSED,
        IN_DOUBT
    }

    @Override
    public String toString() {
        return "Submission[" + id + "]";
    }
}
