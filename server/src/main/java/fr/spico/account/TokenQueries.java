package fr.spico.account;

import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The SQL of application tokens.
@Component
class TokenQueries {

    /// Whose token it is.
    record Bearer(UUID token, Account account, Optional<Instant> lastUsedAt) {}

    Optional<Bearer> find(ReadTx tx, byte[] hash) {
        return tx.sql(
                        """
                        select account.*, account_token.id as token_id, account_token.last_used_at
                        from account_token join account on account.id = account_token.account_id
                        where account_token.hash = :hash and account_token.revoked_at is null
                        """)
                .param("hash", hash)
                .query((row, n) ->
                        new Bearer(
                                row.getObject("token_id", UUID.class),
                                AccountQueries.account(row),
                                Optional.ofNullable(row.getTimestamp("last_used_at"))
                                        .map(Timestamp::toInstant)))
                .optional();
    }

    void touch(WriteTx tx, UUID token, Instant now) {
        tx.sql("update account_token set last_used_at = :now where id = :id")
                .param("now", Timestamp.from(now))
                .param("id", token)
                .update();
    }

    List<Token> list(ReadTx tx, AccountId account) {
        return tx.sql(
                        """
                        select id, name, created_at, last_used_at from account_token
                        where account_id = :account and revoked_at is null
                        order by created_at desc, id
                        """)
                .param("account", account.value())
                .query((row, n) ->
                        new Token(
                                row.getObject("id", UUID.class),
                                row.getString("name"),
                                row.getTimestamp("created_at").toInstant(),
                                Optional.ofNullable(row.getTimestamp("last_used_at"))
                                        .map(Timestamp::toInstant)))
                .list();
    }

    void insert(WriteTx tx, Token token, AccountId account, byte[] hash) {
        tx.sql(
                        """
                        insert into account_token (id, account_id, name, hash, created_at)
                        values (:id, :account, :name, :hash, :createdAt)
                        """)
                .param("id", token.id())
                .param("account", account.value())
                .param("name", token.name())
                .param("hash", hash)
                .param("createdAt", Timestamp.from(token.createdAt()))
                .update();
    }

    boolean revoke(WriteTx tx, AccountId account, UUID token, Instant now) {
        return tx.sql(
                                """
                                update account_token set revoked_at = :now
                                where id = :id and account_id = :account and revoked_at is null
                                """)
                        .param("now", Timestamp.from(now))
                        .param("id", token)
                        .param("account", account.value())
                        .update()
                == 1;
    }
}
