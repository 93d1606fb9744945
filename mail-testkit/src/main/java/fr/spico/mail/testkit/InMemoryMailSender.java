package fr.spico.mail.testkit;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailSender;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MssAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Submission to an [InMemoryOperator]: delivers at once.
final class InMemoryMailSender implements MailSender {

    private final InMemoryOperator operator;

    InMemoryMailSender(InMemoryOperator operator) {
        this.operator = operator;
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
        operator.passFaults();
        requireSender(from);
        operator.checkSize(message);
        if (to.stream().anyMatch(r -> operator.refusal(r).isEmpty())) {
            handOver.run();
        }
        List<RecipientOutcome> outcomes = new ArrayList<>();
        for (MssAddress recipient : to) {
            outcomes.add(deliver(recipient, message));
        }
        return outcomes;
    }

    @Override
    public boolean accepts(MssAddress from, MssAddress to) throws MailException {
        operator.passFaults();
        requireSender(from);
        return operator.refusal(to).isEmpty();
    }

    private RecipientOutcome deliver(MssAddress recipient, byte[] message) {
        String refusal = operator.refusal(recipient).orElse(null);
        if (refusal != null) {
            return new RecipientOutcome(recipient, false, refusal.startsWith("4"), refusal);
        }
        try {
            operator.createMailbox(recipient)
                    .append(FolderPath.INBOX, Set.of(), operator.clock().instant(), message);
            return new RecipientOutcome(recipient, true, false, "250 2.1.5 OK");
        } catch (MailException e) {
            return new RecipientOutcome(recipient, false, true, "452 4.2.2 mailbox full");
        }
    }

    private void requireSender(MssAddress from) throws MailException {
        if (operator.mailbox(from).isEmpty()) {
            throw new MailException(Reason.REFUSED, "MAIL 550");
        }
    }
}
