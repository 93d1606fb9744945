package fr.spico.replica;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.FolderStatus;
import fr.spico.platform.db.Database;
import fr.spico.replica.Replica.FolderChoice;
import fr.spico.replica.Replica.FolderRemoval;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Folders are made, named, moved and removed at the operator first, then in the replica, before
/// the caller gets its answer. The watcher does not list folders meanwhile.
@Component
class ReplicaFolderUpdates {

    private final Database database;
    private final ReplicaWriting writing;
    private final ReplicaConnections connections;
    private final ReplicaSync sync;

    ReplicaFolderUpdates(
            Database database,
            ReplicaWriting writing,
            ReplicaConnections connections,
            ReplicaSync sync) {
        this.database = database;
        this.writing = writing;
        this.connections = connections;
        this.sync = sync;
    }

    FolderId create(Viewer viewer, FolderChoice choice) throws MailException {
        return onFolders(
                viewer,
                store -> {
                    FolderPath path = path(viewer, store, choice);
                    store.createFolder(path);
                    subscribe(store, path, choice.subscribed());
                    FolderId id = listed(viewer, store, path);
                    settle(viewer, store, id, path);
                    order(viewer, id, choice);
                    return id;
                });
    }

    void change(Viewer viewer, FolderId id, FolderChoice choice) throws MailException {
        onFolders(
                viewer,
                store -> {
                    FolderRow folder = folder(viewer, id);
                    FolderPath to =
                            isCalledSo(id, choice) ? folder.path() : path(viewer, store, choice);
                    if (!to.equals(folder.path())) {
                        move(viewer, store, folder.path(), to);
                    }
                    subscribe(store, to, choice.subscribed());
                    order(viewer, id, choice);
                    return listed(viewer, store, to);
                });
    }

    FolderRemoval remove(Viewer viewer, FolderId id, boolean withEmails) throws MailException {
        return onFolders(
                viewer,
                store -> {
                    FolderRow folder = folder(viewer, id);
                    FolderStatus now = store.status(folder.path());
                    if (now.messages() > 0 && hidesSome(viewer, folder, now)) {
                        return FolderRemoval.HAS_HIDDEN_EMAIL;
                    }
                    if (now.messages() > 0 && !withEmails) {
                        return FolderRemoval.HAS_EMAIL;
                    }
                    store.deleteFolder(folder.path());
                    unsubscribe(store, folder.path());
                    writing.run(viewer.mailbox(), tx -> ReplicaFolderQueries.remove(tx, id));
                    return FolderRemoval.REMOVED;
                });
    }

    /// What a viewer may not see, they may not remove either; nor what nobody has looked at yet.
    private boolean hidesSome(Viewer viewer, FolderRow folder, FolderStatus now)
            throws MailException {
        if (viewer.patients()) {
            return false;
        }
        if (!now.equals(folder.known())) {
            throw new MailException(Reason.TOO_BUSY, "the folder is being read");
        }
        return database.<Boolean>read(tx -> ReplicaFolderQueries.holdsPatients(tx, folder.id()));
    }

    private void move(Viewer viewer, MailStore store, FolderPath from, FolderPath to)
            throws MailException {
        List<MailStore.Folder> before = store.folders();
        store.renameFolder(from, to);
        writing.run(
                viewer.mailbox(),
                tx -> ReplicaFolderQueries.moveFolder(tx, viewer.mailbox(), from, to));
        for (MailStore.Folder folder : before) {
            Optional<FolderPath> moved = moved(before, folder, from, to);
            if (moved.isPresent() && folder.subscribed()) {
                unsubscribe(store, folder.path());
                store.subscribe(moved.get(), true);
            }
        }
    }

    /// A subscription outlives its folder at some servers; at others it is gone already.
    private static void unsubscribe(MailStore store, FolderPath gone) throws MailException {
        try {
            store.subscribe(gone, false);
        } catch (MailException e) {
            if (e.reason() != Reason.NO_SUCH_FOLDER && e.reason() != Reason.REFUSED) {
                throw e;
            }
        }
    }

    /// Where a folder has gone, if it was the renamed one or lay below it.
    private static Optional<FolderPath> moved(
            List<MailStore.Folder> all, MailStore.Folder folder, FolderPath from, FolderPath to) {
        return isWithin(all, Optional.of(folder.path()), from)
                ? Optional.of(
                        new FolderPath(
                                to.value()
                                        + folder.path().value().substring(from.value().length())))
                : Optional.empty();
    }

    private static boolean isWithin(
            List<MailStore.Folder> all, Optional<FolderPath> path, FolderPath from) {
        Optional<FolderPath> at = path;
        while (at.isPresent()) {
            if (at.get().equals(from)) {
                return true;
            }
            FolderPath here = at.get();
            at =
                    all.stream()
                            .filter(f -> f.path().equals(here))
                            .findFirst()
                            .flatMap(MailStore.Folder::parent);
        }
        return false;
    }

    /// Where nobody ever subscribed to anything every folder is wanted, and the first unwanted one
    /// makes the others so.
    private static void subscribe(MailStore store, FolderPath path, boolean wanted)
            throws MailException {
        List<MailStore.Folder> all = store.folders();
        boolean unused = !ReplicaFolderList.hasSubscriptions(all);
        if (unused && wanted) {
            return;
        }
        for (MailStore.Folder other : unused ? all : List.<MailStore.Folder>of()) {
            store.subscribe(other.path(), true);
        }
        store.subscribe(path, wanted);
    }

    private FolderId listed(Viewer viewer, MailStore store, FolderPath path) throws MailException {
        new ReplicaFolderList(writing, viewer.mailbox()).refresh(store.folders());
        return database.read(tx -> ReplicaFolderQueries.at(tx, viewer.mailbox(), path))
                .orElseThrow(() -> new MailException(Reason.NO_SUCH_FOLDER, "not listed"));
    }

    /// An empty folder has nothing to be filled with.
    private void settle(Viewer viewer, MailStore store, FolderId id, FolderPath path)
            throws MailException {
        FolderStatus now = store.status(path);
        if (now.messages() == 0) {
            writing.run(viewer.mailbox(), tx -> ReplicaSyncQueries.reached(tx, id, now));
        }
    }

    private void order(Viewer viewer, FolderId id, FolderChoice choice) {
        writing.run(viewer.mailbox(), tx -> ReplicaFolderQueries.order(tx, id, choice.sortOrder()));
    }

    /// What keeps its name keeps its place, which may not follow from the name: the folder above it
    /// may be none for us.
    private boolean isCalledSo(FolderId id, FolderChoice choice) {
        return database.<Boolean>read(
                tx -> ReplicaFolderQueries.isCalled(tx, id, choice.name(), choice.parent()));
    }

    private FolderPath path(Viewer viewer, MailStore store, FolderChoice choice)
            throws MailException {
        Optional<FolderPath> parent = Optional.empty();
        if (choice.parent().isPresent()) {
            parent = Optional.of(folder(viewer, choice.parent().get()).path());
        }
        return store.pathOf(parent, choice.name());
    }

    private FolderRow folder(Viewer viewer, FolderId id) throws MailException {
        return sync.folders(viewer.mailbox()).stream()
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new MailException(Reason.NO_SUCH_FOLDER, "no such folder"));
    }

    private <T> T onFolders(Viewer viewer, ReplicaConnections.Work<T, RuntimeException> work)
            throws MailException {
        return sync.withFolders(
                viewer.mailbox(),
                () ->
                        connections.on(
                                viewer.mailbox(), sync.reading(viewer.mailbox()).mailbox(), work));
    }
}
