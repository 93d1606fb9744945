package fr.spico.jmap.webpush;

import fr.spico.account.AccountId;
import fr.spico.jmap.webpush.PushSubscription.Keys;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// All SQL of push subscriptions. Those whose time is over do not exist.
@Component
class PushQueries {

    private static final String LIVING =
            """
            select * from jmap_push_subscription where expires > :now\
            """;

    private final JsonMapper json;

    PushQueries(JsonMapper json) {
        this.json = json;
    }

    List<PushSubscription> ofToken(ReadTx tx, UUID token, Instant now) {
        return tx.sql(LIVING + " and token = :token order by created_at, id")
                .param("now", Timestamp.from(now))
                .param("token", token)
                .query((row, n) -> subscription(row))
                .list();
    }

    Optional<PushSubscription> find(ReadTx tx, UUID id, Instant now) {
        return tx.sql(LIVING + " and id = :id")
                .param("now", Timestamp.from(now))
                .param("id", id)
                .query((row, n) -> subscription(row))
                .optional();
    }

    /// Those that are to be told of changes.
    List<PushSubscription> verified(ReadTx tx, Instant now) {
        return tx.sql(LIVING + " and verified")
                .param("now", Timestamp.from(now))
                .query((row, n) -> subscription(row))
                .list();
    }

    int count(ReadTx tx, AccountId account, Instant now) {
        return tx.sql("select count(*) from (" + LIVING + " and account = :account) living")
                .param("now", Timestamp.from(now))
                .param("account", account.value())
                .query(Integer.class)
                .single();
    }

    void insert(WriteTx tx, PushSubscription subscription, Instant now) {
        tx.sql(
                        """
                        insert into jmap_push_subscription
                            (id, account, token, device, url, p256dh, auth, code, types, expires, created_at)
                        values (:id, :account, :token, :device, :url, :p256dh, :auth, :code, :types, :expires, :now)
                        """)
                .param("id", subscription.id())
                .param("account", subscription.account().value())
                .param("token", subscription.token())
                .param("device", subscription.device())
                .param("url", subscription.url())
                .param("p256dh", subscription.keys().map(Keys::p256dh).orElse(null))
                .param("auth", subscription.keys().map(Keys::auth).orElse(null))
                .param("code", subscription.code())
                .param("types", array(subscription.types()))
                .param("expires", Timestamp.from(subscription.expires()))
                .param("now", Timestamp.from(now))
                .update();
    }

    void change(WriteTx tx, PushSubscription changed) {
        tx.sql(
                        """
                        update jmap_push_subscription
                        set verified = :verified, types = :types, expires = :expires where id = :id
                        """)
                .param("verified", changed.verified())
                .param("types", array(changed.types()))
                .param("expires", Timestamp.from(changed.expires()))
                .param("id", changed.id())
                .update();
    }

    /// What the receiver knows now.
    void told(WriteTx tx, UUID id, Map<String, String> states) {
        tx.sql(
                        """
                        update jmap_push_subscription
                        set sent = :sent::jsonb, code_sent = true, failures = 0, retry_at = null
                        where id = :id
                        """)
                .param("sent", json.writeValueAsString(states))
                .param("id", id)
                .update();
    }

    void failed(WriteTx tx, UUID id, Instant retryAt) {
        tx.sql(
                        """
                        update jmap_push_subscription
                        set failures = failures + 1, retry_at = :at where id = :id
                        """)
                .param("at", Timestamp.from(retryAt))
                .param("id", id)
                .update();
    }

    void delete(WriteTx tx, UUID id) {
        tx.sql("delete from jmap_push_subscription where id = :id").param("id", id).update();
    }

    void deleteExpired(WriteTx tx, Instant now) {
        tx.sql("delete from jmap_push_subscription where expires <= :now")
                .param("now", Timestamp.from(now))
                .update();
    }

    void deleteOfToken(WriteTx tx, UUID token) {
        tx.sql("delete from jmap_push_subscription where token = :token")
                .param("token", token)
                .update();
    }

    /// The platform's key as it is kept.
    record KeptKey(byte[] publicKey, byte[] privateKey, byte[] dataKey) {
        @Override
        public String toString() {
            return "KeptKey[…]";
        }
    }

    Optional<KeptKey> key(ReadTx tx) {
        return tx.sql("select public_key, private_key, data_key from jmap_push_key")
                .query((row, n) -> new KeptKey(row.getBytes(1), row.getBytes(2), row.getBytes(3)))
                .optional();
    }

    /// Another node may have been quicker: its key stays.
    void keep(WriteTx tx, KeptKey key) {
        tx.sql(
                        """
                        insert into jmap_push_key (public_key, private_key, data_key)
                        values (:public, :private, :data) on conflict do nothing
                        """)
                .param("public", key.publicKey())
                .param("private", key.privateKey())
                .param("data", key.dataKey())
                .update();
    }

    private PushSubscription subscription(ResultSet row) throws SQLException {
        byte[] p256dh = row.getBytes("p256dh");
        byte[] auth = row.getBytes("auth");
        Map<String, String> sent = new LinkedHashMap<>();
        json.readTree(row.getString("sent"))
                .properties()
                .forEach(e -> sent.put(e.getKey(), e.getValue().asString()));
        return new PushSubscription(
                row.getObject("id", UUID.class),
                new AccountId(row.getObject("account", UUID.class)),
                row.getObject("token", UUID.class),
                row.getString("device"),
                row.getString("url"),
                p256dh == null ? Optional.empty() : Optional.of(new Keys(p256dh, auth)),
                row.getString("code"),
                row.getBoolean("code_sent"),
                row.getBoolean("verified"),
                types(row.getArray("types")),
                row.getTimestamp("expires").toInstant(),
                sent,
                row.getInt("failures"),
                Optional.ofNullable(row.getTimestamp("retry_at")).map(Timestamp::toInstant));
    }

    private static Optional<Set<String>> types(@Nullable Array types) throws SQLException {
        return types == null ? Optional.empty() : Optional.of(Set.of((String[]) types.getArray()));
    }

    private static String @Nullable [] array(Optional<Set<String>> types) {
        return types.map(t -> t.toArray(String[]::new)).orElse(null);
    }
}
