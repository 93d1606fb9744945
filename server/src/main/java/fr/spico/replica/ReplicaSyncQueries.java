package fr.spico.replica;

import fr.spico.mail.MailException;
import fr.spico.mail.MailStore.FolderStatus;
import fr.spico.mail.MailStore.MessageFlags;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// SQL of keeping in step with the operator. Messages that are no longer where they were have a
/// null UID until the look ends.
final class ReplicaSyncQueries {

    private ReplicaSyncQueries() {}

    // --- folders

    /// All messages of the folder are to be found again: UIDs mean other messages than before.
    static void beginAnew(WriteTx tx, FolderRow folder, FolderStatus now) {
        forgetUids(tx, folder.id());
        tx.sql(
                        """
                        update replica_folder set uid_validity = :validity, uid_next = 0, highest_modseq = 0,
                            messages = 0, filled = false where id = :id and uid_validity >= 0\
                        """)
                .param("validity", now.uidValidity())
                .param("id", folder.id().value())
                .update();
    }

    static void forgetUids(WriteTx tx, FolderId id) {
        tx.sql("update replica_email set uid = null where folder = :id and uid is not null")
                .param("id", id.value())
                .update();
    }

    /// The first fill of a folder begins or goes on.
    static void filling(WriteTx tx, FolderId folder, long uidValidity) {
        tx.sql(
                        "update replica_folder set uid_validity = :validity where id = :id and uid_validity >= 0")
                .param("id", folder.value())
                .param("validity", uidValidity)
                .update();
    }

    /// Messages that lie in the folder for certain.
    static long count(ReadTx tx, FolderId folder) {
        return tx.sql(
                        """
                        select emails - (select count(*) from replica_email e
                            where e.mailbox = f.mailbox and e.uid is null and e.folder = f.id)
                        from replica_folder f where id = :id\
                        """)
                .param("id", folder.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /// Nobody can read the folder: nothing is awaited from it. Once somebody can, it is in another
    /// state than this one, and what is missing is read.
    static void closed(WriteTx tx, FolderId folder) {
        tx.sql(
                        """
                        update replica_folder set uid_next = 0, highest_modseq = 0, messages = -1, filled = true
                        where id = :id and uid_validity >= 0\
                        """)
                .param("id", folder.value())
                .update();
    }

    /// The folder has been read up to this state.
    static void reached(WriteTx tx, FolderId folder, FolderStatus now) {
        tx.sql(
                        """
                        update replica_folder set uid_validity = :validity, uid_next = :next,
                            highest_modseq = :modseq, messages = :messages, filled = true
                        where id = :id and uid_validity >= 0\
                        """)
                .param("id", folder.value())
                .param("validity", now.uidValidity())
                .param("next", now.uidNext())
                .param("modseq", now.highestModSeq())
                .param("messages", now.messages())
                .update();
    }

    // --- messages

    static List<Long> uids(ReadTx tx, FolderId folder) {
        return tx.sql("select uid from replica_email where folder = :folder and uid is not null")
                .param("folder", folder.value())
                .query((row, n) -> row.getLong(1))
                .list();
    }

    static List<Long> presentUids(ReadTx tx, FolderId folder, Collection<Long> uids) {
        return tx.sql("select uid from replica_email where folder = :folder and uid = any (:uids)")
                .param("folder", folder.value())
                .param("uids", uids.toArray(Long[]::new))
                .query((row, n) -> row.getLong(1))
                .list();
    }

    static Map<Long, Set<String>> keywords(ReadTx tx, FolderId folder) {
        Map<Long, Set<String>> keywords = new HashMap<>();
        tx.sql("select uid, keywords from replica_email where folder = :folder and uid is not null")
                .param("folder", folder.value())
                .query(row -> {
                    keywords.put(row.getLong(1), set(row, 2));
                });
        return keywords;
    }

    static Set<String> set(ResultSet row, int column) throws SQLException {
        return Collections.unmodifiableSet(
                new TreeSet<>(Arrays.asList((String[]) row.getArray(column).getArray())));
    }

    static int applyFlags(WriteTx tx, FolderId folder, Collection<MessageFlags> changed) {
        if (changed.isEmpty()) {
            return 0;
        }
        return tx.sql(
                        """
                        update replica_email e set keywords = string_to_array(n.keywords, ' ')
                        from unnest(:uids, :keywords) as n (uid, keywords)
                        where e.folder = :folder and e.uid = n.uid
                          and e.keywords is distinct from string_to_array(n.keywords, ' ')\
                        """)
                .param("folder", folder.value())
                .param("uids", changed.stream().map(MessageFlags::uid).toArray(Long[]::new))
                .param(
                        "keywords",
                        changed.stream()
                                .map(m -> String.join(" ", ReplicaRules.keywords(m.flags())))
                                .toArray(String[]::new))
                .update();
    }

    /// @return how many the replica held
    static int markGone(WriteTx tx, FolderId folder, Collection<Long> uids) {
        if (uids.isEmpty()) {
            return 0;
        }
        return tx.sql(
                        """
                        update replica_email set uid = null where folder = :folder and uid = any (:uids)\
                        """)
                .param("folder", folder.value())
                .param("uids", uids.toArray(Long[]::new))
                .update();
    }

    /// Messages that have left their place, by identity.
    static Map<UUID, List<EmailId>> gone(
            ReadTx tx, MailboxId mailbox, Collection<UUID> identities) {
        Map<UUID, List<EmailId>> gone = new HashMap<>();
        tx.sql(
                        """
                        select identity, id from replica_email
                        where mailbox = :mailbox and uid is null and identity = any (:identities::uuid[])
                        order by id\
                        """)
                .param("mailbox", mailbox.value())
                .param("identities", identities.stream().map(UUID::toString).toArray(String[]::new))
                .query(row -> {
                    gone.computeIfAbsent(row.getObject(1, UUID.class), k -> new ArrayList<>())
                            .add(new EmailId(row.getLong(2)));
                });
        return gone;
    }

    /// Where a message was found again. A place in a folder that is gone meanwhile is none.
    record Place(EmailId email, FolderId folder, @Nullable Long uid, Set<String> keywords) {}

    static void place(WriteTx tx, Collection<Place> places) {
        if (places.isEmpty()) {
            return;
        }
        tx.sql(
                        """
                        update replica_email e
                        set folder = n.folder, uid = n.uid, keywords = string_to_array(n.keywords, ' ')
                        from unnest(:ids, :folders, :uids, :keywords) as n (id, folder, uid, keywords)
                        where e.id = n.id and exists (
                            select from replica_folder f where f.id = n.folder and f.uid_validity >= 0)\
                        """)
                .param("ids", places.stream().map(p -> p.email().value()).toArray(Long[]::new))
                .param("folders", places.stream().map(p -> p.folder().value()).toArray(Long[]::new))
                .param("uids", places.stream().<@Nullable Long>map(Place::uid).toArray(Long[]::new))
                .param(
                        "keywords",
                        places.stream()
                                .map(p -> String.join(" ", new TreeSet<>(p.keywords())))
                                .toArray(String[]::new))
                .update();
    }

    /// What the watcher took for a new message at the new place was one of these. If that place is
    /// gone meanwhile they are to be found.
    ///
    /// @param uids the new ones, as far as they are known; the others are to be found
    static void moved(
            WriteTx tx, List<ReplicaQueries.Location> from, FolderId to, Map<EmailId, Long> uids) {
        List<Place> places =
                from.stream()
                        .map(l -> new Place(l.email(), to, uids.get(l.email()), Set.of()))
                        .toList();
        removeAt(tx, places);
        tx.sql(
                        """
                        update replica_email e
                        set folder = coalesce(f.id, e.folder), uid = case when f.id is null then null else n.uid end
                        from unnest(:ids, :uids) as n (id, uid)
                        left join replica_folder f on f.id = :folder and f.uid_validity >= 0
                        where e.id = n.id\
                        """)
                .param("folder", to.value())
                .param("ids", places.stream().map(p -> p.email().value()).toArray(Long[]::new))
                .param("uids", places.stream().<@Nullable Long>map(Place::uid).toArray(Long[]::new))
                .update();
    }

    /// Those that are where they were, or missing. Of the others the watcher has since written what
    /// it read at their new place, and a change that was made at the old one says nothing of them.
    static List<ReplicaQueries.Location> stillThere(ReadTx tx, List<ReplicaQueries.Location> from) {
        Set<Long> still =
                Set.copyOf(
                        tx.sql(
                                        """
                                        select e.id from replica_email e
                                        join unnest(:ids, :folders, :uids) as n (id, folder, uid) on n.id = e.id
                                        where e.uid is null or (e.folder = n.folder and e.uid = n.uid)\
                                        """)
                                .param("ids", column(from, l -> l.email().value()))
                                .param("folders", column(from, l -> l.folder().value()))
                                .param("uids", column(from, ReplicaQueries.Location::uid))
                                .query((row, n) -> row.getLong(1))
                                .list());
        return from.stream().filter(l -> still.contains(l.email().value())).toList();
    }

    private static @Nullable Long[] column(
            List<ReplicaQueries.Location> rows,
            java.util.function.Function<ReplicaQueries.Location, @Nullable Long> value) {
        return rows.stream().<@Nullable Long>map(value).toArray(Long[]::new);
    }

    /// If the watcher has read on since a change began at the operator, what the change now writes
    /// may be older than what the watcher wrote: the folder is read again from where it was.
    static void unsettle(WriteTx tx, FolderRow before) {
        tx.sql(
                        """
                        update replica_folder
                        set highest_modseq = least(highest_modseq, :modseq), messages = -1
                        where id = :id and (highest_modseq, uid_next, messages) <> (:modseq, :next, :messages)\
                        """)
                .param("id", before.id().value())
                .param("modseq", before.highestModSeq())
                .param("next", before.uidNext())
                .param("messages", before.messages())
                .update();
    }

    static void mark(
            WriteTx tx, List<ReplicaQueries.Location> emails, Set<String> add, Set<String> remove) {
        tx.sql(
                        """
                        update replica_email
                        set keywords = array(select unnest(keywords) union select unnest(:add::text[])
                                             except select unnest(:remove::text[]) order by 1)
                        where id = any (:ids) and (not keywords @> :add::text[] or keywords && :remove::text[])\
                        """)
                .param("ids", emails.stream().map(l -> l.email().value()).toArray(Long[]::new))
                .param("add", add.toArray(String[]::new))
                .param("remove", remove.toArray(String[]::new))
                .update();
    }

    /// @param closed folders whose messages are not counted: nobody could look there
    static List<EmailId> goneOutside(ReadTx tx, MailboxId mailbox, Collection<FolderId> closed) {
        return tx.sql(
                        """
                        select id from replica_email
                        where mailbox = :mailbox and uid is null and folder <> all (:closed)\
                        """)
                .param("mailbox", mailbox.value())
                .param("closed", closed.stream().map(FolderId::value).toArray(Long[]::new))
                .query((row, n) -> new EmailId(row.getLong(1)))
                .list();
    }

    /// Messages that were first copied and then removed: the copy was taken for a new message, and
    /// now gives its place to the old one, whose id clients hold.
    static List<Place> youngerTwins(ReadTx tx, MailboxId mailbox, Duration young) {
        return tx.sql(
                        """
                        select distinct on (t.id) g.id, t.folder, t.uid, t.keywords, t.id as twin
                        from replica_email g
                        join replica_email t on t.mailbox = g.mailbox and t.identity = g.identity
                            and t.uid is not null and t.id > g.id
                            and t.arrived_at > now() - :seconds * interval '1 second'
                        where g.mailbox = :mailbox and g.uid is null
                          and not exists (select from replica_email o where o.mailbox = g.mailbox
                              and o.identity = g.identity and o.uid is null and o.id < g.id)
                        order by t.id\
                        """)
                .param("mailbox", mailbox.value())
                .param("seconds", young.toSeconds())
                .query((row, n) ->
                        new Place(
                                new EmailId(row.getLong(1)),
                                new FolderId(row.getLong(2)),
                                row.getLong(3),
                                set(row, 4)))
                .list();
    }

    static void removeAt(WriteTx tx, Collection<Place> places) {
        for (Place place : places) {
            tx.sql("delete from replica_email where folder = :folder and uid = :uid")
                    .param("folder", place.folder().value())
                    .param("uid", place.uid())
                    .update();
        }
    }

    static void removeGone(WriteTx tx, MailboxId mailbox, Collection<EmailId> ids) {
        tx.sql(
                        """
                        delete from replica_email
                        where mailbox = :mailbox and uid is null and id = any (:ids)\
                        """)
                .param("mailbox", mailbox.value())
                .param("ids", ids.stream().map(EmailId::value).toArray(Long[]::new))
                .update();
    }

    static void remove(WriteTx tx, List<ReplicaQueries.Location> from) {
        tx.sql("delete from replica_email where id = any (:ids)")
                .param("ids", column(stillThere(tx, from), l -> l.email().value()))
                .update();
    }

    // --- the mailbox

    static void expect(WriteTx tx, MailboxId mailbox, long messages) {
        tx.sql(
                        """
                        update replica_mailbox set expected = :messages, listed = true
                        where id = :mailbox and (expected, listed) <> (:messages, true)\
                        """)
                .param("mailbox", mailbox.value())
                .param("messages", messages)
                .update();
    }

    static void problem(WriteTx tx, MailboxId mailbox, MailException.@Nullable Reason reason) {
        tx.sql(
                        """
                        update replica_mailbox set problem = :problem
                        where id = :mailbox and problem is distinct from :problem::text\
                        """)
                .param("mailbox", mailbox.value())
                .param("problem", reason == null ? null : reason.name())
                .update();
    }

    static void forgetChanges(WriteTx tx, MailboxId mailbox, Duration olderThan) {
        tx.sql(
                        """
                        with old as (
                            delete from replica_change
                            where mailbox = :mailbox and at < now() - :seconds * interval '1 second'
                            returning seq
                        )
                        update replica_mailbox set oldest_seq = greatest(oldest_seq, (select max(seq) from old))
                        where id = :mailbox and exists (select from old)\
                        """)
                .param("mailbox", mailbox.value())
                .param("seconds", olderThan.toSeconds())
                .update();
    }
}
