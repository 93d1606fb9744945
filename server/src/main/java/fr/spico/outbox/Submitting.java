package fr.spico.outbox;

import fr.spico.account.Caller;
import fr.spico.audit.Audit;
import fr.spico.directory.Directory;
import fr.spico.mail.MailException;
import fr.spico.mail.MssAddress;
import fr.spico.mail.mime.NewField;
import fr.spico.outbox.OutboxQueries.NewSubmission;
import fr.spico.outbox.OutgoingMailWatch.Leaving;
import fr.spico.outbox.RecipientRules.Answered;
import fr.spico.outbox.Recipients.Judged;
import fr.spico.outbox.Submission.Undo;
import fr.spico.outbox.SubmitResult.Accepted;
import fr.spico.outbox.SubmitResult.EmailNotFound;
import fr.spico.outbox.SubmitResult.ForbiddenFrom;
import fr.spico.outbox.SubmitResult.ForbiddenToSend;
import fr.spico.outbox.SubmitResult.InvalidEmail;
import fr.spico.outbox.SubmitResult.InvalidRecipients;
import fr.spico.outbox.SubmitResult.NoRecipients;
import fr.spico.outbox.SubmitResult.OperatorUnavailable;
import fr.spico.outbox.SubmitResult.TooLarge;
import fr.spico.outbox.SubmitResult.TooManyRecipients;
import fr.spico.platform.config.OperatorSettings;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import fr.spico.platform.jobs.Jobs;
import fr.spico.platform.time.IdSource;
import fr.spico.replica.EmailId;
import fr.spico.replica.MessageType;
import fr.spico.replica.Replica;
import fr.spico.replica.ReplicaEmail;
import fr.spico.replica.ReplicaEvents;
import fr.spico.replica.Viewer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// From a draft to a planned submission: all that is checked before a mail may leave.
@Component
class Submitting {

    private final Database database;
    private final Replica replica;
    private final Recipients recipients;
    private final Directory directory;
    private final Jobs jobs;
    private final Audit audit;
    private final OutgoingMailWatches watches;
    private final ReplicaEvents events;
    private final OutboxSettings settings;
    private final OperatorSettings operator;
    private final InstantSource clock;
    private final IdSource ids;

    Submitting(
            Database database,
            Replica replica,
            Recipients recipients,
            Directory directory,
            Jobs jobs,
            Audit audit,
            OutgoingMailWatches watches,
            ReplicaEvents events,
            OutboxSettings settings,
            OperatorSettings operator,
            InstantSource clock,
            IdSource ids) {
        this.database = database;
        this.replica = replica;
        this.recipients = recipients;
        this.directory = directory;
        this.jobs = jobs;
        this.audit = audit;
        this.watches = watches;
        this.events = events;
        this.settings = settings;
        this.operator = operator;
        this.clock = clock;
        this.ids = ids;
    }

    /// What somebody asks to be sent.
    private record Request(
            Caller caller,
            Viewer viewer,
            MssAddress self,
            ReplicaEmail draft,
            OutgoingMail mail,
            SubmitWish wish) {

        /// Whom the mail is given to.
        List<String> envelope() {
            List<String> wanted = wish.to();
            return List.copyOf(new LinkedHashSet<>(wanted == null ? mail.recipients() : wanted));
        }

        List<MssAddress> addresses() {
            return envelope().stream()
                    .flatMap(a -> MssAddress.parse(a).stream())
                    .distinct()
                    .toList();
        }

        /// Whom it is given to and whom it names: naming a patient in To is contacting them too.
        Set<String> concerned() {
            Set<String> all = new LinkedHashSet<>(envelope());
            all.addAll(mail.named());
            return all;
        }

        @Override
        public String toString() {
            return "Request[" + draft.id() + "]";
        }
    }

    SubmitResult submit(Caller caller, Viewer viewer, EmailId email, SubmitWish wish) {
        Optional<SubmitResult> known = database.read(tx -> known(tx, viewer, email));
        if (known.isPresent()) {
            return known.get();
        }
        Optional<ReplicaEmail> draft =
                database.read(tx -> replica.emails(tx, viewer, List.of(email)).stream().findAny());
        if (draft.isEmpty()) {
            return new EmailNotFound();
        }
        MssAddress self = database.read(tx -> replica.address(tx, viewer.mailbox()));
        String from = wish.from();
        if (from != null && !MssAddress.parse(from).equals(Optional.of(self))) {
            return new ForbiddenFrom(OutboxSentences.NOT_FROM_THIS_MAILBOX);
        }
        try {
            Optional<byte[]> raw = read(viewer, draft.get());
            if (raw.isEmpty()) {
                return new TooLarge(operator.maxMessageSize());
            }
            OutgoingMail mail = OutgoingMail.read(raw.get());
            return submit(new Request(caller, viewer, self, draft.get(), mail, wish));
        } catch (MailException e) {
            return e.reason() == MailException.Reason.NO_SUCH_MESSAGE
                    ? new EmailNotFound()
                    : new OperatorUnavailable(OutboxSentences.notReadable(e.reason()));
        } catch (IOException e) {
            return new OperatorUnavailable(
                    OutboxSentences.notReadable(MailException.Reason.UNREACHABLE));
        }
    }

    private SubmitResult submit(Request request) {
        Optional<SubmitResult> malformed = malformed(request);
        if (malformed.isPresent()) {
            return malformed.get();
        }
        Leaving leaving = watches.read(request.mail(), request.addresses());
        List<NewField> given = watches.fields(leaving);
        return database.write(tx ->
                forbidden(tx, request)
                        .or(() -> kept(tx, request, leaving))
                        .orElseGet(() -> queue(tx, request, leaving, given)));
    }

    /// The same draft in another tab, or a second click: the answer is the first one's.
    private static Optional<SubmitResult> known(ReadTx tx, Viewer viewer, EmailId email) {
        return OutboxQueries.active(tx, viewer.mailbox(), email)
                .map(s ->
                        s.undo() == Undo.PENDING
                                ? new Accepted(s)
                                : new InvalidEmail(OutboxSentences.ALREADY_SENT, List.of()));
    }

    /// Empty if it is larger than the operator takes.
    private Optional<byte[]> read(Viewer viewer, ReplicaEmail draft)
            throws MailException, IOException {
        long max = operator.maxMessageSize();
        if (draft.size() > max) {
            return Optional.empty();
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        replica.readPart(viewer, draft.id(), null, in -> copy(in, content, max + 1));
        return content.size() > max ? Optional.empty() : Optional.of(content.toByteArray());
    }

    private static void copy(InputStream in, ByteArrayOutputStream out, long max)
            throws IOException {
        byte[] piece = new byte[64 * 1024];
        int read = 0;
        while (out.size() < max && read >= 0) {
            out.write(piece, 0, read);
            read = in.read(piece);
        }
    }

    private Optional<SubmitResult> malformed(Request request) {
        OutgoingMail mail = request.mail();
        if (!mail.hasHeader()) {
            return Optional.of(
                    new InvalidEmail(OutboxSentences.NOT_SENDABLE_AS_IT_IS, List.of("headers")));
        }
        if (!mail.hasAuthor()) {
            return Optional.of(new InvalidEmail(OutboxSentences.NO_AUTHOR, List.of("from")));
        }
        if (!mail.isFrom(request.self())) {
            return Optional.of(new ForbiddenFrom(OutboxSentences.NOT_FROM_THIS_MAILBOX));
        }
        if (request.envelope().isEmpty()) {
            return Optional.of(new NoRecipients());
        }
        boolean tooMany = request.concerned().size() > settings.maxRecipients();
        if (tooMany || mail.namesTooManyRecipients()) {
            return Optional.of(new TooManyRecipients(settings.maxRecipients()));
        }
        List<String> invalid =
                request.concerned().stream().filter(a -> MssAddress.parse(a).isEmpty()).toList();
        return invalid.isEmpty() ? Optional.empty() : Optional.of(new InvalidRecipients(invalid));
    }

    private Optional<SubmitResult> forbidden(ReadTx tx, Request request) {
        Optional<Answered> answered =
                request.mail()
                        .inReplyTo()
                        .flatMap(id -> recipients.answered(tx, request.viewer(), id));
        List<Judged> refused =
                recipients
                        .judge(
                                tx,
                                request.caller().account(),
                                Optional.of(request.self()),
                                answered,
                                request.concerned())
                        .stream()
                        .filter(judged -> !judged.verdict().allowed())
                        .toList();
        return refused.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ForbiddenToSend(
                                refused.getFirst().verdict().sentence(),
                                refused.stream().map(Judged::written).toList()));
    }

    /// What another feature keeps here.
    private Optional<SubmitResult> kept(ReadTx tx, Request request, Leaving leaving) {
        return watches.refusal(tx, request.caller(), leaving)
                .map(sentence -> new ForbiddenToSend(sentence, request.envelope()));
    }

    private SubmitResult queue(WriteTx tx, Request request, Leaving leaving, List<NewField> given) {
        Optional<SubmissionId> inserted = OutboxQueries.insert(tx, submission(request, given));
        if (inserted.isEmpty()) {
            // Another request was quicker by a hair.
            return known(tx, request.viewer(), request.draft().id()).orElseThrow();
        }
        SubmissionId id = inserted.get();
        Submission queued = OutboxQueries.find(tx, everything(request), List.of(id)).getFirst();
        jobs.plan(
                tx,
                SubmissionJob.JOB,
                SubmissionJob.key(id),
                new SubmissionJob.Ref(id.value()),
                queued.sendAt());
        audit.note(tx, request.caller().id(), "mail.send", id.jmapId());
        watches.queued(tx, request.caller(), leaving, queued);
        directory.wroteTo(tx, request.caller().id(), request.addresses());
        tx.afterCommit(() -> events.announce(request.viewer().mailbox(), "EmailSubmission"));
        return new Accepted(queued);
    }

    private NewSubmission submission(Request request, List<NewField> given) {
        Instant now = clock.instant();
        Instant undoable = now.plus(settings.undoWindow());
        Instant held = request.wish().holdUntil();
        String messageId =
                request.mail()
                        .messageId()
                        .orElseGet(() -> ids.next() + "@" + request.self().domain());
        List<MssAddress> to = request.addresses();
        return new NewSubmission(
                request.viewer(),
                request.wish().identity(),
                request.draft().id(),
                request.draft().thread(),
                request.self(),
                request.wish().fromParameters(),
                messageId,
                request.mail().inReplyTo(),
                request.draft().messageType() == MessageType.PATIENT
                        || to.stream().anyMatch(operator::isPatient),
                held == null || held.isBefore(undoable) ? undoable : held,
                to,
                request.mail().copyToSend(messageId, now, settings.productNumber(), given));
    }

    private static Viewer everything(Request request) {
        return new Viewer(request.viewer().account(), request.viewer().mailbox(), true);
    }
}
