package fr.spico.replica;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStores;
import fr.spico.mail.MssAddress;
import jakarta.annotation.PreDestroy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Connections for requests, a few per mailbox, kept for a while between requests. Thread-safe.
@Component
class ReplicaConnections {

    private static final long WAIT_SECONDS = 20;

    private final MailStores stores;
    private final ReplicaSettings settings;
    private final InstantSource time;
    private final Map<MailboxId, Pool> pools = new ConcurrentHashMap<>();

    ReplicaConnections(MailStores stores, ReplicaSettings settings, InstantSource time) {
        this.stores = stores;
        this.settings = settings;
        this.time = time;
    }

    /// Work on one connection. Must not keep it.
    interface Work<T, E extends Exception> {
        T on(MailStore store) throws MailException, E;
    }

    /// Work in a folder as it is now: a connection that slept knows nothing of new messages.
    ///
    /// @throws MailException `PROTOCOL` when the folder's UIDs are no longer those that the caller
    ///   knows
    <T, E extends Exception> T in(
            MailboxId mailbox,
            MssAddress address,
            FolderPath folder,
            long uidValidity,
            Work<T, E> work)
            throws MailException, E {
        return with(
                mailbox,
                address,
                store -> store.beIn(folder),
                (store, validity) -> {
                    if (validity != uidValidity) {
                        throw new MailException(Reason.PROTOCOL, "UIDVALIDITY changed");
                    }
                    return work.on(store);
                });
    }

    <T, E extends Exception> T on(MailboxId mailbox, MssAddress address, Work<T, E> work)
            throws MailException, E {
        return with(
                mailbox,
                address,
                store -> store.status(FolderPath.INBOX).uidValidity(),
                (store, validity) -> work.on(store));
    }

    private interface Begin {
        long on(MailStore store) throws MailException;
    }

    private interface Rest<T, E extends Exception> {
        T on(MailStore store, long uidValidity) throws MailException, E;
    }

    private <T, E extends Exception> T with(
            MailboxId mailbox, MssAddress address, Begin begin, Rest<T, E> rest)
            throws MailException, E {
        Pool pool = pools.computeIfAbsent(mailbox, m -> new Pool(settings.connections()));
        pool.enter();
        boolean healthy = false;
        MailStore store = null;
        try {
            for (store = pool.take(); store != null; store = pool.take()) {
                OptionalLong validity = tryBegin(store, begin);
                if (validity.isPresent()) {
                    T result = rest.on(store, validity.getAsLong());
                    healthy = true;
                    return result;
                }
                store.close();
            }
            store = stores.open(address);
            T result = rest.on(store, begin.on(store));
            healthy = true;
            return result;
        } catch (MailException e) {
            healthy = e.reason() != Reason.UNREACHABLE && e.reason() != Reason.PROTOCOL;
            throw e;
        } finally {
            if (store != null && healthy) {
                pool.giveBack(new Idle(store, time.instant()));
            } else if (store != null) {
                store.close();
            }
            pool.leave();
        }
    }

    /// Empty when the connection died in its sleep.
    private static OptionalLong tryBegin(MailStore store, Begin begin) throws MailException {
        try {
            return OptionalLong.of(begin.on(store));
        } catch (MailException e) {
            if (e.reason() == Reason.UNREACHABLE || e.reason() == Reason.PROTOCOL) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    /// Closes what has not been used for a while.
    void sweep() {
        Instant before = time.instant().minus(settings.connectionIdle());
        pools.values().forEach(pool -> pool.closeIdle(before));
    }

    void close(MailboxId mailbox) {
        Pool pool = pools.remove(mailbox);
        if (pool != null) {
            pool.end();
        }
    }

    @PreDestroy
    void closeAll() {
        pools.values().forEach(Pool::end);
    }

    private record Idle(MailStore store, Instant since) {}

    private static final class Pool {

        private final Semaphore places;
        private final Deque<Idle> idle = new ArrayDeque<>();
        private boolean ended;

        Pool(int size) {
            this.places = new Semaphore(size, true);
        }

        void enter() throws MailException {
            try {
                if (!places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                    throw new MailException(Reason.TOO_BUSY, "all connections are in use");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MailException(Reason.TOO_BUSY, "interrupted while waiting", e);
            }
        }

        void leave() {
            places.release();
        }

        @org.jspecify.annotations.Nullable
        MailStore take() {
            synchronized (idle) {
                Idle last = idle.pollLast();
                return last == null ? null : last.store();
            }
        }

        /// Nobody would find it any more in a pool that has ended.
        void giveBack(Idle connection) {
            synchronized (idle) {
                if (!ended) {
                    idle.addLast(connection);
                    return;
                }
            }
            connection.store().close();
        }

        /// Work that is under way goes on, and its connections are closed after it.
        void end() {
            synchronized (idle) {
                ended = true;
            }
            closeIdle(Instant.MAX);
        }

        void closeIdle(Instant before) {
            Deque<MailStore> closing = new ArrayDeque<>();
            synchronized (idle) {
                while (!idle.isEmpty() && idle.peekFirst().since().isBefore(before)) {
                    closing.add(idle.pollFirst().store());
                }
            }
            closing.forEach(MailStore::close);
        }
    }
}
