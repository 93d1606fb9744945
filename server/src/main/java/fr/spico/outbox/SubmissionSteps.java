package fr.spico.outbox;

import fr.spico.mail.MailException;
import fr.spico.mail.MailSender.RecipientOutcome;
import fr.spico.mail.MssAddress;
import fr.spico.outbox.Submission.State;
import fr.spico.outbox.SubmissionQueries.FilingTo;
import fr.spico.outbox.SubmissionQueries.Progress;
import fr.spico.outbox.SubmissionQueries.Status;
import fr.spico.platform.db.WriteTx;
import fr.spico.platform.time.IdSource;
import fr.spico.replica.ReplicaEvents;
import fr.spico.replica.Viewer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The states of a submission and the ways between them (docs/adr/0008-sending-once.md). Everything
/// here is one transaction; what happens outside the database is done by [SubmissionJob].
@Component
class SubmissionSteps {

    private final OutboxSettings settings;
    private final ReplicaEvents events;
    private final OutgoingMailWatches watches;
    private final InstantSource clock;
    private final IdSource ids;

    SubmissionSteps(
            OutboxSettings settings,
            ReplicaEvents events,
            OutgoingMailWatches watches,
            InstantSource clock,
            IdSource ids) {
        this.settings = settings;
        this.events = events;
        this.watches = watches;
        this.clock = clock;
        this.ids = ids;
    }

    /// What has to be done now.
    sealed interface Next {
        record Nothing() implements Next {}

        record Wait(Instant until) implements Next {}

        /// The attempt is claimed: whoever has it sends, nobody else.
        record Send(
                SubmissionId id, UUID claim, MssAddress from, List<MssAddress> to, byte[] message)
                implements Next {

            @Override
            public String toString() {
                return "Send[" + id + "]";
            }
        }

        record File(Progress progress) implements Next {}
    }

    Next next(WriteTx tx, SubmissionId id) {
        Optional<Progress> locked = SubmissionQueries.lock(tx, id);
        if (locked.isEmpty()) {
            return new Next.Nothing();
        }
        Progress progress = locked.get();
        Instant now = clock.instant();
        if (isDue(progress.fileAt(), now)) {
            return new Next.File(progress);
        }
        if (progress.forgotten() && isAtItsEnd(progress)) {
            SubmissionQueries.delete(tx, progress);
            if (progress.status() == Status.PENDING) {
                watches.dropped(tx, id);
            }
            return new Next.Nothing();
        }
        return switch (progress.status()) {
            case PENDING ->
                    isDue(nextTryAt(progress), now) ? attempt(tx, progress) : pause(progress);
            case SENDING -> afterInterruption(tx, progress);
            case RELAYED, REFUSED, IN_DOUBT, CANCELED -> pause(progress);
        };
    }

    /// The last moment to stop: false when another node took the submission over.
    boolean handOver(WriteTx tx, Next.Send attempt) {
        return SubmissionQueries.handOver(tx, attempt.id(), attempt.claim());
    }

    /// What the operator answered.
    void answered(WriteTx tx, Next.Send attempt, List<RecipientOutcome> outcomes) {
        Optional<Progress> held = held(tx, attempt);
        if (held.isEmpty()) {
            return;
        }
        Progress progress = held.get();
        outcomes.forEach(outcome -> SubmissionQueries.record(tx, progress.id(), outcome));
        boolean someWait = SubmissionQueries.someone(tx, progress.id(), State.QUEUED);
        if (!someWait) {
            conclude(tx, progress, OutboxSentences.NOBODY_TOOK_IT, null);
        } else if (isTooOld(progress)) {
            giveUp(tx, progress);
        } else {
            again(tx, progress, OutboxSentences.SOME_WAIT);
            fileWhatWasAccepted(tx, progress);
        }
    }

    /// The operator took nothing.
    void failed(WriteTx tx, Next.Send attempt, MailException.Reason reason) {
        Optional<Progress> held = held(tx, attempt);
        if (held.isEmpty()) {
            return;
        }
        Progress progress = held.get();
        String sentence = OutboxSentences.notSent(reason);
        if (!reason.worthRetrying) {
            SubmissionQueries.settle(tx, progress.id(), State.QUEUED, State.REFUSED);
            conclude(tx, progress, sentence, sentence);
        } else if (isTooOld(progress)) {
            giveUp(tx, progress);
        } else {
            again(tx, progress, sentence);
        }
    }

    /// The connection broke between the last octet and the operator's answer.
    void lost(WriteTx tx, Next.Send attempt) {
        held(tx, attempt).ifPresent(progress -> doubt(tx, progress));
    }

    void filed(WriteTx tx, Progress progress) {
        SubmissionQueries.filing(tx, progress, FilingTo.DONE, progress.filings(), null, null);
        announce(tx, progress);
    }

    void notFiled(WriteTx tx, Progress progress) {
        int filings = progress.filings() + 1;
        boolean toSent = progress.filing() == FilingTo.SENT;
        if (isTooOld(progress)) {
            String sentence = toSent ? OutboxSentences.NOT_FILED : null;
            SubmissionQueries.filing(tx, progress, FilingTo.DONE, filings, null, sentence);
        } else {
            Instant at = clock.instant().plus(settings.pauseAfter(filings));
            String sentence = toSent ? OutboxSentences.NOT_FILED_YET : null;
            SubmissionQueries.filing(tx, progress, progress.filing(), filings, at, sentence);
        }
        announce(tx, progress);
    }

    /// Of a submission whose mailbox left the platform (row L10): nobody sends it, and what was
    /// sent is filed.
    private static boolean isAtItsEnd(Progress progress) {
        boolean gone = progress.status() == Status.SENDING && progress.handingOver();
        return !gone && progress.filing() != FilingTo.SENT;
    }

    /// Unless something has come between since the mail was queued.
    private Next attempt(WriteTx tx, Progress progress) {
        Optional<String> stop = watches.stop(tx, progress.id());
        if (stop.isEmpty()) {
            return claim(tx, progress);
        }
        SubmissionQueries.settle(tx, progress.id(), State.QUEUED, State.REFUSED);
        conclude(tx, progress, stop.get(), stop.get());
        return afterwards(tx, progress);
    }

    private Next claim(WriteTx tx, Progress progress) {
        UUID claim = ids.next();
        SubmissionQueries.begin(tx, progress.id(), claim);
        announce(tx, progress);
        return new Next.Send(
                progress.id(),
                claim,
                progress.from(),
                SubmissionQueries.queued(tx, progress.id()),
                SubmissionQueries.message(tx, progress.id()));
    }

    /// The former attempt ended without a word: its node died, or could not write.
    private Next afterInterruption(WriteTx tx, Progress progress) {
        if (!progress.handingOver()) {
            return attempt(tx, progress);
        }
        doubt(tx, progress);
        return afterwards(tx, progress);
    }

    private static Next afterwards(WriteTx tx, Progress progress) {
        return SubmissionQueries.lock(tx, progress.id())
                .map(SubmissionSteps::pause)
                .orElseGet(Next.Nothing::new);
    }

    private void doubt(WriteTx tx, Progress progress) {
        SubmissionQueries.settle(tx, progress.id(), State.QUEUED, State.IN_DOUBT);
        conclude(tx, progress, OutboxSentences.IN_DOUBT, OutboxSentences.IN_DOUBT);
    }

    private static Next pause(Progress progress) {
        return Stream.of(progress.fileAt(), nextTryAt(progress))
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .<Next>map(Next.Wait::new)
                .orElseGet(Next.Nothing::new);
    }

    /// What is forgotten is not tried again.
    private static Optional<Instant> nextTryAt(Progress progress) {
        return progress.nextTryAt().filter(at -> !progress.forgotten());
    }

    /// The submission, if the answer to this attempt is still wanted: no other node took it over.
    private static Optional<Progress> held(WriteTx tx, Next.Send attempt) {
        return SubmissionQueries.lock(tx, attempt.id())
                .filter(p -> p.claim().equals(Optional.of(attempt.claim())))
                .filter(p -> p.status() == Status.SENDING);
    }

    private void again(WriteTx tx, Progress progress, String sentence) {
        Instant at = clock.instant().plus(settings.pauseAfter(progress.attempts()));
        SubmissionQueries.sending(tx, progress, Status.PENDING, at, sentence);
        announce(tx, progress);
    }

    private void giveUp(WriteTx tx, Progress progress) {
        SubmissionQueries.settle(tx, progress.id(), State.QUEUED, State.REFUSED);
        conclude(tx, progress, OutboxSentences.GAVE_UP, OutboxSentences.GAVE_UP_ON_SOME);
    }

    /// Nobody waits any more.
    ///
    /// @param ifNobody said when nobody has it, `ifSome` when some have it and others not
    private void conclude(WriteTx tx, Progress progress, String ifNobody, @Nullable String ifSome) {
        if (SubmissionQueries.someone(tx, progress.id(), State.ACCEPTED)) {
            SubmissionQueries.sending(tx, progress, Status.RELAYED, null, ifSome);
            fileWhatWasAccepted(tx, progress);
        } else {
            boolean doubt = SubmissionQueries.someone(tx, progress.id(), State.IN_DOUBT);
            Status status = doubt ? Status.IN_DOUBT : Status.REFUSED;
            SubmissionQueries.sending(tx, progress, status, null, ifNobody);
            SubmissionQueries.filing(tx, progress, FilingTo.DRAFTS, 0, clock.instant(), null);
        }
        announce(tx, progress);
    }

    /// Once: what is filed stays so while others still wait.
    private void fileWhatWasAccepted(WriteTx tx, Progress progress) {
        boolean accepted = SubmissionQueries.someone(tx, progress.id(), State.ACCEPTED);
        if (accepted && progress.filing() == FilingTo.DONE) {
            SubmissionQueries.filing(tx, progress, FilingTo.DONE, progress.filings(), null, null);
        } else if (accepted) {
            SubmissionQueries.filing(tx, progress, FilingTo.SENT, 0, clock.instant(), null);
        }
    }

    private boolean isTooOld(Progress progress) {
        return clock.instant().isAfter(progress.sendAt().plus(settings.giveUpAfter()));
    }

    private static boolean isDue(Optional<Instant> at, Instant now) {
        return at.filter(t -> !t.isAfter(now)).isPresent();
    }

    private void announce(WriteTx tx, Progress progress) {
        watches.changed(tx, new Viewer(progress.author(), progress.mailbox(), true), progress.id());
        tx.afterCommit(() -> events.announce(progress.mailbox(), "EmailSubmission"));
    }
}
