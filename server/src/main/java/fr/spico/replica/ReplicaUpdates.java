package fr.spico.replica;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.FetchedMessage;
import fr.spico.mail.MailStore.FetchedPart;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.Role;
import fr.spico.mail.MssAddress;
import fr.spico.mail.mime.MessageParser;
import fr.spico.mail.mime.ParsedMessage;
import fr.spico.platform.db.Database;
import fr.spico.replica.ReplicaQueries.Location;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Changes: at the operator first, then in the replica, before the caller gets its answer. What the
/// operator refuses is an error, and the replica stays as the operator is.
@Component
class ReplicaUpdates {

    private final Database database;
    private final ReplicaWriting writing;
    private final ReplicaConnections connections;
    private final ReplicaSync sync;
    private final ReplicaWatchers watchers;

    ReplicaUpdates(
            Database database,
            ReplicaWriting writing,
            ReplicaConnections connections,
            ReplicaSync sync,
            ReplicaWatchers watchers) {
        this.database = database;
        this.writing = writing;
        this.connections = connections;
        this.sync = sync;
        this.watchers = watchers;
    }

    void readPart(
            Viewer viewer,
            EmailId email,
            @Nullable String partId,
            MailStore.InputStreamReader reader)
            throws MailException, IOException {
        Places places = places(viewer, List.of(email));
        Location at = places.locations().getFirst();
        this.<Boolean, IOException>in(
                viewer,
                places.address(),
                at,
                store -> {
                    store.readPart(uid(at), Optional.ofNullable(partId), reader);
                    return true;
                });
    }

    List<MailStore.Quota> quotas(Viewer viewer) throws MailException {
        return connections.<List<MailStore.Quota>, RuntimeException>on(
                viewer.mailbox(), sync.reading(viewer.mailbox()).mailbox(), MailStore::quotas);
    }

    void update(
            Viewer viewer,
            Collection<EmailId> emails,
            Set<String> add,
            Set<String> remove,
            @Nullable FolderId target)
            throws MailException {
        Places places = places(viewer, emails);
        FolderRow to = target == null ? null : places.folder(target);
        for (List<Location> together : byFolder(places.locations())) {
            FolderRow from = places.folder(together.getFirst().folder());
            boolean moves = to != null && !from.id().equals(to.id());
            Map<EmailId, Long> now =
                    change(viewer, places.address(), together, add, remove, moves ? to : null);
            writing.run(
                    viewer.mailbox(),
                    tx -> {
                        List<Location> still = ReplicaSyncQueries.stillThere(tx, together);
                        if (to != null && moves) {
                            ReplicaSyncQueries.moved(tx, still, to.id(), now);
                            ReplicaSyncQueries.unsettle(tx, to);
                        }
                        ReplicaSyncQueries.mark(tx, still, lower(add), lower(remove));
                        ReplicaSyncQueries.unsettle(tx, from);
                    });
            if (now.size() < together.size()) {
                watchers.refresh(viewer.mailbox());
            }
        }
    }

    /// @return UIDs afterwards, as far as the operator tells
    private Map<EmailId, Long> change(
            Viewer viewer,
            MssAddress address,
            List<Location> together,
            Set<String> add,
            Set<String> remove,
            @Nullable FolderRow to)
            throws MailException {
        List<Long> uids = together.stream().map(ReplicaUpdates::uid).toList();
        List<Long> now =
                this.<List<Long>, RuntimeException>in(
                        viewer,
                        address,
                        together.getFirst(),
                        store -> {
                            store.storeFlags(
                                    uids, ReplicaRules.flags(add), ReplicaRules.flags(remove));
                            return to == null ? uids : store.move(uids, to.path());
                        });
        Map<EmailId, Long> byEmail = new HashMap<>();
        for (int i = 0; now.size() == uids.size() && i < uids.size(); i++) {
            if (now.get(i) > 0) {
                byEmail.put(together.get(i).email(), now.get(i));
            }
        }
        return byEmail;
    }

    void destroy(Viewer viewer, Collection<EmailId> emails) throws MailException {
        Places places = places(viewer, emails);
        for (List<Location> together : byFolder(places.locations())) {
            List<Long> uids = together.stream().map(ReplicaUpdates::uid).toList();
            this.<Boolean, RuntimeException>in(
                    viewer,
                    places.address(),
                    together.getFirst(),
                    store -> {
                        store.expunge(uids);
                        return true;
                    });
            writing.run(viewer.mailbox(), tx -> ReplicaSyncQueries.remove(tx, together));
        }
    }

    EmailId append(
            Viewer viewer,
            FolderId folder,
            Set<String> keywords,
            Instant receivedAt,
            byte[] message)
            throws MailException {
        FolderRow to = folder(viewer, folder);
        ReplicaReading reading = sync.reading(viewer.mailbox());
        Set<String> flags = ReplicaRules.flags(keywords);
        ParsedMessage parsed = MessageParser.parse(message);
        Optional<Long> uid =
                connections.<Optional<Long>, RuntimeException>on(
                        viewer.mailbox(),
                        reading.mailbox(),
                        store -> append(store, to.path(), flags, receivedAt, message, parsed));
        FetchedMessage fetched =
                new FetchedMessage(
                        uid.orElse(0L),
                        flags,
                        0,
                        receivedAt,
                        message.length,
                        Optional.empty(),
                        parsed.headerBlock(),
                        parsed.measured(),
                        List.copyOf(parsed.problems()));
        NewEmail email = reading.read(fetched, parts(parsed), to.role(), Optional.of(sync.now()));
        if (uid.isEmpty()) {
            watchers.refresh(viewer.mailbox());
        }
        return insert(viewer.mailbox(), to, email);
    }

    private static Optional<Long> append(
            MailStore store,
            FolderPath folder,
            Set<String> flags,
            Instant receivedAt,
            byte[] message,
            ParsedMessage parsed)
            throws MailException {
        Optional<Long> uid = store.append(folder, flags, receivedAt, message);
        Optional<String> messageId =
                parsed.header()
                        .last("Message-ID")
                        .flatMap(f -> f.asMessageIds().stream().findFirst());
        if (uid.isPresent() || messageId.isEmpty()) {
            return uid;
        }
        store.select(folder);
        return store.findByMessageId(messageId.get()).stream().max(Long::compare);
    }

    /// The watcher may have seen it first, and somebody may have removed the folder.
    private EmailId insert(MailboxId mailbox, FolderRow folder, NewEmail email)
            throws MailException {
        return writing.<Optional<EmailId>>write(
                        mailbox,
                        tx -> {
                            EmailId id =
                                    ReplicaInsertQueries.insert(
                                                    tx, mailbox, folder.id(), List.of(email))
                                            .getFirst();
                            ReplicaSyncQueries.unsettle(tx, folder);
                            return Optional.ofNullable(id)
                                    .or(() ->
                                            ReplicaQueries.at(
                                                    tx, folder.id(), email.uid().orElse(0L)));
                        })
                .orElseThrow(() -> new MailException(Reason.NO_SUCH_FOLDER, "no such folder"));
    }

    FolderId folderWithRole(Viewer viewer, Role role) throws MailException {
        Optional<FolderRow> known = byRole(viewer, role);
        if (known.isPresent()) {
            return known.get().id();
        }
        sync.withFolders(
                viewer.mailbox(),
                () ->
                        connections.<Boolean, RuntimeException>on(
                                viewer.mailbox(),
                                sync.reading(viewer.mailbox()).mailbox(),
                                store -> {
                                    createUnlessThere(store, role);
                                    new ReplicaFolderList(writing, viewer.mailbox())
                                            .refresh(store.folders());
                                    return true;
                                }));
        return byRole(viewer, role)
                .map(FolderRow::id)
                .orElseThrow(
                        () -> new MailException(Reason.NO_SUCH_FOLDER, "no folder for " + role));
    }

    private static void createUnlessThere(MailStore store, Role role) throws MailException {
        boolean there = store.folders().stream().anyMatch(f -> f.role().equals(Optional.of(role)));
        if (!there) {
            store.createFolder(store.pathOf(Optional.empty(), ReplicaRules.folderName(role)));
        }
    }

    private Optional<FolderRow> byRole(Viewer viewer, Role role) {
        return sync.folders(viewer.mailbox()).stream()
                .filter(f -> f.role().equals(Optional.of(role)))
                .findFirst();
    }

    private FolderRow folder(Viewer viewer, FolderId id) throws MailException {
        return folder(sync.folders(viewer.mailbox()), id);
    }

    private static FolderRow folder(List<FolderRow> folders, FolderId id) throws MailException {
        return folders.stream()
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new MailException(Reason.NO_SUCH_FOLDER, "no such folder"));
    }

    /// Where some messages lie, with the folders as they were known at that moment.
    private record Places(MssAddress address, List<FolderRow> folders, List<Location> locations) {

        FolderRow folder(FolderId id) throws MailException {
            return ReplicaUpdates.folder(folders, id);
        }
    }

    /// Of all of them, or an error: what the viewer may not see does not exist.
    private Places places(Viewer viewer, Collection<EmailId> emails) throws MailException {
        Set<EmailId> wanted = new HashSet<>(emails);
        Places places =
                database.read(tx ->
                        new Places(
                                ReplicaMailboxQueries.address(tx, viewer.mailbox())
                                        .orElseThrow(ReplicaWriting.MailboxGone::new),
                                ReplicaFolderQueries.folders(tx, viewer.mailbox()),
                                ReplicaQueries.locations(tx, viewer, wanted)));
        List<Location> found = places.locations();
        boolean nowhere = found.stream().anyMatch(at -> at.uid() == null);
        if (nowhere) {
            watchers.refresh(viewer.mailbox());
        }
        if (found.size() < wanted.size() || nowhere) {
            throw new MailException(Reason.NO_SUCH_MESSAGE, "not all of the messages exist");
        }
        return places;
    }

    private <T, E extends Exception> T in(
            Viewer viewer, MssAddress address, Location at, ReplicaConnections.Work<T, E> work)
            throws MailException, E {
        try {
            return connections.in(viewer.mailbox(), address, at.path(), at.uidValidity(), work);
        } catch (MailException e) {
            if (e.reason() == Reason.PROTOCOL || e.reason() == Reason.NO_SUCH_MESSAGE) {
                watchers.refresh(viewer.mailbox());
            }
            throw e;
        }
    }

    private static Collection<List<Location>> byFolder(List<Location> locations) {
        Map<FolderId, List<Location>> byFolder = new LinkedHashMap<>();
        locations.forEach(
                at -> byFolder.computeIfAbsent(at.folder(), f -> new ArrayList<>()).add(at));
        return byFolder.values();
    }

    private static long uid(Location at) {
        return at.uid() == null ? 0 : at.uid();
    }

    private static List<FetchedPart> parts(ParsedMessage parsed) {
        return ReplicaReading.textParts(parsed.root()).stream()
                .flatMap(part ->
                        parsed
                                .encoded(String.valueOf(part.partId()))
                                .map(content ->
                                        new FetchedPart(0, String.valueOf(part.partId()), content))
                                .stream())
                .toList();
    }

    private static Set<String> lower(Set<String> keywords) {
        Set<String> lower = new HashSet<>();
        keywords.forEach(k -> lower.add(k.toLowerCase(java.util.Locale.ROOT)));
        return lower;
    }
}
