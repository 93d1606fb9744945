package fr.spico.replica;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailStore.Folder;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.platform.db.WriteTx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/// Brings the list of folders in step with the operator's. A renamed folder keeps its id where the
/// operator gives MAILBOXID (RFC 8474).
record ReplicaFolderList(ReplicaWriting writing, MailboxId mailbox) {

    /// @throws MailException `PROTOCOL` when the list cannot be believed: every mailbox has an
    ///   inbox (RFC 9051 §5.1), and what is not listed is forgotten with its messages
    void refresh(List<Folder> listed) throws MailException {
        List<Folder> there = wanted(listed);
        List<FolderRow> before = writing.read(tx -> ReplicaFolderQueries.folders(tx, mailbox));
        if (before.stream().anyMatch(FolderRow::isInbox)
                && there.stream().noneMatch(f -> f.path().equals(FolderPath.INBOX))) {
            throw new MailException(Reason.PROTOCOL, "LIST without INBOX");
        }
        writing.run(mailbox, tx -> refresh(tx, there));
    }

    private void refresh(WriteTx tx, List<Folder> there) {
        List<FolderRow> known = ReplicaFolderQueries.folders(tx, mailbox);
        Map<Folder, FolderRow> same = same(known, there);
        known.stream()
                .filter(row -> !same.containsValue(row))
                .forEach(row -> ReplicaFolderQueries.markFolderGone(tx, row.id()));
        // All that gave up a name before anybody takes it: names are exchanged and inherited.
        same.forEach((folder, row) -> {
            if (!row.path().equals(folder.path())) {
                ReplicaFolderQueries.freePath(tx, mailbox, folder.path());
            }
        });
        same.forEach((folder, row) -> ReplicaFolderQueries.changeFolder(tx, row.id(), folder));
        there.stream()
                .filter(folder -> !same.containsKey(folder))
                .forEach(folder -> ReplicaFolderQueries.addFolder(tx, mailbox, folder));
        setParents(tx, there);
        ReplicaFolderQueries.removeFolders(tx, mailbox);
    }

    /// Where nobody ever subscribed to anything, nothing is unwanted.
    static boolean hasSubscriptions(List<Folder> listed) {
        return listed.stream().anyMatch(f -> f.subscribed() && !f.path().equals(FolderPath.INBOX));
    }

    private static List<Folder> wanted(List<Folder> listed) {
        boolean all = !hasSubscriptions(listed);
        return listed.stream()
                .map(f -> all || f.path().equals(FolderPath.INBOX) ? subscribed(f) : f)
                .toList();
    }

    private static Folder subscribed(Folder f) {
        return new Folder(f.path(), f.name(), f.parent(), f.role(), f.objectId(), true);
    }

    private void setParents(WriteTx tx, List<Folder> there) {
        Map<FolderPath, FolderPath> parents = new HashMap<>();
        there.forEach(f -> f.parent().ifPresent(parent -> parents.put(f.path(), parent)));
        ReplicaFolderQueries.setParents(tx, mailbox, parents);
    }

    /// What the operator says is the same folder is it, whatever its name; of the others those of
    /// the same name are.
    private static Map<Folder, FolderRow> same(List<FolderRow> known, List<Folder> there) {
        Map<Folder, FolderRow> same = new LinkedHashMap<>();
        List<FolderRow> left = new ArrayList<>(known);
        match(
                there,
                left,
                same,
                (row, f) -> row.objectId().isPresent() && row.objectId().equals(f.objectId()));
        match(there, left, same, (row, f) -> row.path().equals(f.path()));
        return same;
    }

    private static void match(
            List<Folder> there,
            List<FolderRow> left,
            Map<Folder, FolderRow> same,
            BiPredicate<FolderRow, Folder> matches) {
        for (Folder folder : there) {
            if (!same.containsKey(folder)) {
                Optional<FolderRow> found =
                        left.stream().filter(row -> matches.test(row, folder)).findFirst();
                found.ifPresent(row -> {
                    same.put(folder, row);
                    left.remove(row);
                });
            }
        }
    }
}
