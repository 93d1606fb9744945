package fr.spico.jmap.identity;

import fr.spico.mail.MssAddress;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import fr.spico.replica.ReplicaChange;
import fr.spico.replica.Viewer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/// All SQL of identities.
@Component
class IdentityQueries {

    /// Main first, then in the order in which they were made.
    List<Identity> all(ReadTx tx, Viewer viewer, MssAddress email) {
        return of(
                        tx,
                        """
                        select * from jmap_identity where account = :account and mailbox = :mailbox
                        order by main desc, id
                        """,
                        viewer)
                .query((row, n) -> identity(row, viewer, email))
                .list();
    }

    Optional<String> mainDefaultName(ReadTx tx, Viewer viewer) {
        return of(
                        tx,
                        """
                        select default_name from jmap_identity
                        where account = :account and mailbox = :mailbox and main
                        """,
                        viewer)
                .query(String.class)
                .optional();
    }

    /// The main identity as the platform knows its holder.
    void main(WriteTx tx, Viewer viewer, String defaultName) {
        long state = nextState(tx, viewer);
        of(
                        tx,
                        """
                        insert into jmap_identity
                            (account, mailbox, main, default_name, created_state, changed_state)
                        values (:account, :mailbox, true, :name, :state, :state)
                        on conflict (account, mailbox) where main
                        do update set default_name = excluded.default_name, changed_state = excluded.changed_state
                        """,
                        viewer)
                .param("name", defaultName)
                .param("state", state)
                .update();
    }

    long insert(WriteTx tx, Viewer viewer, IdentityDraft draft) {
        return of(
                        tx,
                        """
                        insert into jmap_identity (account, mailbox, main, name, reply_to, bcc,
                            text_signature, html_signature, created_state, changed_state)
                        values (:account, :mailbox, false, :name, :replyTo::jsonb, :bcc::jsonb, :text, :html,
                            :state, :state)
                        returning id
                        """,
                        viewer)
                .param("name", draft.name())
                .param("replyTo", draft.replyTo())
                .param("bcc", draft.bcc())
                .param("text", draft.textSignature())
                .param("html", draft.htmlSignature())
                .param("state", nextState(tx, viewer))
                .query(Long.class)
                .single();
    }

    void update(WriteTx tx, Viewer viewer, Identity identity, IdentityDraft draft) {
        of(
                        tx,
                        """
                        update jmap_identity set
                            name = case when main and default_name = :name then null else :name end,
                            reply_to = :replyTo::jsonb, bcc = :bcc::jsonb, text_signature = :text,
                            html_signature = :html, changed_state = :state
                        where account = :account and mailbox = :mailbox and id = :id
                        """,
                        viewer)
                .param("id", identity.number())
                .param("name", draft.name())
                .param("replyTo", draft.replyTo())
                .param("bcc", draft.bcc())
                .param("text", draft.textSignature())
                .param("html", draft.htmlSignature())
                .param("state", nextState(tx, viewer))
                .update();
    }

    void delete(WriteTx tx, Viewer viewer, Identity identity) {
        of(
                        tx,
                        "delete from jmap_identity where account = :account and mailbox = :mailbox and id = :id",
                        viewer)
                .param("id", identity.number())
                .update();
        of(
                        tx,
                        "insert into jmap_identity_destroyed values (:account, :mailbox, :id, :state)",
                        viewer)
                .param("id", identity.number())
                .param("state", nextState(tx, viewer))
                .update();
    }

    long state(ReadTx tx, Viewer viewer) {
        return of(
                        tx,
                        """
                        select state from jmap_identity_state
                        where account = :account and mailbox = :mailbox
                        """,
                        viewer)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /// What changed since a state, in the order in which it did.
    ReplicaChange changes(ReadTx tx, Viewer viewer, long since, int max) {
        long now = state(tx, viewer);
        List<Change> all = since > now ? List.of() : after(tx, viewer, since, max + 1);
        boolean more = all.size() > max;
        List<Change> told = more ? all.subList(0, max) : all;
        return new ReplicaChange(
                since,
                more ? told.getLast().state() : now,
                more,
                since <= now,
                ids(told, "c"),
                ids(told, "u"),
                ids(told, "d"));
    }

    private record Change(long id, long state, String kind) {}

    private static List<Long> ids(List<Change> changes, String kind) {
        return changes.stream().filter(c -> c.kind().equals(kind)).map(Change::id).toList();
    }

    private static List<Change> after(ReadTx tx, Viewer viewer, long since, int limit) {
        return of(
                        tx,
                        """
                        select id, changed_state as state,
                            case when created_state > :since then 'c' else 'u' end as kind
                        from jmap_identity
                        where account = :account and mailbox = :mailbox and changed_state > :since
                        union all
                        select identity, state, 'd' from jmap_identity_destroyed
                        where account = :account and mailbox = :mailbox and state > :since
                        order by state limit :limit
                        """,
                        viewer)
                .param("since", since)
                .param("limit", limit)
                .query((row, n) ->
                        new Change(row.getLong("id"), row.getLong("state"), row.getString("kind")))
                .list();
    }

    private static long nextState(WriteTx tx, Viewer viewer) {
        return of(
                        tx,
                        """
                        insert into jmap_identity_state as s values (:account, :mailbox, 1)
                        on conflict (account, mailbox) do update set state = s.state + 1 returning state
                        """,
                        viewer)
                .query(Long.class)
                .single();
    }

    private static Identity identity(ResultSet row, Viewer viewer, MssAddress email)
            throws SQLException {
        boolean main = row.getBoolean("main");
        long number = row.getLong("id");
        String name = row.getString("name");
        return new Identity(
                main ? Identities.mainId(viewer) : Identities.id(viewer, number),
                number,
                main,
                name == null ? row.getString("default_name") : name,
                email,
                row.getString("reply_to"),
                row.getString("bcc"),
                row.getString("text_signature"),
                row.getString("html_signature"));
    }

    private static StatementSpec of(ReadTx tx, String sql, Viewer viewer) {
        return tx.sql(sql)
                .param("account", viewer.account().value())
                .param("mailbox", viewer.mailbox().value());
    }
}
