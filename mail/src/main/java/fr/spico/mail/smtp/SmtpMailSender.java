package fr.spico.mail.smtp;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailSender;
import fr.spico.mail.MssAddress;
import fr.spico.mail.Operator;
import fr.spico.mail.wire.WireSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Sends over SMTP submission, one connection per call. Thread-safe; at most the operator's
/// `maxConnections` at once.
///
/// If the connection breaks after the whole message was handed over and before the operator
/// answered, nobody can know whether it was taken: this fails as `UNREACHABLE`, and a second try
/// may deliver twice (RFC 5321 §4.5.4.1 takes the same side). Who minds gives a `handOver`, which
/// tells that case from the others.
public final class SmtpMailSender implements MailSender {

    private final Operator operator;
    private final WireSettings settings;
    private final Semaphore places;

    public SmtpMailSender(Operator operator) {
        this.operator = operator;
        this.settings = new WireSettings(operator, operator.smtp());
        this.places = new Semaphore(operator.maxConnections(), true);
    }

    /// Recipients that the operator refuses are told in the outcomes, even if it refuses all of
    /// them: then nothing is sent and nothing is thrown.
    @Override
    public List<RecipientOutcome> send(MssAddress from, List<MssAddress> to, byte[] message)
            throws MailException {
        return send(from, to, message, () -> {});
    }

    @Override
    public List<RecipientOutcome> send(
            MssAddress from, List<MssAddress> to, byte[] message, Runnable handOver)
            throws MailException {
        return converse(
                from,
                smtp -> {
                    smtp.from(from, message);
                    List<RecipientOutcome> outcomes = new ArrayList<>();
                    for (MssAddress recipient : to) {
                        outcomes.add(smtp.recipient(recipient));
                    }
                    if (outcomes.stream().anyMatch(RecipientOutcome::accepted)) {
                        smtp.content(message, handOver);
                    } else {
                        smtp.reset();
                    }
                    return outcomes;
                });
    }

    /// @throws MailException also when the operator says "not now" (4xx): that is no answer
    @Override
    public boolean accepts(MssAddress from, MssAddress to) throws MailException {
        return converse(
                from,
                smtp -> {
                    smtp.from(from, new byte[0]);
                    RecipientOutcome outcome = smtp.recipient(to);
                    smtp.reset();
                    if (outcome.temporary()) {
                        throw new MailException(Reason.TOO_BUSY, "RCPT TO: not now");
                    }
                    return outcome.accepted();
                });
    }

    private interface Dialogue<T> {
        T hold(SmtpConversation smtp) throws MailException;
    }

    private <T> T converse(MssAddress mailbox, Dialogue<T> dialogue) throws MailException {
        takePlace();
        try (SmtpConversation smtp = SmtpConversation.open(settings, operator, mailbox)) {
            return dialogue.hold(smtp);
        } finally {
            places.release();
        }
    }

    private void takePlace() throws MailException {
        try {
            if (!places.tryAcquire(operator.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new MailException(Reason.TOO_BUSY, "all connections are in use");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MailException(Reason.TOO_BUSY, "interrupted while waiting", e);
        }
    }
}
