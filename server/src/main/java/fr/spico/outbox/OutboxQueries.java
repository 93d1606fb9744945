package fr.spico.outbox;

import fr.spico.account.AccountId;
import fr.spico.mail.MssAddress;
import fr.spico.outbox.Submission.Delivery;
import fr.spico.outbox.Submission.State;
import fr.spico.outbox.Submission.Undo;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import fr.spico.replica.EmailId;
import fr.spico.replica.MailboxId;
import fr.spico.replica.ReplicaChange;
import fr.spico.replica.ThreadId;
import fr.spico.replica.Viewer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What JMAP and the front see of the submissions. Steps on the way are in [SubmissionQueries].
final class OutboxQueries {

    /// Row C3: an exchange with patients does not exist for those who may not have one.
    private static final String SEEN =
            " mailbox = :mailbox and (:patients or not patient) and not forgotten ";

    private OutboxQueries() {}

    record NewSubmission(
            Viewer viewer,
            String identity,
            EmailId email,
            ThreadId thread,
            MssAddress from,
            @Nullable String fromParameters,
            String messageId,
            Optional<String> inReplyTo,
            boolean patient,
            Instant sendAt,
            List<MssAddress> recipients,
            byte[] message) {

        @Override
        public String toString() {
            return "NewSubmission[…]";
        }
    }

    /// Empty when this mail is on its way or gone already.
    static Optional<SubmissionId> insert(WriteTx tx, NewSubmission submission) {
        long state = nextState(tx, submission.viewer().mailbox());
        Optional<SubmissionId> id =
                tx.sql(
                                """
                                insert into outbox_submission
                                    (mailbox, author, identity, email, thread, mail_from, mail_from_parameters, message_id, in_reply_to, patient,
                                     send_at, next_try_at, message, created_state, changed_state)
                                values (:mailbox, :author, :identity, :email, :thread, :from, :parameters, :messageId, :inReplyTo, :patient,
                                     :sendAt, :sendAt, :message, :state, :state)
                                on conflict (mailbox, email) where status in ('pending', 'sending', 'relayed')
                                do nothing
                                returning id
                                """)
                        .param("mailbox", submission.viewer().mailbox().value())
                        .param("author", submission.viewer().account().value())
                        .param("identity", submission.identity())
                        .param("email", submission.email().value())
                        .param("thread", submission.thread().value())
                        .param("from", submission.from().value())
                        .param("parameters", submission.fromParameters())
                        .param("messageId", submission.messageId())
                        .param("inReplyTo", submission.inReplyTo().orElse(null))
                        .param("patient", submission.patient())
                        .param("sendAt", at(submission.sendAt()))
                        .param("message", submission.message())
                        .param("state", state)
                        .query(Long.class)
                        .optional()
                        .map(SubmissionId::new);
        id.ifPresent(i -> insertRecipients(tx, i, submission.recipients()));
        return id;
    }

    /// The submission that keeps a mail from being sent again.
    static Optional<Submission> active(ReadTx tx, MailboxId mailbox, EmailId email) {
        return withDeliveries(
                        tx,
                        tx.sql(
                                        """
                                        select * from outbox_submission
                                        where mailbox = :mailbox and email = :email and not forgotten
                                          and status in ('pending', 'sending', 'relayed')
                                        """)
                                .param("mailbox", mailbox.value())
                                .param("email", email.value())
                                .query(OutboxQueries::row)
                                .list())
                .stream()
                .findFirst();
    }

    static List<Submission> find(ReadTx tx, Viewer viewer, Collection<SubmissionId> ids) {
        return withDeliveries(
                tx,
                tx.sql("select * from outbox_submission where" + SEEN + "and id = any(:ids)")
                        .param("mailbox", viewer.mailbox().value())
                        .param("patients", viewer.patients())
                        .param("ids", ids.stream().map(SubmissionId::value).toArray(Long[]::new))
                        .query(OutboxQueries::row)
                        .list());
    }

    static List<Submission> all(ReadTx tx, Viewer viewer) {
        return withDeliveries(
                tx,
                tx.sql("select * from outbox_submission where" + SEEN + "order by id desc")
                        .param("mailbox", viewer.mailbox().value())
                        .param("patients", viewer.patients())
                        .query(OutboxQueries::row)
                        .list());
    }

    /// Only while nobody has been given the mail; the row lock decides against the job.
    static boolean cancel(WriteTx tx, Viewer viewer, SubmissionId id) {
        int canceled =
                tx.sql(
                                """
                                update outbox_submission s set status = 'canceled', filing = 'done', message = null,
                                    next_try_at = null, send_error = null
                                where s.id = :id and s.status = 'pending'
                                  and not exists (select 1 from outbox_recipient r
                                    where r.submission = s.id and r.state = 'ACCEPTED')
                                  and
                                """
                                        + SEEN)
                        .param("id", id.value())
                        .param("mailbox", viewer.mailbox().value())
                        .param("patients", viewer.patients())
                        .update();
        if (canceled == 1) {
            noteChanged(tx, viewer.mailbox(), id);
        }
        return canceled == 1;
    }

    /// Only what is at its end.
    static boolean destroy(WriteTx tx, Viewer viewer, SubmissionId id) {
        int destroyed =
                tx.sql(
                                "delete from outbox_submission where id = :id and filing = 'done' and "
                                        + SEEN)
                        .param("id", id.value())
                        .param("mailbox", viewer.mailbox().value())
                        .param("patients", viewer.patients())
                        .update();
        if (destroyed == 1) {
            noteDestroyed(tx, viewer.mailbox(), id);
        }
        return destroyed == 1;
    }

    /// Removes what an account submitted. What is being sent at this moment, or gone and not yet in
    /// Sent, keeps no text and goes when that is done.
    ///
    /// @return what was removed at once
    static List<SubmissionId> forget(WriteTx tx, AccountId account, MailboxId mailbox) {
        tx.sql(
                        """
                        update outbox_submission set forgotten = true, message = null
                        where mailbox = :mailbox and author = :author
                          and (status = 'sending' or filing = 'sent')
                        """)
                .param("mailbox", mailbox.value())
                .param("author", account.value())
                .update();
        List<SubmissionId> gone =
                tx.sql(
                                """
                                delete from outbox_submission
                                where mailbox = :mailbox and author = :author and not forgotten
                                returning id
                                """)
                        .param("mailbox", mailbox.value())
                        .param("author", account.value())
                        .query((row, n) -> new SubmissionId(row.getLong("id")))
                        .list();
        gone.forEach(id -> noteDestroyed(tx, mailbox, id));
        return gone;
    }

    static void detach(WriteTx tx, MailboxId mailbox) {
        for (String table : List.of("outbox_destroyed", "outbox_state")) {
            tx.sql("delete from " + table + " where mailbox = :mailbox")
                    .param("mailbox", mailbox.value())
                    .update();
        }
    }

    static long state(ReadTx tx, MailboxId mailbox) {
        return tx.sql("select state from outbox_state where mailbox = :mailbox")
                .param("mailbox", mailbox.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /// The next state of a mailbox. Holds its row until the commit, so that states become visible
    /// in their order.
    static long nextState(WriteTx tx, MailboxId mailbox) {
        return tx.sql(
                        """
                        insert into outbox_state as s (mailbox, state) values (:mailbox, 1)
                        on conflict (mailbox) do update set state = s.state + 1
                        returning state
                        """)
                .param("mailbox", mailbox.value())
                .query(Long.class)
                .single();
    }

    static ReplicaChange changes(ReadTx tx, Viewer viewer, long since, int max) {
        long now = state(tx, viewer.mailbox());
        List<Change> changes = since > now ? List.of() : changesAfter(tx, viewer, since, max + 1);
        boolean more = changes.size() > max;
        List<Change> told = more ? changes.subList(0, max) : changes;
        return new ReplicaChange(
                since,
                more ? told.getLast().state() : now,
                more,
                since <= now,
                ids(told, Kind.CREATED),
                ids(told, Kind.UPDATED),
                ids(told, Kind.DESTROYED));
    }

    private static List<Change> changesAfter(ReadTx tx, Viewer viewer, long since, int limit) {
        return tx.sql(
                        "select id, changed_state as state,"
                                + " case when created_state > :since then 'CREATED' else 'UPDATED' end as kind"
                                + " from outbox_submission where"
                                + SEEN
                                + """
                                and changed_state > :since
                                union all
                                select submission, state, 'DESTROYED' from outbox_destroyed
                                where mailbox = :mailbox and state > :since
                                order by state limit :limit
                                """)
                .param("mailbox", viewer.mailbox().value())
                .param("patients", viewer.patients())
                .param("since", since)
                .param("limit", limit)
                .query((row, n) ->
                        new Change(
                                row.getLong("id"),
                                row.getLong("state"),
                                Kind.valueOf(row.getString("kind"))))
                .list();
    }

    private enum Kind {
        CREATED,
        UPDATED,
        DESTROYED
    }

    private record Change(long id, long state, Kind kind) {}

    private static List<Long> ids(List<Change> changes, Kind kind) {
        return changes.stream().filter(c -> c.kind() == kind).map(Change::id).toList();
    }

    private static void insertRecipients(WriteTx tx, SubmissionId id, List<MssAddress> recipients) {
        tx.sql(
                        """
                        insert into outbox_recipient (submission, position, address)
                        select :id, position, address
                        from unnest(:addresses) with ordinality as given (address, position)
                        """)
                .param("id", id.value())
                .param(
                        "addresses",
                        recipients.stream().map(MssAddress::value).toArray(String[]::new))
                .update();
    }

    /// After the row is locked, never before: the job locks in this order.
    static void noteChanged(WriteTx tx, MailboxId mailbox, SubmissionId id) {
        tx.sql("update outbox_submission set changed_state = :state where id = :id")
                .param("id", id.value())
                .param("state", nextState(tx, mailbox))
                .update();
    }

    static void noteDestroyed(WriteTx tx, MailboxId mailbox, SubmissionId id) {
        tx.sql(
                        """
                        insert into outbox_destroyed (mailbox, submission, state)
                        values (:mailbox, :submission, :state)
                        """)
                .param("mailbox", mailbox.value())
                .param("submission", id.value())
                .param("state", nextState(tx, mailbox))
                .update();
    }

    /// A submission without its deliveries, and its status.
    private record Row(Submission submission, String status) {}

    private static Row row(ResultSet row, int number) throws SQLException {
        Optional<String> filingError = Optional.ofNullable(row.getString("filing_error"));
        Submission submission =
                new Submission(
                        new SubmissionId(row.getLong("id")),
                        new MailboxId(row.getLong("mailbox")),
                        new AccountId(row.getObject("author", java.util.UUID.class)),
                        row.getString("identity"),
                        new EmailId(row.getLong("email")),
                        new ThreadId(row.getLong("thread")),
                        new MssAddress(row.getString("mail_from")),
                        Optional.ofNullable(row.getString("mail_from_parameters")),
                        row.getObject("send_at", OffsetDateTime.class).toInstant(),
                        Undo.PENDING,
                        List.of(),
                        nextTry(row),
                        Optional.ofNullable(row.getString("send_error")).or(() -> filingError));
        return new Row(submission, row.getString("status"));
    }

    /// The first try is `sendAt`; only later ones are told.
    private static Optional<Instant> nextTry(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("next_try_at", OffsetDateTime.class);
        return at == null || row.getInt("attempts") == 0
                ? Optional.empty()
                : Optional.of(at.toInstant());
    }

    private static List<Submission> withDeliveries(ReadTx tx, List<Row> rows) {
        Long[] ids = rows.stream().map(r -> r.submission().id().value()).toArray(Long[]::new);
        Map<Long, List<Delivery>> deliveries =
                tx
                        .sql(
                                """
                                select submission, address, state, reply from outbox_recipient
                                where submission = any(:ids) order by submission, position
                                """)
                        .param("ids", ids)
                        .query((row, n) ->
                                Map.entry(
                                        row.getLong("submission"),
                                        new Delivery(
                                                new MssAddress(row.getString("address")),
                                                State.valueOf(row.getString("state")),
                                                row.getString("reply"))))
                        .list()
                        .stream()
                        .collect(
                                Collectors.groupingBy(
                                        Map.Entry::getKey,
                                        Collectors.mapping(
                                                Map.Entry::getValue, Collectors.toList())));
        List<Submission> submissions = new ArrayList<>();
        for (Row row : rows) {
            long id = row.submission().id().value();
            submissions.add(complete(row, deliveries.getOrDefault(id, List.of())));
        }
        return submissions;
    }

    private static Submission complete(Row row, List<Delivery> deliveries) {
        Submission s = row.submission();
        boolean someoneHasIt = deliveries.stream().anyMatch(d -> d.state() == State.ACCEPTED);
        Undo undo =
                switch (row.status()) {
                    case "canceled" -> Undo.CANCELED;
                    case "pending", "sending" -> someoneHasIt ? Undo.FINAL : Undo.PENDING;
                    default -> Undo.FINAL;
                };
        return new Submission(
                s.id(),
                s.mailbox(),
                s.author(),
                s.identity(),
                s.email(),
                s.thread(),
                s.from(),
                s.fromParameters(),
                s.sendAt(),
                undo,
                deliveries,
                s.nextTryAt(),
                s.lastError());
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
