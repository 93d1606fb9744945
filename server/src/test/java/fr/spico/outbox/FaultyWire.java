package fr.spico.outbox;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailSender;
import fr.spico.mail.MssAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The way to the operator, with what can happen on it, and a record of what went over it.
final class FaultyWire implements MailSender {

    /// One mail that reached the operator.
    record Sent(MssAddress from, List<MssAddress> to, byte[] message) {}

    private final MailSender operator;
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private volatile MailException.@Nullable Reason refusal;
    private volatile boolean losesAnswers;
    private volatile @Nullable CountDownLatch gate;

    FaultyWire(MailSender operator) {
        this.operator = operator;
    }

    void repair() {
        refusal = null;
        losesAnswers = false;
        gate = null;
    }

    /// The operator takes nothing, for this reason.
    void refuse(Reason reason) {
        refusal = reason;
    }

    /// The operator takes the mail, and its answer is lost.
    void loseAnswers() {
        losesAnswers = true;
    }

    /// Sending waits until the latch is down.
    void holdBack(CountDownLatch until) {
        gate = until;
    }

    /// What reached the operator from a mailbox.
    List<Sent> sentFrom(MssAddress from) {
        return sent.stream().filter(s -> s.from().equals(from)).toList();
    }

    @Override
    public List<RecipientOutcome> send(MssAddress from, List<MssAddress> to, byte[] message)
            throws MailException {
        return send(from, to, message, () -> {});
    }

    @Override
    public List<RecipientOutcome> send(
            MssAddress from, List<MssAddress> to, byte[] message, Runnable handOver)
            throws MailException {
        pass();
        List<RecipientOutcome> outcomes = operator.send(from, to, message, handOver);
        sent.add(new Sent(from, to, message));
        if (losesAnswers) {
            throw new MailException(Reason.UNREACHABLE, "cut before the answer");
        }
        return outcomes;
    }

    @Override
    public boolean accepts(MssAddress from, MssAddress to) throws MailException {
        return operator.accepts(from, to);
    }

    private void pass() throws MailException {
        CountDownLatch closed = gate;
        try {
            if (closed != null && !closed.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody opened");
            }
        } catch (InterruptedException e) {
            throw new MailException(Reason.UNREACHABLE, "interrupted", e);
        }
        Reason reason = refusal;
        if (reason != null) {
            throw new MailException(reason, "as asked");
        }
    }
}
