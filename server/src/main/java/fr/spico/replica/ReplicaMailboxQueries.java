package fr.spico.replica;

import fr.spico.mail.MailException;
import fr.spico.mail.MssAddress;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// SQL of the mailbox as a whole: which ones there are, who watches them, how far they are.
final class ReplicaMailboxQueries {

    private ReplicaMailboxQueries() {}

    static MailboxId attach(WriteTx tx, MssAddress address) {
        MailboxId mailbox = mailbox(tx, address);
        tx.sql(
                        """
                        insert into replica_lease (mailbox, node, until) values (:mailbox, '', '-infinity')
                        on conflict do nothing\
                        """)
                .param("mailbox", mailbox.value())
                .update();
        return mailbox;
    }

    private static MailboxId mailbox(WriteTx tx, MssAddress address) {
        return tx.sql(
                        """
                        insert into replica_mailbox (address) values (:address)
                        on conflict (address) do update set address = excluded.address returning id\
                        """)
                .param("address", address.value())
                .query((row, n) -> new MailboxId(row.getLong(1)))
                .single();
    }

    /// Set by set: 100 000 messages leave in about a second.
    static void detach(WriteTx tx, MailboxId mailbox) {
        long id = mailbox.value();
        tx.sql("update replica_mailbox set detaching = true where id = :id")
                .param("id", id)
                .update();
        for (String table :
                List.of(
                        "replica_search",
                        "replica_text",
                        "replica_content",
                        "replica_email",
                        "replica_reference",
                        "replica_thread_folder",
                        "replica_change",
                        "replica_folder",
                        "replica_lease")) {
            tx.sql("delete from " + table + " where mailbox = :id").param("id", id).update();
        }
        tx.sql("delete from replica_mailbox where id = :id").param("id", id).update();
    }

    static Optional<MssAddress> address(ReadTx tx, MailboxId mailbox) {
        return tx.sql("select address from replica_mailbox where id = :id")
                .param("id", mailbox.value())
                .query((row, n) -> new MssAddress(row.getString(1)))
                .optional();
    }

    static Optional<Replica.Fill> fill(ReadTx tx, MailboxId mailbox) {
        return tx.sql(
                        """
                        select m.expected, m.problem,
                            (select coalesce(sum(emails), 0) from replica_folder f where f.mailbox = m.id) as held,
                            m.listed and not exists (
                                select from replica_folder f where f.mailbox = m.id and not f.filled) as complete
                        from replica_mailbox m where id = :id\
                        """)
                .param("id", mailbox.value())
                .query((row, n) -> fill(row))
                .optional();
    }

    private static Replica.Fill fill(ResultSet row) throws SQLException {
        long held = row.getLong("held");
        boolean complete = row.getBoolean("complete");
        String problem = row.getString("problem");
        long total = complete ? held : Math.max(row.getLong("expected"), held);
        return new Replica.Fill(
                held,
                total,
                complete,
                problem == null ? null : MailException.Reason.valueOf(problem));
    }

    // --- who watches

    /// Takes the leases that are free or were this node's, for so long. A lease is written anew
    /// only when it is more than a third old: thousands of mailboxes that nothing happens in cost
    /// next to nothing.
    static Map<MailboxId, MssAddress> claim(WriteTx tx, String node, Duration lease) {
        Map<MailboxId, MssAddress> mine = new HashMap<>();
        tx.sql(
                        """
                        with mine as (
                            select l.mailbox from replica_lease l
                            where until < now()
                                or (node = :node and until < now() + :millis * interval '0.6 milliseconds')
                            for update skip locked
                        ), renewed as (
                            update replica_lease l
                            set node = :node, until = now() + :millis * interval '1 millisecond'
                            from mine where l.mailbox = mine.mailbox
                            returning l.mailbox
                        )
                        select m.id, m.address from replica_mailbox m
                        where m.id in (select mailbox from renewed
                            union all select mailbox from replica_lease where node = :node and until >= now())\
                        """)
                .param("node", node)
                .param("millis", lease.toMillis())
                .query(row -> {
                    mine.put(new MailboxId(row.getLong(1)), new MssAddress(row.getString(2)));
                });
        return mine;
    }

    // --- how far it is

    /// One writer at a time; empty when the mailbox has been detached.
    static Optional<States> lock(WriteTx tx, MailboxId mailbox) {
        return tx.sql(
                        """
                        select email_seq, thread_seq, folder_seq from replica_mailbox
                        where id = :mailbox and not detaching for no key update\
                        """)
                .param("mailbox", mailbox.value())
                .query((row, n) -> states(row))
                .optional();
    }

    static States states(ReadTx tx, MailboxId mailbox) {
        return tx.sql(
                        "select email_seq, thread_seq, folder_seq from replica_mailbox where id ="
                                + " :mailbox")
                .param("mailbox", mailbox.value())
                .query((row, n) -> states(row))
                .optional()
                .orElse(new States(0, 0, 0));
    }

    private static States states(ResultSet row) throws SQLException {
        return new States(row.getLong(1), row.getLong(2), row.getLong(3));
    }

    record States(long email, long thread, long folder) {
        /// The names of the JMAP types.
        List<String> changedSince(States before) {
            return Stream.of(
                            email > before.email ? "Email" : "",
                            thread > before.thread ? "Thread" : "",
                            folder > before.folder ? "Mailbox" : "")
                    .filter(type -> !type.isEmpty())
                    .toList();
        }

        long of(ReplicaChange.Type type) {
            return switch (type) {
                case EMAIL -> email;
                case THREAD -> thread;
                case MAILBOX -> folder;
            };
        }
    }
}
