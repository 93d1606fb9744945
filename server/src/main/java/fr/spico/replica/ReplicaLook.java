package fr.spico.replica;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.FetchedMessage;
import fr.spico.mail.MailStore.FolderChanges;
import fr.spico.mail.MailStore.FolderStatus;
import fr.spico.mail.MailStore.MessageFlags;
import fr.spico.replica.ReplicaFetching.Fetched;
import fr.spico.replica.ReplicaSync.Scope;
import fr.spico.replica.ReplicaSyncQueries.Place;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One look at the operator, after which replica and operator are equal: the first fill, a new
/// mail, and what happened while nobody looked are all the same to it. Whatever it has written
/// stays if it is cut off; the next look goes on from there.
///
/// A message that is no longer at its place loses its UID first. Found elsewhere, it moves there
/// under its id; what is not found anywhere is removed at the end.
final class ReplicaLook {

    private static final Duration YOUNG = Duration.ofMinutes(10);
    private static final Duration GLANCE = Duration.ofSeconds(1);

    private final ReplicaSync sync;
    private final MailStore store;
    private final MailboxId mailbox;
    private final ReplicaFetching fetching;
    private final Set<FolderId> looked = new HashSet<>();
    private final Set<FolderId> closed = new HashSet<>();
    private boolean inboxFailed;
    private @Nullable FolderStatus selected;
    private long glancedAt = System.nanoTime();

    ReplicaLook(ReplicaSync sync, MailStore store, MailboxId mailbox, ReplicaReading reading) {
        this.sync = sync;
        this.store = store;
        this.mailbox = mailbox;
        this.fetching = new ReplicaFetching(sync, store, reading);
    }

    void run(Scope scope) throws MailException {
        if (scope == Scope.INBOX) {
            closed.addAll(sync.closed(mailbox));
            lookAt(inboxes(), scope);
            settleGone();
            // Whoever waits for changes of the inbox must be in it.
            for (FolderRow inbox : inboxes()) {
                if (selected == null || !selected.path().equals(inbox.path())) {
                    looked.clear();
                    lookAt(List.of(inbox), scope);
                }
            }
        } else {
            listFolders();
            lookAt(folders(), scope);
            settleGone();
            sync.closed(mailbox, closed);
        }
    }

    private void listFolders() throws MailException {
        sync.withFolders(
                mailbox,
                () -> {
                    new ReplicaFolderList(sync.writing, mailbox).refresh(store.folders());
                    return true;
                });
    }

    /// What has left its place is looked for once more everywhere, after it was missed: a move that
    /// happened between two folders' turns is found so.
    private void settleGone() throws MailException {
        List<EmailId> gone = new ArrayList<>(sync.gone(mailbox, closed));
        for (int again = 0; again < 3 && !gone.isEmpty(); again++) {
            looked.clear();
            lookAt(folders(), Scope.ALL);
            gone.retainAll(Set.copyOf(sync.gone(mailbox, closed)));
            remove(gone);
            gone = new ArrayList<>(sync.gone(mailbox, closed));
        }
    }

    /// Folders that are known are brought in step first, then new ones are filled: the first page
    /// of each, then the rest.
    private void lookAt(List<FolderRow> folders, Scope scope) throws MailException {
        List<FolderRow> changed = changed(folders, scope);
        for (FolderRow folder : changed) {
            looked.add(folder.id());
            if (folder.filled()) {
                in(
                        folder,
                        () ->
                                catchUp(
                                        folder,
                                        scope == Scope.INBOX ? inside(folder) : state(folder)));
            }
        }
        List<FolderRow> unfilled =
                folders().stream()
                        .filter(f -> looked.contains(f.id()) && !f.filled())
                        .sorted(Comparator.comparing((FolderRow f) -> !f.isInbox()))
                        .toList();
        for (FolderRow folder : unfilled) {
            in(folder, () -> fillFirstPage(folder));
        }
        for (FolderRow folder : unfilled) {
            in(folder, () -> fillRest(folder));
        }
    }

    /// A folder that the operator does not let anybody into keeps the others out of nothing: it
    /// stays as it was, and what is in it is not looked for elsewhere.
    private void in(FolderRow folder, ReplicaSync.Step work) throws MailException {
        if (closed.contains(folder.id())) {
            return;
        }
        try {
            work.run();
        } catch (MailException e) {
            inboxFailed |= folder.isInbox();
            boolean refused = e.reason() == Reason.REFUSED || e.reason() == Reason.NO_SUCH_FOLDER;
            boolean forNow = e.reason() == Reason.UNREACHABLE && store.isOpen();
            if (inboxFailed || !(refused || forNow)) {
                throw e;
            }
            closed.add(folder.id());
            if (refused && !folder.filled()) {
                sync.writing.run(mailbox, tx -> ReplicaSyncQueries.closed(tx, folder.id()));
            }
        }
    }

    private List<FolderRow> changed(List<FolderRow> folders, Scope scope) throws MailException {
        List<FolderRow> changed = new ArrayList<>();
        long[] messages = {0};
        for (FolderRow folder : folders) {
            if (looked.contains(folder.id())) {
                continue;
            }
            in(
                    folder,
                    () -> {
                        FolderStatus now = statusOf(folder, scope);
                        messages[0] += now.messages();
                        // The inbox is looked at because something changed: perhaps only flags.
                        boolean flagsUnknown = scope != Scope.ALL && now.highestModSeq() == 0;
                        if (!folder.filled() || flagsUnknown || !now.equals(folder.known())) {
                            changed.add(folder);
                        }
                    });
        }
        if (scope != Scope.INBOX && looked.isEmpty()) {
            long expected = messages[0];
            sync.writing.run(mailbox, tx -> ReplicaSyncQueries.expect(tx, mailbox, expected));
        }
        return changed;
    }

    /// The inbox is selected, so that the wait for changes that follows misses nothing.
    private FolderStatus statusOf(FolderRow folder, Scope scope) throws MailException {
        return scope == Scope.INBOX ? state(folder) : store.status(folder.path());
    }

    // --- a folder that has been filled

    /// @param told the state that was told when the folder was selected
    private void catchUp(FolderRow folder, FolderStatus told) throws MailException {
        FolderStatus known = folder.known();
        // This connection may only be behind another one.
        FolderStatus now = isBefore(told, known) ? select(folder) : told;
        if (now.uidValidity() != known.uidValidity() || isBefore(now, known)) {
            beginAnew(folder, now);
            return;
        }
        Optional<FolderChanges> changes =
                store.changesSince(known, now, new KnownUids(() -> sync.uids(folder.id())));
        List<Long> fresh =
                changes.isPresent()
                        ? apply(folder, changes.get().changed(), changes.get().vanished())
                        : compare(folder);
        drain(folder, newestFirst(fresh), true);
        reached(folder, now);
        checkCount(folder, now);
    }

    /// Whether the operator is where it was before what the replica knows: somebody put a copy
    /// back, and UIDs may mean other messages now.
    private static boolean isBefore(FolderStatus now, FolderStatus known) {
        return now.uidNext() < known.uidNext()
                || (now.highestModSeq() != 0 && now.highestModSeq() < known.highestModSeq());
    }

    private void beginAnew(FolderRow folder, FolderStatus now) {
        sync.suspects.forget(folder.id());
        sync.writing.run(mailbox, tx -> ReplicaSyncQueries.beginAnew(tx, folder, now));
    }

    /// @return UIDs that the replica does not hold
    private List<Long> apply(
            FolderRow folder, List<MessageFlags> changed, Collection<Long> vanished) {
        List<Long> gone = new ArrayList<>(vanished);
        List<MessageFlags> there = new ArrayList<>();
        for (MessageFlags message : changed) {
            if (ReplicaRules.isDeleted(message.flags())) {
                gone.add(message.uid());
            } else {
                there.add(message);
            }
        }
        if (there.isEmpty() && gone.isEmpty()) {
            return List.of();
        }
        return sync.writing.write(
                mailbox,
                tx -> {
                    ReplicaSyncQueries.applyFlags(tx, folder.id(), there);
                    ReplicaSyncQueries.markGone(tx, folder.id(), gone);
                    return missing(
                            there.stream().map(MessageFlags::uid).toList(),
                            uids -> ReplicaSyncQueries.presentUids(tx, folder.id(), uids));
                });
    }

    private List<Long> compare(FolderRow folder) throws MailException {
        // Read first: what a client marks in between is no difference.
        Map<Long, Set<String>> known = sync.keywords(folder.id());
        List<MessageFlags> there = store.listFlags();
        Set<Long> gone = new HashSet<>(known.keySet());
        there.forEach(m -> gone.remove(m.uid()));
        List<MessageFlags> different =
                there.stream()
                        .filter(m ->
                                ReplicaRules.isDeleted(m.flags())
                                        || !ReplicaRules.keywords(m.flags())
                                                .equals(known.get(m.uid())))
                        .toList();
        return apply(folder, different, gone);
    }

    /// The operator's own count is the proof. When it differs although nothing is to be done (a
    /// message marked as deleted), it is not asked about again until something changes.
    private void checkCount(FolderRow folder, FolderStatus now) throws MailException {
        long held = sync.count(folder.id());
        if (held != now.messages() && sync.isNews(folder.id(), held, now)) {
            drain(folder, newestFirst(compare(folder)), true);
        }
    }

    // --- a folder that is being filled

    private void fillFirstPage(FolderRow folder) throws MailException {
        FolderStatus now = select(folder);
        fillFrom(folder, now);
        if (now.messages() == 0) {
            return;
        }
        long from = Math.max(1, now.uidNext() - sync.settings.firstPage());
        List<Long> newest = LongStream.range(from, now.uidNext()).boxed().toList();
        take(folder, missing(newest, uids -> sync.present(folder.id(), uids)), false);
    }

    /// UIDs of the folder are those of this state.
    private void fillFrom(FolderRow folder, FolderStatus now) {
        if (folder.uidValidity() != 0 && folder.uidValidity() != now.uidValidity()) {
            beginAnew(folder, now);
        } else {
            sync.writing.run(
                    mailbox, tx -> ReplicaSyncQueries.filling(tx, folder.id(), now.uidValidity()));
        }
    }

    private void fillRest(FolderRow before) throws MailException {
        for (FolderRow folder :
                folders().stream().filter(f -> f.id().equals(before.id())).toList()) {
            FolderStatus now = select(folder);
            fillFrom(folder, now);
            drain(folder, newestFirst(compare(folder)), false);
            reached(folder, now);
        }
    }

    // --- messages

    private void drain(FolderRow folder, Deque<Long> fresh, boolean arriving) throws MailException {
        try (ReplicaBehind behind = new ReplicaBehind()) {
            while (!fresh.isEmpty()) {
                List<Long> chunk = nextChunk(fresh);
                inside(folder);
                if (arriving) {
                    take(folder, chunk, true);
                } else {
                    sync.withTurn(() -> {
                        Fetched fetched = fetching.fetch(folder, chunk, false);
                        behind.run(() -> write(folder, fetched));
                    });
                }
                glance(folder, fresh);
            }
            behind.finish();
        }
    }

    private List<Long> nextChunk(Deque<Long> fresh) {
        List<Long> chunk = new ArrayList<>();
        while (chunk.size() < sync.settings.chunk() && !fresh.isEmpty()) {
            chunk.add(fresh.removeFirst());
        }
        return chunk;
    }

    /// A long fill does not hide new mail: the inbox is looked at in between.
    private void glance(FolderRow filling, Deque<Long> left) throws MailException {
        // By a clock that never jumps: a fill may last, and new mail would wait for its end.
        if (left.isEmpty() || System.nanoTime() - glancedAt < GLANCE.toNanos()) {
            return;
        }
        glancedAt = System.nanoTime();
        for (FolderRow inbox : inboxes()) {
            in(inbox, () -> glance(filling, inbox));
        }
    }

    private void glance(FolderRow filling, FolderRow inbox) throws MailException {
        FolderStatus now = store.status(inbox.path());
        if (inbox.filled() && !inbox.id().equals(filling.id()) && !now.equals(inbox.known())) {
            catchUp(inbox, state(inbox));
        } else if (!inbox.filled()) {
            fillFirstPage(inbox);
        }
    }

    /// Fetches and writes some messages of the selected folder.
    private void take(FolderRow folder, List<Long> uids, boolean arriving) throws MailException {
        if (!uids.isEmpty()) {
            write(folder, fetching.fetch(folder, uids, arriving));
        }
    }

    private void write(FolderRow folder, Fetched fetched) {
        List<NewEmail> emails =
                notMoved(folder, fetched.messages()).stream()
                        .flatMap(m -> Stream.ofNullable(fetched.read().get(m.uid())))
                        .toList();
        sync.insert(mailbox, folder.id(), emails);
    }

    /// Gives messages that have left another place their new one.
    private List<FetchedMessage> notMoved(FolderRow folder, List<FetchedMessage> fetched) {
        if (sync.gone(mailbox, Set.of()).isEmpty()) {
            return fetched;
        }
        Map<FetchedMessage, UUID> identities = new java.util.IdentityHashMap<>();
        fetched.forEach(m -> identities.put(m, ReplicaReading.identity(m)));
        return sync.writing.write(
                mailbox,
                tx -> {
                    Map<UUID, List<EmailId>> gone =
                            ReplicaSyncQueries.gone(tx, mailbox, identities.values());
                    Set<Long> present =
                            Set.copyOf(
                                    ReplicaSyncQueries.presentUids(
                                            tx,
                                            folder.id(),
                                            fetched.stream().map(FetchedMessage::uid).toList()));
                    List<Place> places = new ArrayList<>();
                    List<FetchedMessage> rest = new ArrayList<>();
                    for (FetchedMessage message : fetched) {
                        List<EmailId> same = gone.getOrDefault(identities.get(message), List.of());
                        if (present.contains(message.uid())) {
                            continue;
                        } else if (same.isEmpty()) {
                            rest.add(message);
                        } else {
                            places.add(
                                    new Place(
                                            same.removeFirst(),
                                            folder.id(),
                                            message.uid(),
                                            ReplicaRules.keywords(message.flags())));
                        }
                    }
                    ReplicaSyncQueries.place(tx, places);
                    return rest;
                });
    }

    // --- the end

    /// What was not found again is removed; a copy that came before its original left gives way.
    private void remove(List<EmailId> gone) {
        sync.writing.run(
                mailbox,
                tx -> {
                    List<Place> twins = ReplicaSyncQueries.youngerTwins(tx, mailbox, YOUNG);
                    ReplicaSyncQueries.removeAt(tx, twins);
                    ReplicaSyncQueries.place(tx, twins);
                    ReplicaSyncQueries.removeGone(tx, mailbox, gone);
                    ReplicaFolderQueries.removeFolders(tx, mailbox);
                });
    }

    private void reached(FolderRow folder, FolderStatus now) {
        sync.writing.run(mailbox, tx -> ReplicaSyncQueries.reached(tx, folder.id(), now));
    }

    private FolderStatus select(FolderRow folder) throws MailException {
        selected = null; // Also when it fails.
        FolderStatus now = store.select(folder.path());
        selected = now;
        return now;
    }

    private FolderStatus state(FolderRow folder) throws MailException {
        selected = null;
        FolderStatus now = store.state(folder.path());
        selected = now;
        return now;
    }

    /// Makes the folder the selected one, unless it is.
    ///
    /// @return its state when it was selected
    private FolderStatus inside(FolderRow folder) throws MailException {
        FolderStatus now = selected;
        return now != null && now.path().equals(folder.path()) ? now : select(folder);
    }

    private List<FolderRow> inboxes() {
        return folders().stream().filter(FolderRow::isInbox).toList();
    }

    private List<FolderRow> folders() {
        return sync.folders(mailbox);
    }

    private static List<Long> missing(
            List<Long> uids, java.util.function.Function<List<Long>, List<Long>> present) {
        Set<Long> known = uids.isEmpty() ? Set.of() : new HashSet<>(present.apply(uids));
        return uids.stream().filter(uid -> !known.contains(uid)).toList();
    }

    private static Deque<Long> newestFirst(Collection<Long> uids) {
        return new ArrayDeque<>(uids.stream().sorted(Comparator.reverseOrder()).toList());
    }
}
