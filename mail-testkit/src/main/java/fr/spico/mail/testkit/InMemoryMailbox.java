package fr.spico.mail.testkit;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailStore.Folder;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.FolderStatus;
import fr.spico.mail.MailStore.Quota;
import fr.spico.mail.MailStore.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// One mailbox of an [InMemoryOperator]. Thread-safe.
public final class InMemoryMailbox {

    /// A stored message; immutable, a change of flags makes a new one.
    record Stored(
            long uid,
            String emailId,
            Set<String> flags,
            long modSeq,
            Instant internalDate,
            byte[] content) {

        Stored with(Set<String> newFlags, long newModSeq) {
            return new Stored(uid, emailId, newFlags, newModSeq, internalDate, content);
        }

        Stored at(long newUid, long newModSeq) {
            return new Stored(newUid, emailId, flags, newModSeq, internalDate, content);
        }
    }

    private static final class Box {
        private final String id;
        private final Optional<Role> role;
        private long uidValidity;
        private long uidNext = 1;
        private long modSeq = 1;
        private boolean subscribed;
        private final NavigableMap<Long, Stored> messages = new TreeMap<>();

        /// UIDs that are gone, with the modification sequence of their end.
        private final Map<Long, Long> vanished = new LinkedHashMap<>();

        private Box(String id, Optional<Role> role, long uidValidity) {
            this.id = id;
            this.role = role;
            this.uidValidity = uidValidity;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<FolderPath, Box> boxes = new LinkedHashMap<>();
    private long quota = Long.MAX_VALUE;
    private long nextId = 1;

    InMemoryMailbox() {
        add(FolderPath.INBOX, Optional.of(Role.INBOX));
        add(new FolderPath("Drafts"), Optional.of(Role.DRAFTS));
        add(new FolderPath("Sent"), Optional.of(Role.SENT));
        add(new FolderPath("Trash"), Optional.of(Role.TRASH));
        add(new FolderPath("Junk"), Optional.of(Role.JUNK));
        add(new FolderPath("Archive"), Optional.of(Role.ARCHIVE));
    }

    /// Octets that the mailbox may hold; appends beyond fail with `OVER_QUOTA`.
    public void quota(long octets) {
        locked(() -> quota = octets);
    }

    /// Gives a folder a new UIDVALIDITY and its messages new UIDs, as a restored server does.
    public void renumber(FolderPath folder) throws MailException {
        lock.lock();
        try {
            Box box = box(folder);
            List<Stored> all = new ArrayList<>(box.messages.values());
            box.messages.clear();
            box.vanished.clear();
            box.uidValidity++;
            box.uidNext = 1;
            box.modSeq = 1;
            for (Stored message : all) {
                put(box, message.at(box.uidNext++, ++box.modSeq));
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// What a folder is now. To run what is returned puts that back, as a server does that is
    /// restored from a backup: numbers that were given since are given again.
    public Runnable backup(FolderPath folder) throws MailException {
        lock.lock();
        try {
            Box box = box(folder);
            long uidNext = box.uidNext;
            long modSeq = box.modSeq;
            Map<Long, Stored> messages = Map.copyOf(box.messages);
            Map<Long, Long> vanished = Map.copyOf(box.vanished);
            return () ->
                    locked(() -> {
                        box.uidNext = uidNext;
                        box.modSeq = modSeq;
                        box.messages.clear();
                        box.messages.putAll(messages);
                        box.vanished.clear();
                        box.vanished.putAll(vanished);
                        changed.signalAll();
                        return true;
                    });
        } finally {
            lock.unlock();
        }
    }

    /// What a folder holds, oldest first, as it was given.
    public List<byte[]> messages(FolderPath folder) throws MailException {
        return stored(folder).stream().map(Stored::content).toList();
    }

    long append(FolderPath folder, Set<String> flags, Instant date, byte[] content)
            throws MailException {
        lock.lock();
        try {
            Box box = box(folder);
            if (used() + content.length > quota) {
                throw new MailException(Reason.OVER_QUOTA, "APPEND OVERQUOTA");
            }
            String emailId = "e" + nextId++;
            long uid = box.uidNext++;
            put(box, new Stored(uid, emailId, Set.copyOf(flags), ++box.modSeq, date, content));
            changed.signalAll();
            return uid;
        } finally {
            lock.unlock();
        }
    }

    List<Folder> folders() {
        return locked(() ->
                boxes.entrySet().stream().map(e -> folder(e.getKey(), e.getValue())).toList());
    }

    void create(FolderPath folder) throws MailException {
        lock.lock();
        try {
            if (boxes.containsKey(folder)) {
                throw new MailException(Reason.REFUSED, "CREATE ALREADYEXISTS");
            }
            add(folder, Optional.empty());
        } finally {
            lock.unlock();
        }
    }

    void rename(FolderPath from, FolderPath to) throws MailException {
        lock.lock();
        try {
            box(from);
            String below = from.value() + "/";
            if (from.equals(FolderPath.INBOX)
                    || boxes.containsKey(to)
                    || to.value().startsWith(below)) {
                throw new MailException(Reason.REFUSED, "RENAME CANNOT");
            }
            for (FolderPath path : List.copyOf(boxes.keySet())) {
                if (path.equals(from) || path.value().startsWith(below)) {
                    String rest = path.value().substring(from.value().length());
                    boxes.put(new FolderPath(to.value() + rest), boxes.remove(path));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    void delete(FolderPath folder) throws MailException {
        lock.lock();
        try {
            box(folder);
            boolean hasChild =
                    boxes.keySet().stream()
                            .anyMatch(p -> p.value().startsWith(folder.value() + "/"));
            if (folder.equals(FolderPath.INBOX) || hasChild) {
                throw new MailException(Reason.REFUSED, "DELETE CANNOT");
            }
            boxes.remove(folder);
        } finally {
            lock.unlock();
        }
    }

    void subscribe(FolderPath folder, boolean wanted) throws MailException {
        lock.lock();
        try {
            box(folder).subscribed = wanted;
        } finally {
            lock.unlock();
        }
    }

    List<Quota> quotas() {
        return locked(() ->
                quota == Long.MAX_VALUE
                        ? List.of()
                        : List.of(new Quota("", Quota.Resource.OCTETS, used(), quota)));
    }

    FolderStatus status(FolderPath folder) throws MailException {
        lock.lock();
        try {
            Box box = box(folder);
            return new FolderStatus(
                    folder, box.uidValidity, box.uidNext, box.messages.size(), box.modSeq);
        } finally {
            lock.unlock();
        }
    }

    List<Stored> stored(FolderPath folder) throws MailException {
        lock.lock();
        try {
            return List.copyOf(box(folder).messages.values());
        } finally {
            lock.unlock();
        }
    }

    Optional<Stored> stored(FolderPath folder, long uid) throws MailException {
        lock.lock();
        try {
            return Optional.ofNullable(box(folder).messages.get(uid));
        } finally {
            lock.unlock();
        }
    }

    List<Long> vanishedSince(FolderPath folder, long modSeq) throws MailException {
        lock.lock();
        try {
            return box(folder).vanished.entrySet().stream()
                    .filter(e -> e.getValue() > modSeq)
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    void flag(FolderPath folder, long uid, Set<String> flags) throws MailException {
        lock.lock();
        try {
            Box box = box(folder);
            box.messages.computeIfPresent(uid, (_, m) -> m.with(flags, ++box.modSeq));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// @return the new UID; 0 if there was nothing to move
    long move(FolderPath from, long uid, FolderPath to) throws MailException {
        lock.lock();
        try {
            Box source = box(from);
            Box target = box(to);
            Stored message = source.messages.remove(uid);
            if (message == null) {
                return 0;
            }
            source.vanished.put(uid, ++source.modSeq);
            long newUid = target.uidNext++;
            put(target, message.at(newUid, ++target.modSeq));
            changed.signalAll();
            return newUid;
        } finally {
            lock.unlock();
        }
    }

    void expunge(FolderPath folder, long uid) throws MailException {
        lock.lock();
        try {
            Box box = box(folder);
            if (box.messages.remove(uid) != null) {
                box.vanished.put(uid, ++box.modSeq);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the folder's state is no longer this one.
    ///
    /// @param stop ends the wait; looked at when [#wakeAll()] is called
    boolean awaitChange(FolderPath folder, long modSeq, Duration atMost, BooleanSupplier stop)
            throws MailException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (box(folder).modSeq == modSeq && left > 0 && !stop.getAsBoolean()) {
                left = changed.awaitNanos(left);
            }
            return box(folder).modSeq != modSeq;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    void wakeAll() {
        locked(() -> {
            changed.signalAll();
            return true;
        });
    }

    private interface Work<T> {
        T run();
    }

    private <T> T locked(Work<T> work) {
        lock.lock();
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }

    private void add(FolderPath path, Optional<Role> role) {
        boxes.put(path, new Box("f" + nextId++, role, 1_000 + nextId));
    }

    private static void put(Box box, Stored message) {
        box.messages.put(message.uid(), message);
    }

    private long used() {
        return boxes.values().stream()
                .flatMap(box -> box.messages.values().stream())
                .mapToLong(message -> message.content().length)
                .sum();
    }

    private Box box(FolderPath folder) throws MailException {
        Box box = boxes.get(folder);
        if (box == null) {
            throw new MailException(Reason.NO_SUCH_FOLDER, "NONEXISTENT");
        }
        return box;
    }

    private static Folder folder(FolderPath path, Box box) {
        int slash = path.value().lastIndexOf('/');
        Optional<FolderPath> parent =
                slash > 0
                        ? Optional.of(new FolderPath(path.value().substring(0, slash)))
                        : Optional.empty();
        String name = path.value().substring(slash + 1);
        return new Folder(path, name, parent, box.role, Optional.of(box.id), box.subscribed);
    }
}
