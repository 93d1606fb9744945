package fr.spico.link;

import fr.spico.account.AccountId;
import fr.spico.link.Code.State;
import fr.spico.link.Links.Link;
import fr.spico.mail.MssAddress;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import fr.spico.replica.MailboxId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// All SQL of the feature.
@Component
class LinkQueries {

    private static final int LOCKS_OF_THIS_FEATURE = 0x4c494e4b;

    /// Holds mailboxes until the transaction ends, in an order that all transactions share: what
    /// several accounts do with one mailbox happens one after the other.
    void lock(WriteTx tx, Stream<MssAddress> addresses) {
        addresses
                .distinct()
                .sorted()
                .forEach(address ->
                        tx.sql(
                                        """
                                        select pg_advisory_xact_lock(:feature, hashtext(:address))
                                        """)
                                .param("feature", LOCKS_OF_THIS_FEATURE)
                                .param("address", address.value())
                                .query()
                                .singleRow());
    }

    Optional<Link> find(ReadTx tx, AccountId account) {
        return tx.sql("select * from link where account_id = :account")
                .param("account", account.value())
                .query((row, n) -> link(row))
                .optional();
    }

    List<AccountId> accounts(ReadTx tx, MailboxId mailbox) {
        return tx.sql("select account_id from link where mailbox_id = :mailbox order by linked_at")
                .param("mailbox", mailbox.value())
                .query((row, n) -> new AccountId(row.getObject("account_id", UUID.class)))
                .list();
    }

    void insert(WriteTx tx, Link link) {
        tx.sql(
                        """
                        insert into link (account_id, mailbox_id, address, linked_at)
                        values (:account, :mailbox, :address, :linkedAt)
                        """)
                .param("account", link.account().value())
                .param("mailbox", link.mailbox().value())
                .param("address", link.address().value())
                .param("linkedAt", Timestamp.from(link.linkedAt()))
                .update();
    }

    void delete(WriteTx tx, AccountId account) {
        tx.sql("delete from link where account_id = :account")
                .param("account", account.value())
                .update();
    }

    /// Newest first.
    List<Code> codes(ReadTx tx, AccountId account) {
        return tx.sql(
                        """
                        select * from link_code where account_id = :account
                        order by created_at desc, id desc
                        """)
                .param("account", account.value())
                .query((row, n) -> code(row))
                .list();
    }

    List<Code> codesOfOthers(ReadTx tx, AccountId account, Instant since) {
        return tx.sql(
                        """
                        select * from link_code
                        where account_id <> :account and created_at > :since
                        """)
                .param("account", account.value())
                .param("since", Timestamp.from(since))
                .query((row, n) -> code(row))
                .list();
    }

    /// When codes were sent to a mailbox, newest first.
    List<Instant> sentTo(ReadTx tx, MssAddress address) {
        return tx.sql(
                        """
                        select created_at from link_code where address = :address
                        order by created_at desc
                        """)
                .param("address", address.value())
                .query((row, n) -> row.getTimestamp("created_at").toInstant())
                .list();
    }

    void insert(WriteTx tx, Code code) {
        tx.sql(
                        """
                        insert into link_code
                            (account_id, address, salt, hash, state, tries_left, created_at, expires_at)
                        values
                            (:account, :address, :salt, :hash, :state, :triesLeft, :createdAt, :expiresAt)
                        """)
                .param("account", code.account().value())
                .param("address", code.address().value())
                .param("salt", code.salt())
                .param("hash", code.hash())
                .param("state", code.state().name())
                .param("triesLeft", code.triesLeft())
                .param("createdAt", Timestamp.from(code.createdAt()))
                .param("expiresAt", Timestamp.from(code.expiresAt()))
                .update();
    }

    void setState(WriteTx tx, long code, State state) {
        tx.sql("update link_code set state = :state where id = :id")
                .param("state", state.name())
                .param("id", code)
                .update();
    }

    void voidLive(WriteTx tx, AccountId account) {
        tx.sql(
                        """
                        update link_code set state = 'VOIDED'
                        where account_id = :account and state = 'LIVE'
                        """)
                .param("account", account.value())
                .update();
    }

    /// One try less for the live code; the last one exhausts it.
    ///
    /// @return false if there is no live code
    boolean countTry(WriteTx tx, AccountId account) {
        return tx.sql(
                                """
                                update link_code set tries_left = tries_left - 1,
                                    state = case when tries_left > 1 then 'LIVE' else 'EXHAUSTED' end
                                where account_id = :account and state = 'LIVE'
                                """)
                        .param("account", account.value())
                        .update()
                > 0;
    }

    /// Tries of an account that had no live code, since the given moment.
    int guesses(ReadTx tx, AccountId account, Instant since) {
        return tx.sql(
                        """
                        select tries from link_guess where account_id = :account and began_at > :since
                        """)
                .param("account", account.value())
                .param("since", Timestamp.from(since))
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    void countGuess(WriteTx tx, AccountId account, Instant since, Instant now) {
        tx.sql(
                        """
                        insert into link_guess (account_id, tries, began_at) values (:account, 1, :now)
                        on conflict (account_id) do update set
                            tries = case when link_guess.began_at > :since then link_guess.tries + 1 else 1 end,
                            began_at = case when link_guess.began_at > :since then link_guess.began_at else :now end
                        """)
                .param("account", account.value())
                .param("since", Timestamp.from(since))
                .param("now", Timestamp.from(now))
                .update();
    }

    void forgetCodesBefore(WriteTx tx, Instant limit) {
        tx.sql("delete from link_code where created_at < :limit")
                .param("limit", Timestamp.from(limit))
                .update();
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(
                new AccountId(row.getObject("account_id", UUID.class)),
                new MailboxId(row.getLong("mailbox_id")),
                new MssAddress(row.getString("address")),
                row.getTimestamp("linked_at").toInstant());
    }

    private static Code code(ResultSet row) throws SQLException {
        return new Code(
                row.getLong("id"),
                new AccountId(row.getObject("account_id", UUID.class)),
                new MssAddress(row.getString("address")),
                row.getBytes("salt"),
                row.getBytes("hash"),
                State.valueOf(row.getString("state")),
                row.getInt("tries_left"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant());
    }
}
