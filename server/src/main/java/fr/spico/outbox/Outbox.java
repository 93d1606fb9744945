package fr.spico.outbox;

import fr.spico.account.AccountId;
import fr.spico.account.Caller;
import fr.spico.directory.Directory;
import fr.spico.mail.MssAddress;
import fr.spico.platform.config.OperatorSettings;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import fr.spico.platform.jobs.Jobs;
import fr.spico.replica.EmailId;
import fr.spico.replica.MailboxId;
import fr.spico.replica.ReplicaChange;
import fr.spico.replica.ReplicaEvents;
import fr.spico.replica.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/// The feature's public entry: the only way a mail leaves the platform.
///
/// Whoever may see a mailbox sees all that is submitted from it, and may take it back: a shared
/// mailbox has one Sent folder too.
@Component
public class Outbox {

    private final Submitting submitting;
    private final Directory directory;
    private final Jobs jobs;
    private final ReplicaEvents events;
    private final OutgoingMailWatches watches;
    private final OutboxSettings settings;
    private final OperatorSettings operator;
    private final InstantSource clock;

    Outbox(
            Submitting submitting,
            Directory directory,
            Jobs jobs,
            ReplicaEvents events,
            OutgoingMailWatches watches,
            OutboxSettings settings,
            OperatorSettings operator,
            InstantSource clock) {
        this.submitting = submitting;
        this.directory = directory;
        this.jobs = jobs;
        this.events = events;
        this.watches = watches;
        this.settings = settings;
        this.operator = operator;
        this.clock = clock;
    }

    /// Checks a draft and queues it. Reads the whole message from the operator: call it outside a
    /// transaction. A draft that is on its way already is answered with its submission.
    public SubmitResult submit(Caller caller, Viewer viewer, EmailId email, SubmitWish wish) {
        return submitting.submit(caller, viewer, email, wish);
    }

    /// Takes a submission back while it is pending. False when it is too late.
    public boolean cancel(WriteTx tx, Viewer viewer, SubmissionId id) {
        boolean canceled = OutboxQueries.cancel(tx, viewer, id);
        if (canceled) {
            jobs.forget(tx, SubmissionJob.JOB, SubmissionJob.key(id));
            watches.changed(tx, viewer, id);
            announce(tx, viewer.mailbox());
        }
        return canceled;
    }

    /// Forgets a finished submission; the mail stays.
    public boolean destroy(WriteTx tx, Viewer viewer, SubmissionId id) {
        boolean destroyed = OutboxQueries.destroy(tx, viewer, id);
        if (destroyed) {
            announce(tx, viewer.mailbox());
        }
        return destroyed;
    }

    public List<Submission> find(ReadTx tx, Viewer viewer, Collection<SubmissionId> ids) {
        return OutboxQueries.find(tx, viewer, ids);
    }

    /// All submissions the viewer may see, latest first.
    public List<Submission> all(ReadTx tx, Viewer viewer) {
        return OutboxQueries.all(tx, viewer);
    }

    public long state(ReadTx tx, MailboxId mailbox) {
        return OutboxQueries.state(tx, mailbox);
    }

    public ReplicaChange changes(ReadTx tx, Viewer viewer, long since, int max) {
        return OutboxQueries.changes(tx, viewer, since, max);
    }

    /// A mail from the platform's own mailbox, e.g. a code; queued in this transaction and sent
    /// after it, at once. Its text is kept only until it is sent.
    public void sendFromPlatform(WriteTx tx, MssAddress to, String subject, String text) {
        Instant now = clock.instant();
        long id =
                PlatformMailQueries.insert(
                        tx, to, subject, text, now.plus(settings.platformMailLife()));
        jobs.plan(tx, PlatformMailJob.JOB, Long.toString(id), new PlatformMailJob.Ref(id), now);
    }

    /// Removes what an account has in the outbox for a mailbox (row L10), and whom it wrote to;
    /// what is being sent at this moment is finished first.
    public void forget(WriteTx tx, AccountId account, MailboxId mailbox) {
        List<SubmissionId> gone = OutboxQueries.forget(tx, account, mailbox);
        gone.forEach(id -> {
            jobs.forget(tx, SubmissionJob.JOB, SubmissionJob.key(id));
            watches.dropped(tx, id);
        });
        directory.forgetRecents(tx, account);
        announce(tx, mailbox);
    }

    /// Removes what is left of a mailbox that nobody has linked any more.
    public void detach(WriteTx tx, MailboxId mailbox) {
        OutboxQueries.detach(tx, mailbox);
    }

    /// How long a mail can be taken back.
    public Duration undoWindow() {
        return settings.undoWindow();
    }

    /// Recipients of one mail, at most.
    public int maxRecipients() {
        return settings.maxRecipients();
    }

    /// Octets of one mail, at most.
    public long maxMessageSize() {
        return operator.maxMessageSize();
    }

    private void announce(WriteTx tx, MailboxId mailbox) {
        tx.afterCommit(() -> events.announce(mailbox, "EmailSubmission"));
    }
}
