package fr.spico.sending;

import fr.spico.document.SentMail.Fate;
import fr.spico.document.SentMail.Recipient;
import fr.spico.document.SentMail.State;
import fr.spico.outbox.Submission;
import fr.spico.outbox.Submission.Delivery;
import java.util.List;

/// What a submission says, in the words of the timeline.
final class SendingState {

    private SendingState() {}

    static State of(Submission submission) {
        return switch (submission.undo()) {
            case PENDING -> State.PENDING;
            case CANCELED -> State.CANCELED;
            case FINAL -> ended(submission.deliveries());
        };
    }

    static List<Recipient> recipients(Submission submission) {
        return submission.deliveries().stream()
                .map(delivery -> new Recipient(delivery.recipient().value(), fate(delivery)))
                .toList();
    }

    private static State ended(List<Delivery> deliveries) {
        if (has(deliveries, Submission.State.ACCEPTED)) {
            return State.SENT;
        }
        return has(deliveries, Submission.State.IN_DOUBT) ? State.IN_DOUBT : State.REFUSED;
    }

    private static boolean has(List<Delivery> deliveries, Submission.State state) {
        return deliveries.stream().anyMatch(delivery -> delivery.state() == state);
    }

    private static Fate fate(Delivery delivery) {
        return switch (delivery.state()) {
            case QUEUED -> Fate.QUEUED;
            case ACCEPTED -> Fate.ACCEPTED;
            case REFUSED -> Fate.REFUSED;
            case IN_DOUBT -> Fate.IN_DOUBT;
        };
    }
}
