package fr.spico.outbox;

import fr.spico.account.AccountId;
import fr.spico.mail.MailSender.RecipientOutcome;
import fr.spico.mail.MssAddress;
import fr.spico.outbox.Submission.State;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import fr.spico.replica.EmailId;
import fr.spico.replica.MailboxId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The steps of a submission on its way: what the job reads and writes.
final class SubmissionQueries {

    private SubmissionQueries() {}

    enum Status {
        PENDING,
        SENDING,
        RELAYED,
        REFUSED,
        IN_DOUBT,
        CANCELED
    }

    /// Where the mail has to go in the mailbox, whatever became of it.
    enum FilingTo {
        /// Not known yet.
        NONE,
        SENT,
        DRAFTS,
        DONE
    }

    /// @param claim token of the present or last attempt
    /// @param handingOver the attempt may have given the mail to the operator
    /// @param nextTryAt of sending; set while pending
    /// @param fileAt set while there is something to file
    record Progress(
            SubmissionId id,
            MailboxId mailbox,
            AccountId author,
            EmailId email,
            MssAddress from,
            String messageId,
            Optional<String> inReplyTo,
            Instant sendAt,
            Status status,
            FilingTo filing,
            int attempts,
            Optional<UUID> claim,
            boolean handingOver,
            Optional<Instant> nextTryAt,
            int filings,
            Optional<Instant> fileAt,
            boolean forgotten) {

        @Override
        public String toString() {
            return "Progress[" + id + ", " + status + "]";
        }
    }

    /// Locks the submission until the transaction ends.
    static Optional<Progress> lock(WriteTx tx, SubmissionId id) {
        return tx.sql("select * from outbox_submission where id = :id for update")
                .param("id", id.value())
                .query(SubmissionQueries::progress)
                .optional();
    }

    static void begin(WriteTx tx, SubmissionId id, UUID claim) {
        tx.sql(
                        """
                        update outbox_submission set status = 'sending', claim = :claim, handing_over = false,
                            attempts = attempts + 1
                        where id = :id
                        """)
                .param("id", id.value())
                .param("claim", claim)
                .update();
    }

    /// False when the attempt is not the present one any more.
    static boolean handOver(WriteTx tx, SubmissionId id, UUID claim) {
        return tx.sql(
                                """
                                update outbox_submission set handing_over = true
                                where id = :id and claim = :claim and status = 'sending'
                                """)
                        .param("id", id.value())
                        .param("claim", claim)
                        .update()
                == 1;
    }

    static List<MssAddress> queued(ReadTx tx, SubmissionId id) {
        return tx.sql(
                        """
                        select address from outbox_recipient
                        where submission = :id and state = 'QUEUED' order by position
                        """)
                .param("id", id.value())
                .query((row, n) -> new MssAddress(row.getString("address")))
                .list();
    }

    static byte[] message(ReadTx tx, SubmissionId id) {
        return tx.sql("select message from outbox_submission where id = :id")
                .param("id", id.value())
                .query((row, n) -> row.getBytes("message"))
                .single();
    }

    static void record(WriteTx tx, SubmissionId id, RecipientOutcome outcome) {
        State refusal = outcome.temporary() ? State.QUEUED : State.REFUSED;
        tx.sql(
                        """
                        update outbox_recipient set state = :state, reply = :reply
                        where submission = :id and address = :address
                        """)
                .param("id", id.value())
                .param("address", outcome.recipient().value())
                .param("state", (outcome.accepted() ? State.ACCEPTED : refusal).name())
                .param("reply", outcome.reply().replace('\0', ' '))
                .update();
    }

    /// Ends the wait of those that were not accepted so far.
    static void settle(WriteTx tx, SubmissionId id, State from, State to) {
        tx.sql(
                        """
                        update outbox_recipient set state = :to
                        where submission = :id and state = :from
                        """)
                .param("id", id.value())
                .param("from", from.name())
                .param("to", to.name())
                .update();
    }

    static boolean someone(ReadTx tx, SubmissionId id, State state) {
        return tx.sql(
                        """
                        select exists (select 1 from outbox_recipient
                            where submission = :id and state = :state)
                        """)
                .param("id", id.value())
                .param("state", state.name())
                .query(Boolean.class)
                .single();
    }

    /// How sending goes on, or ended.
    ///
    /// @param nextTryAt while pending
    static void sending(
            WriteTx tx,
            Progress progress,
            Status status,
            @Nullable Instant nextTryAt,
            @Nullable String error) {
        tx.sql(
                        """
                        update outbox_submission set status = :status, next_try_at = :nextTryAt,
                            send_error = :error, changed_state = :state
                        where id = :id
                        """)
                .param("id", progress.id().value())
                .param("status", status.name().toLowerCase(Locale.ROOT))
                .param("nextTryAt", at(nextTryAt))
                .param("error", error)
                .param("state", OutboxQueries.nextState(tx, progress.mailbox()))
                .update();
    }

    /// How filing goes on, or ended. What is at both its ends loses its text.
    ///
    /// @param fileAt while there is something to file
    static void filing(
            WriteTx tx,
            Progress progress,
            FilingTo filing,
            int filings,
            @Nullable Instant fileAt,
            @Nullable String error) {
        tx.sql(
                        """
                        update outbox_submission set filing = :filing, filings = :filings, file_at = :fileAt,
                            filing_error = :error, changed_state = :state,
                            message = case when :filing = 'done' and status not in ('pending', 'sending')
                                then null else message end
                        where id = :id
                        """)
                .param("id", progress.id().value())
                .param("filing", filing.name().toLowerCase(Locale.ROOT))
                .param("filings", filings)
                .param("fileAt", at(fileAt))
                .param("error", error)
                .param("state", OutboxQueries.nextState(tx, progress.mailbox()))
                .update();
    }

    static void delete(WriteTx tx, Progress progress) {
        tx.sql("delete from outbox_submission where id = :id")
                .param("id", progress.id().value())
                .update();
        OutboxQueries.noteDestroyed(tx, progress.mailbox(), progress.id());
    }

    private static Progress progress(ResultSet row, int number) throws SQLException {
        return new Progress(
                new SubmissionId(row.getLong("id")),
                new MailboxId(row.getLong("mailbox")),
                new AccountId(row.getObject("author", UUID.class)),
                new EmailId(row.getLong("email")),
                new MssAddress(row.getString("mail_from")),
                row.getString("message_id"),
                Optional.ofNullable(row.getString("in_reply_to")),
                row.getObject("send_at", OffsetDateTime.class).toInstant(),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                FilingTo.valueOf(row.getString("filing").toUpperCase(Locale.ROOT)),
                row.getInt("attempts"),
                Optional.ofNullable(row.getObject("claim", UUID.class)),
                row.getBoolean("handing_over"),
                instant(row, "next_try_at"),
                row.getInt("filings"),
                instant(row, "file_at"),
                row.getBoolean("forgotten"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
