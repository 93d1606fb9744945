package fr.spico.discussions;

import fr.spico.account.AccountId;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import fr.spico.replica.MailboxId;
import fr.spico.replica.MessageType;
import fr.spico.replica.Viewer;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/// All SQL of the feature.
@Component
class DiscussionsQueries {

    /// When a type was on: `[openedAt, closedAt)`, null is open.
    record Interval(MessageType type, @Nullable Instant openedAt, @Nullable Instant closedAt) {}

    void begin(WriteTx tx, AccountId account, MailboxId mailbox, Set<MessageType> types) {
        int begun =
                tx.sql(
                                """
                                insert into discussions_inbox (account, mailbox)
                                values (:account, :mailbox) on conflict do nothing
                                """)
                        .param("account", account.value())
                        .param("mailbox", mailbox.value())
                        .update();
        if (begun == 1) {
            types.forEach(type -> insert(tx, account, mailbox, type, null));
        }
    }

    void forget(WriteTx tx, AccountId account, MailboxId mailbox) {
        tx.sql("delete from discussions_inbox where account = :account and mailbox = :mailbox")
                .param("account", account.value())
                .param("mailbox", mailbox.value())
                .update();
    }

    Optional<MailboxId> mailbox(ReadTx tx, AccountId account) {
        return tx.sql("select mailbox from discussions_inbox where account = :account")
                .param("account", account.value())
                .query(Long.class)
                .optional()
                .map(MailboxId::new);
    }

    void lock(WriteTx tx, Viewer viewer) {
        of(
                        tx,
                        """
                        select 1 from discussions_inbox
                        where account = :account and mailbox = :mailbox for update
                        """,
                        viewer)
                .query()
                .listOfRows();
    }

    List<Interval> intervals(ReadTx tx, Viewer viewer) {
        return of(
                        tx,
                        """
                        select type, opened_at, closed_at from discussions_inbox_interval
                        where account = :account and mailbox = :mailbox
                        order by type, opened_at nulls first
                        """,
                        viewer)
                .query((row, n) ->
                        new Interval(
                                MessageType.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                                instant(row.getTimestamp("opened_at")),
                                instant(row.getTimestamp("closed_at"))))
                .list();
    }

    /// Goes on with an interval that was closed at this very moment.
    void open(WriteTx tx, Viewer viewer, MessageType type, Instant now) {
        int reopened =
                of(
                                tx,
                                """
                                update discussions_inbox_interval set closed_at = null
                                where account = :account and mailbox = :mailbox and type = :type
                                  and closed_at = :now
                                """,
                                viewer)
                        .param("type", word(type))
                        .param("now", Timestamp.from(now))
                        .update();
        if (reopened == 0) {
            insert(tx, viewer.account(), viewer.mailbox(), type, now);
        }
    }

    /// An interval that was opened at this very moment leaves no trace.
    void close(WriteTx tx, Viewer viewer, MessageType type, Instant now) {
        of(
                        tx,
                        """
                        delete from discussions_inbox_interval
                        where account = :account and mailbox = :mailbox and type = :type
                          and closed_at is null and opened_at >= :now
                        """,
                        viewer)
                .param("type", word(type))
                .param("now", Timestamp.from(now))
                .update();
        of(
                        tx,
                        """
                        update discussions_inbox_interval set closed_at = :now
                        where account = :account and mailbox = :mailbox and type = :type
                          and closed_at is null
                        """,
                        viewer)
                .param("type", word(type))
                .param("now", Timestamp.from(now))
                .update();
    }

    private static void insert(
            WriteTx tx,
            AccountId account,
            MailboxId mailbox,
            MessageType type,
            @Nullable Instant openedAt) {
        tx.sql(
                        """
                        insert into discussions_inbox_interval (account, mailbox, type, opened_at)
                        values (:account, :mailbox, :type, cast(:opened as timestamptz))
                        """)
                .param("account", account.value())
                .param("mailbox", mailbox.value())
                .param("type", word(type))
                .param("opened", openedAt == null ? null : Timestamp.from(openedAt))
                .update();
    }

    private static StatementSpec of(ReadTx tx, String sql, Viewer viewer) {
        return tx.sql(sql)
                .param("account", viewer.account().value())
                .param("mailbox", viewer.mailbox().value());
    }

    private static String word(MessageType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
