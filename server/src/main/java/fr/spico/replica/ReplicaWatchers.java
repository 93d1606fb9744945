package fr.spico.replica;

import fr.spico.mail.MailException;
import fr.spico.mail.MailStores;
import fr.spico.mail.MssAddress;
import fr.spico.platform.config.DataFolder;
import fr.spico.platform.db.Database;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// One watcher per mailbox on all nodes together: a node holds a lease on each mailbox that it
/// watches and renews it. A node keeps its name over restarts, so that it finds its leases again at
/// once.
@Component
class ReplicaWatchers {

    private static final Logger log = LoggerFactory.getLogger(ReplicaWatchers.class);

    private final Database database;
    private final MailStores stores;
    private final ReplicaSync sync;
    private final ReplicaConnections connections;
    private final ReplicaEvents events;
    private final DataFolder data;
    private final Map<MailboxId, ReplicaWatcher> watchers = new ConcurrentHashMap<>();
    private final Set<MailboxId> refreshing = ConcurrentHashMap.newKeySet();
    private final Semaphore wanted = new Semaphore(0);
    private volatile boolean stopped;

    ReplicaWatchers(
            Database database,
            MailStores stores,
            ReplicaSync sync,
            ReplicaConnections connections,
            ReplicaEvents events,
            DataFolder data) {
        this.database = database;
        this.stores = stores;
        this.sync = sync;
        this.connections = connections;
        this.events = events;
        this.data = data;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        String node = node();
        Thread.ofVirtual().name("replica-watchers").start(() -> keep(node));
    }

    @PreDestroy
    void stop() {
        stopped = true;
        wanted.release();
        watchers.values().forEach(ReplicaWatcher::stop);
    }

    /// A mailbox came: watch it without waiting for the next round.
    void poke() {
        wanted.release();
    }

    void stop(MailboxId mailbox) {
        ReplicaWatcher watcher = watchers.remove(mailbox);
        if (watcher != null) {
            watcher.stop();
        }
        connections.close(mailbox);
        sync.forget(mailbox);
    }

    /// A look now, on a connection of its own; if one is under way it will do.
    void refresh(MailboxId mailbox) {
        ReplicaWatcher watcher = watchers.get(mailbox);
        if (watcher != null) {
            watcher.wake();
        }
        if (!sync.isLooking(mailbox) && refreshing.add(mailbox)) {
            Thread.ofVirtual().name("replica-refresh").start(() -> lookOnce(mailbox));
        }
    }

    private void lookOnce(MailboxId mailbox) {
        try {
            MssAddress address = sync.reading(mailbox).mailbox();
            connections.<Boolean, RuntimeException>on(
                    mailbox,
                    address,
                    store -> {
                        sync.look(store, mailbox, ReplicaSync.Scope.ALL);
                        return true;
                    });
        } catch (MailException e) {
            log.debug("{}: refresh failed: {}", mailbox, e.reason());
        } catch (ReplicaWriting.MailboxGone e) {
            stop(mailbox);
        } catch (RuntimeException | Error e) {
            log.warn("{}: refresh failed", mailbox, e);
        } finally {
            refreshing.remove(mailbox);
        }
    }

    private void keep(String node) {
        long pause = Math.max(100, sync.settings.lease().toMillis() / 3);
        while (!stopped) {
            try {
                connections.sweep();
                if (sync.settings.watch()) {
                    claim(node);
                }
                if (wanted.tryAcquire(pause, TimeUnit.MILLISECONDS)) {
                    wanted.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                if (!stopped) {
                    log.warn("leases could not be renewed", e);
                    pauseAfterFailure();
                }
            }
        }
    }

    private void pauseAfterFailure() {
        try {
            if (wanted.tryAcquire(1, TimeUnit.SECONDS)) {
                wanted.drainPermits();
            }
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    private void claim(String node) {
        Map<MailboxId, MssAddress> mine = new HashMap<>();
        database.run(
                tx -> mine.putAll(ReplicaMailboxQueries.claim(tx, node, sync.settings.lease())));
        Set.copyOf(watchers.keySet()).stream()
                .filter(mailbox -> !mine.containsKey(mailbox))
                .forEach(this::stop);
        if (!stopped) {
            mine.forEach(this::watch);
        }
    }

    private void watch(MailboxId mailbox, MssAddress address) {
        watchers.computeIfAbsent(
                mailbox,
                m -> {
                    ReplicaWatcher watcher =
                            new ReplicaWatcher(
                                    m, address, stores, sync, () -> events.hasListeners(m));
                    Thread.ofVirtual().name("replica-" + m.jmapId()).start(watcher);
                    return watcher;
                });
    }

    private String node() {
        try {
            Path file = Files.createDirectories(data.folder()).resolve("node");
            // Killed in the middle of writing it, a node would go by no name.
            if (!Files.exists(file) || Files.readString(file).isBlank()) {
                Files.writeString(file, java.util.UUID.randomUUID().toString());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
