package fr.spico.replica;

import fr.spico.mail.MailStore.Folder;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.Role;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// SQL of folders: the list as the operator has it, and what the user chooses about them.
final class ReplicaFolderQueries {

    private ReplicaFolderQueries() {}

    static List<FolderRow> folders(ReadTx tx, MailboxId mailbox) {
        return tx.sql(
                        "select * from replica_folder where mailbox = :mailbox and uid_validity >= 0 order by id")
                .param("mailbox", mailbox.value())
                .query((row, n) -> folder(row))
                .list();
    }

    static FolderRow folder(ResultSet row) throws SQLException {
        return new FolderRow(
                new FolderId(row.getLong("id")),
                new FolderPath(row.getString("path")),
                Optional.ofNullable(row.getString("role")).map(Role::valueOf),
                Optional.ofNullable(row.getString("object_id")),
                row.getLong("uid_validity"),
                row.getLong("uid_next"),
                row.getLong("highest_modseq"),
                row.getLong("messages"),
                row.getBoolean("filled"));
    }

    static FolderId addFolder(WriteTx tx, MailboxId mailbox, Folder folder) {
        return tx.sql(
                        """
                        insert into replica_folder (mailbox, path, name, role, object_id, subscribed)
                        values (:mailbox, :path, :name, :role, :object, :subscribed)
                        on conflict (mailbox, path) do update
                        set name = excluded.name, uid_validity = greatest(replica_folder.uid_validity, 0)
                        returning id\
                        """)
                .param("mailbox", mailbox.value())
                .param("path", folder.path().value())
                .param("name", ReplicaWords.clean(folder.name()))
                .param("role", folder.role().map(Enum::name).orElse(null))
                .param("object", folder.objectId().orElse(null))
                .param("subscribed", folder.subscribed())
                .query((row, n) -> new FolderId(row.getLong(1)))
                .single();
    }

    static void changeFolder(WriteTx tx, FolderId id, Folder folder) {
        tx.sql(
                        """
                        update replica_folder set path = :path, name = :name, role = :role, object_id = :object,
                            subscribed = :subscribed
                        where id = :id and (path, name, role, object_id, subscribed) is distinct from
                            (:path, :name, :role::text, :object::text, :subscribed)\
                        """)
                .param("id", id.value())
                .param("path", folder.path().value())
                .param("name", ReplicaWords.clean(folder.name()))
                .param("role", folder.role().map(Enum::name).orElse(null))
                .param("object", folder.objectId().orElse(null))
                .param("subscribed", folder.subscribed())
                .update();
    }

    /// Whoever has this name gives it up until it is told what it is called now.
    static void freePath(WriteTx tx, MailboxId mailbox, FolderPath path) {
        tx.sql(
                        """
                        update replica_folder set path = path || chr(1) || id
                        where mailbox = :mailbox and path = :path\
                        """)
                .param("mailbox", mailbox.value())
                .param("path", path.value())
                .update();
    }

    static void setParents(WriteTx tx, MailboxId mailbox, Map<FolderPath, FolderPath> parentOf) {
        tx.sql(
                        """
                        update replica_folder f set parent = p.id
                        from replica_folder c
                        left join unnest(:paths, :parents) as l (path, parent) on l.path = c.path
                        left join replica_folder p on p.mailbox = c.mailbox and p.path = l.parent
                        where f.id = c.id and c.mailbox = :mailbox and f.parent is distinct from p.id\
                        """)
                .param("mailbox", mailbox.value())
                .param("paths", paths(parentOf.keySet()))
                .param("parents", paths(parentOf.values()))
                .update();
    }

    private static String[] paths(Collection<FolderPath> paths) {
        return paths.stream().map(FolderPath::value).toArray(String[]::new);
    }

    /// Whether the folder is known and not gone. While the mailbox is locked it stays so.
    static boolean isThere(ReadTx tx, FolderId id) {
        return tx.sql("select 1 from replica_folder where id = :id and uid_validity >= 0")
                .param("id", id.value())
                .query((row, n) -> true)
                .optional()
                .orElse(false);
    }

    /// The folder is gone at the operator; its messages may turn up elsewhere.
    static void removeFolders(WriteTx tx, MailboxId mailbox) {
        tx.sql(
                        """
                        delete from replica_folder f where mailbox = :mailbox and uid_validity = -1
                        and not exists (select from replica_email e where e.folder = f.id)\
                        """)
                .param("mailbox", mailbox.value())
                .update();
    }

    static void markFolderGone(WriteTx tx, FolderId id) {
        ReplicaSyncQueries.forgetUids(tx, id);
        tx.sql("update replica_folder set uid_validity = -1 where id = :id")
                .param("id", id.value())
                .update();
    }

    // --- what the user chooses

    /// The folder lies somewhere else, and those below it with it. Nothing happens if something is
    /// known there already: the watcher was quicker.
    static void moveFolder(WriteTx tx, MailboxId mailbox, FolderPath from, FolderPath to) {
        tx.sql(
                        """
                        with recursive below as (
                            select id from replica_folder where mailbox = :mailbox and path = :from
                            union all
                            select f.id from replica_folder f join below b on f.parent = b.id
                        )
                        update replica_folder f set path = :to || substr(path, length(:from) + 1)
                        from below b where f.id = b.id
                          and not exists (select from replica_folder o where o.mailbox = :mailbox and o.path = :to)\
                        """)
                .param("mailbox", mailbox.value())
                .param("from", from.value())
                .param("to", to.value())
                .update();
    }

    static void order(WriteTx tx, FolderId id, Optional<Integer> sortOrder) {
        tx.sql("update replica_folder set sort_order = :order where id = :id")
                .param("id", id.value())
                .param("order", sortOrder.orElse(null))
                .update();
    }

    static Optional<FolderId> at(ReadTx tx, MailboxId mailbox, FolderPath path) {
        return tx.sql("select id from replica_folder where mailbox = :mailbox and path = :path")
                .param("mailbox", mailbox.value())
                .param("path", path.value())
                .query((row, n) -> new FolderId(row.getLong(1)))
                .optional();
    }

    static boolean isCalled(ReadTx tx, FolderId id, String name, Optional<FolderId> parent) {
        return tx.sql(
                        """
                        select 1 from replica_folder
                        where id = :id and name = :name and parent is not distinct from :parent::bigint\
                        """)
                .param("id", id.value())
                .param("name", name)
                .param("parent", parent.map(FolderId::value).orElse(null))
                .query((row, n) -> true)
                .optional()
                .orElse(false);
    }

    /// Messages exchanged with patients, which not everybody sees.
    static boolean holdsPatients(ReadTx tx, FolderId id) {
        return tx.sql("select emails > emails_pro from replica_folder where id = :id")
                .param("id", id.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    static void remove(WriteTx tx, FolderId id) {
        tx.sql("delete from replica_email where folder = :id").param("id", id.value()).update();
        tx.sql("delete from replica_folder where id = :id").param("id", id.value()).update();
    }
}
