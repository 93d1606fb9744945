package fr.spico.replica;

import fr.spico.mail.MailStore.Folder;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.platform.db.WriteTx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Brings the list of folders in step with the operator's. A renamed folder keeps its id where the
/// operator gives MAILBOXID (RFC 8474).
record ReplicaFolderList(ReplicaWriting writing, MailboxId mailbox) {

    void refresh(List<Folder> listed) {
        List<Folder> there = wanted(listed);
        writing.run(
                mailbox,
                tx -> {
                    List<FolderRow> known =
                            new ArrayList<>(ReplicaFolderQueries.folders(tx, mailbox));
                    for (Folder folder : there) {
                        Optional<FolderRow> same = same(known, folder);
                        same.ifPresentOrElse(
                                row -> ReplicaFolderQueries.changeFolder(tx, row.id(), folder),
                                () -> ReplicaFolderQueries.addFolder(tx, mailbox, folder));
                        same.ifPresent(known::remove);
                    }
                    known.forEach(row -> ReplicaFolderQueries.markFolderGone(tx, row.id()));
                    setParents(tx, there);
                    ReplicaFolderQueries.removeFolders(tx, mailbox);
                });
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

    private static Optional<FolderRow> same(List<FolderRow> known, Folder folder) {
        return known.stream()
                .filter(row ->
                        row.objectId().isPresent() && row.objectId().equals(folder.objectId()))
                .findFirst()
                .or(() ->
                        known.stream().filter(row -> row.path().equals(folder.path())).findFirst());
    }
}
