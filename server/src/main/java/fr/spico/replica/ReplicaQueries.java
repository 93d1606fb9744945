package fr.spico.replica;

import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.Role;
import fr.spico.platform.db.ReadTx;
import fr.spico.replica.ReplicaEmail.Text;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the rest of the platform reads of a replica, through a viewer's eyes.
final class ReplicaQueries {

    private ReplicaQueries() {}

    // --- changes

    static long lastArrival(ReadTx tx, Viewer viewer) {
        return tx.sql(
                        """
                        select seq from replica_change
                        where mailbox = :mailbox and type = :type and %s = 'c'
                        order by seq desc limit 1\
                        """
                                .formatted(viewer.patients() ? "kind" : "kind_pro"))
                .param("mailbox", viewer.mailbox().value())
                .param("type", ReplicaChange.Type.EMAIL.ordinal())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    static ReplicaChange changes(
            ReadTx tx, Viewer viewer, ReplicaChange.Type type, long since, int max) {
        long now = ReplicaMailboxQueries.states(tx, viewer.mailbox()).of(type);
        if (since > now || since < oldest(tx, viewer.mailbox())) {
            return new ReplicaChange(since, now, false, false, List.of(), List.of(), List.of());
        }
        String kind = viewer.patients() ? "kind" : "kind_pro";
        Map<Long, String> kinds = new LinkedHashMap<>();
        long[] last = {since};
        int rows =
                tx.sql(
                                """
                                select seq, object, %1$s from replica_change
                                where mailbox = :mailbox and type = :type and seq > :since and %1$s is not null
                                order by seq limit :limit\
                                """
                                        .formatted(kind))
                        .param("mailbox", viewer.mailbox().value())
                        .param("type", type.ordinal())
                        .param("since", since)
                        .param("limit", max + 1)
                        .query((row, n) -> {
                            if (n < max) {
                                last[0] = row.getLong(1);
                                kinds.merge(row.getLong(2), row.getString(3), ReplicaQueries::then);
                            }
                            return n;
                        })
                        .list()
                        .size();
        boolean more = rows > max;
        return new ReplicaChange(
                since,
                more ? last[0] : now,
                more,
                true,
                of(kinds, "c"),
                of(kinds, "u"),
                of(kinds, "d"));
    }

    /// What two changes of one object are together; a blank for nothing.
    private static String then(String first, String second) {
        return switch (first + second) {
            case "cu" -> "c";
            case "cd" -> " ";
            case "dc" -> "u";
            case " c" -> "c";
            default -> second;
        };
    }

    private static List<Long> of(Map<Long, String> kinds, String kind) {
        return kinds.entrySet().stream()
                .filter(e -> e.getValue().equals(kind))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static long oldest(ReadTx tx, MailboxId mailbox) {
        return tx.sql("select oldest_seq from replica_mailbox where id = :id")
                .param("id", mailbox.value())
                .query(Long.class)
                .optional()
                .orElse(Long.MAX_VALUE);
    }

    // --- folders

    static List<ReplicaFolder> folders(ReadTx tx, Viewer viewer) {
        String pro = viewer.patients() ? "" : "_pro";
        return tx.sql(
                        """
                        select id, path, name, parent, role, subscribed, sort_order,
                            emails%1$s, unread%1$s, threads%1$s, unread_threads%1$s
                        from replica_folder where mailbox = :mailbox and uid_validity >= 0 order by id\
                        """
                                .formatted(pro))
                .param("mailbox", viewer.mailbox().value())
                .query((row, n) -> folder(row))
                .list();
    }

    private static ReplicaFolder folder(ResultSet row) throws SQLException {
        long parent = row.getLong(4);
        Optional<FolderId> parentId =
                row.wasNull() ? Optional.empty() : Optional.of(new FolderId(parent));
        return new ReplicaFolder(
                new FolderId(row.getLong(1)),
                new FolderPath(row.getString(2)),
                row.getString(3),
                parentId,
                Optional.ofNullable(row.getString(5)).map(Role::valueOf),
                row.getBoolean(6),
                Optional.ofNullable(row.getObject(7, Integer.class)),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11));
    }

    // --- messages

    static Map<ThreadId, List<EmailId>> threads(
            ReadTx tx, Viewer viewer, Collection<ThreadId> ids) {
        Map<ThreadId, List<EmailId>> threads = new HashMap<>();
        tx.sql(
                        "select e.thread, e.id from replica_email e where e.thread = any (:ids) and e.mailbox = :mailbox"
                                + visible(viewer)
                                + " order by e.received_at, e.id")
                .param("ids", ids.stream().map(ThreadId::value).toArray(Long[]::new))
                .param("mailbox", viewer.mailbox().value())
                .query(row -> {
                    threads.computeIfAbsent(new ThreadId(row.getLong(1)), t -> new ArrayList<>())
                            .add(new EmailId(row.getLong(2)));
                });
        return threads;
    }

    static Map<EmailId, List<Text>> texts(ReadTx tx, Viewer viewer, Collection<EmailId> ids) {
        Map<EmailId, List<Text>> texts = new HashMap<>();
        tx.sql(
                        """
                        select t.email, t.part, t.text, t.truncated, t.encoding_problem, t.charset
                        from replica_text t join replica_email e on e.id = t.email
                        where t.email = any (:ids) and e.mailbox = :mailbox\
                        """
                                + visible(viewer)
                                + " order by t.email, t.part")
                .param("ids", numbers(ids))
                .param("mailbox", viewer.mailbox().value())
                .query(row -> {
                    texts.computeIfAbsent(new EmailId(row.getLong(1)), e -> new ArrayList<>())
                            .add(
                                    new Text(
                                            row.getString(2),
                                            row.getString(3),
                                            row.getBoolean(4),
                                            row.getBoolean(5),
                                            row.getString(6)));
                });
        return texts;
    }

    /// Of compressed values PostgreSQL knows the length without reading them.
    static long weight(ReadTx tx, Viewer viewer, Collection<EmailId> ids, boolean texts) {
        return tx.sql(
                        """
                        select coalesce(sum(octet_length(header)), 0)::bigint + (
                            select coalesce(sum(octet_length(text)), 0)::bigint from replica_text
                            where :texts and email = any (:ids) and mailbox = :mailbox)
                        from replica_content where email = any (:ids) and mailbox = :mailbox\
                        """)
                .param("texts", texts)
                .param("ids", numbers(ids))
                .param("mailbox", viewer.mailbox().value())
                .query(Long.class)
                .single();
    }

    static List<EmailId> findByMessageId(ReadTx tx, Viewer viewer, String messageId) {
        String bare = messageId.strip().replaceAll("^<|>$", "");
        return tx.sql(
                        "select e.id from replica_email e where e.message_id = :key::uuid and e.mailbox = :mailbox"
                                + visible(viewer)
                                + " order by e.received_at, e.id")
                .param("key", ReplicaRules.messageIdKey(bare).toString())
                .param("mailbox", viewer.mailbox().value())
                .query((row, n) -> new EmailId(row.getLong(1)))
                .list();
    }

    /// Where a message lies at the operator.
    ///
    /// @param uid null: it is being looked for
    record Location(
            EmailId email,
            FolderId folder,
            FolderPath path,
            long uidValidity,
            @Nullable Long uid,
            Set<String> keywords) {}

    static List<Location> locations(ReadTx tx, Viewer viewer, Collection<EmailId> ids) {
        return tx.sql(
                        """
                        select e.id, e.folder, f.path, f.uid_validity, e.uid, e.keywords
                        from replica_email e join replica_folder f on f.id = e.folder
                        where e.id = any (:ids) and e.mailbox = :mailbox\
                        """
                                + visible(viewer)
                                + " order by e.folder, e.uid")
                .param("ids", numbers(ids))
                .param("mailbox", viewer.mailbox().value())
                .query((row, n) ->
                        new Location(
                                new EmailId(row.getLong(1)),
                                new FolderId(row.getLong(2)),
                                new FolderPath(row.getString(3)),
                                row.getLong(4),
                                row.getObject(5, Long.class),
                                ReplicaSyncQueries.set(row, 6)))
                .list();
    }

    static Optional<EmailId> at(ReadTx tx, FolderId folder, long uid) {
        return tx.sql("select id from replica_email where folder = :folder and uid = :uid")
                .param("folder", folder.value())
                .param("uid", uid)
                .query((row, n) -> new EmailId(row.getLong(1)))
                .optional();
    }

    static String visible(Viewer viewer) {
        return viewer.patients() ? "" : " and e.message_type = 0";
    }

    static Long[] numbers(Collection<EmailId> ids) {
        return ids.stream().map(EmailId::value).toArray(Long[]::new);
    }
}
