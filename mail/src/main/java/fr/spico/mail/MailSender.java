package fr.spico.mail;

import java.util.List;

/// Hands mail to the operator (SMTP submission). Thread-safe.
public interface MailSender {

    /// Sends to those recipients that the operator accepts, even if it refuses others.
    ///
    /// @param from envelope sender, the mailbox on whose behalf it is sent
    /// @return one outcome per recipient, in order
    /// @throws MailException when nothing was sent: `UNREACHABLE`, `NOT_AUTHENTICATED`,
    ///   `TOO_LARGE`, `OVER_QUOTA`, `TOO_BUSY`, `REFUSED`
    List<RecipientOutcome> send(MssAddress from, List<MssAddress> to, byte[] message)
            throws MailException;

    /// As above, and tells when the mail leaves our hands: until `handOver` runs nothing is sent,
    /// after it a failure without an answer (`UNREACHABLE`, `PROTOCOL`) leaves a doubt.
    ///
    /// @param handOver runs once, on this thread, before the operator can have taken the mail; not
    ///   at all if the operator refuses everything before; if it throws, nothing is sent
    default List<RecipientOutcome> send(
            MssAddress from, List<MssAddress> to, byte[] message, Runnable handOver)
            throws MailException {
        handOver.run();
        return send(from, to, message);
    }

    /// Asks whether the operator would take mail for this address (RCPT TO, then RSET), without
    /// sending anything.
    boolean accepts(MssAddress from, MssAddress to) throws MailException;

    /// @param reply the server's SMTP reply, e.g. `250 2.1.5 OK` or `550 5.1.1 unknown user`
    /// @param temporary refused, but a later try may be accepted (4xx)
    record RecipientOutcome(
            MssAddress recipient, boolean accepted, boolean temporary, String reply) {}
}
