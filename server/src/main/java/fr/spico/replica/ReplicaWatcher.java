package fr.spico.replica;

import fr.spico.mail.MailException;
import fr.spico.mail.MailStore;
import fr.spico.mail.MailStores;
import fr.spico.mail.MssAddress;
import fr.spico.replica.ReplicaSync.Scope;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Keeps one mailbox in step with the operator for as long as it lives: the inbox by IDLE, the
/// other folders by NOTIFY where offered, else by a look now and then. Runs on a virtual thread of
/// its own.
final class ReplicaWatcher implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(ReplicaWatcher.class);

    /// Flags of folders whose operator has no modification sequences are compared this seldom.
    private static final int LOOKS_PER_COMPARISON = 5;

    /// IDLE is begun anew this often, to see whether somebody has begun to listen.
    private static final Duration SLICE = Duration.ofSeconds(30);

    /// Looks at the inbox begin no closer together than this; Dovecot tells of changes no more
    /// often. Of a folder of 100 000 messages a server that keeps files reads all names again for
    /// each, and what clients of ours change comes back in this way.
    private static final Duration BREATH = Duration.ofMillis(500);

    private final MailboxId mailbox;
    private final MssAddress address;
    private final MailStores stores;
    private final ReplicaSync sync;
    private final BooleanSupplier listenedTo;
    private final Semaphore awake = new Semaphore(0);
    private volatile boolean stopped;
    private volatile @Nullable MailStore open;
    private int failures;

    /// @param listenedTo whether somebody wants to know of changes at once
    ReplicaWatcher(
            MailboxId mailbox,
            MssAddress address,
            MailStores stores,
            ReplicaSync sync,
            BooleanSupplier listenedTo) {
        this.mailbox = mailbox;
        this.address = address;
        this.stores = stores;
        this.sync = sync;
        this.listenedTo = listenedTo;
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                watch();
            } catch (MailException e) {
                note(e);
            } catch (ReplicaWriting.MailboxGone e) {
                return;
            } catch (DataAccessException | TransactionException e) {
                log.warn("{}: the database failed: {}", mailbox, e.getClass().getSimpleName());
            } catch (RuntimeException | Error e) {
                log.error("{}: the look at the operator failed", mailbox, e);
            }
            failures++;
            pause();
        }
    }

    /// Ends the thread soon; never waits for it.
    void stop() {
        stopped = true;
        awake.release();
        MailStore store = open;
        if (store != null) {
            store.close();
        }
    }

    /// Ends a pause after a failure.
    void wake() {
        awake.release();
    }

    private void watch() throws MailException {
        try (MailStore store = stores.open(address)) {
            open = store;
            sync.tidy(mailbox);
            store.watchAllFolders();
            for (int looks = 0; !stopped; looks++) {
                sync.look(
                        store,
                        mailbox,
                        looks % LOOKS_PER_COMPARISON == 0 ? Scope.ALL_FLAGS : Scope.ALL);
                sync.works(mailbox);
                idle(store);
                // Not before: who is thrown out after each look must come back more seldom.
                failures = 0;
            }
        } finally {
            open = null;
        }
    }

    private void idle(MailStore store) throws MailException {
        long lookedAt = System.nanoTime(); // A wall clock may jump, and this would wait for it.
        long began = lookedAt - BREATH.toNanos();
        boolean changed = true;
        while (!stopped) {
            // Selects the inbox and reads what came before: from here on IDLE tells.
            if (changed) {
                sleep(BREATH.minusNanos(System.nanoTime() - began));
                began = System.nanoTime();
                sync.look(store, mailbox, Scope.INBOX);
            }
            Duration left = lookEvery(store).minusNanos(System.nanoTime() - lookedAt);
            if (!left.isPositive()) {
                return;
            }
            changed = store.awaitChange(left.compareTo(SLICE) < 0 ? left : SLICE);
            if (store.takeChangeElsewhere()) {
                return;
            }
        }
    }

    /// Where the operator tells of every folder by itself, nobody has to hurry.
    private Duration lookEvery(MailStore store) {
        return listenedTo.getAsBoolean() && !store.features().notifies()
                ? sync.settings.lookWatched()
                : sync.settings.look();
    }

    private void note(MailException failure) {
        if (stopped) {
            return;
        }
        log.info("{}: the operator does not answer as it should: {}", mailbox, failure.reason());
        try {
            sync.fails(mailbox, failure.reason());
        } catch (RuntimeException e) {
            log.warn("{}: a problem could not be noted", mailbox, e);
        }
    }

    /// Grows with each failure since the last look that succeeded, and differs between mailboxes.
    /// Short while somebody waits in front of the page.
    private void pause() {
        if (stopped) {
            return;
        }
        long first = sync.settings.retryFirst().toMillis();
        Duration most =
                listenedTo.getAsBoolean()
                        ? sync.settings.lookWatched()
                        : sync.settings.retryAtMost();
        long pause = Math.min(most.toMillis(), first << Math.min(failures - 1, 20));
        long withJitter = pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
        sleep(Duration.ofMillis(withJitter));
    }

    /// Until the time is up, somebody waits or all ends.
    private void sleep(Duration atMost) {
        awake.drainPermits();
        if (stopped || !atMost.isPositive()) {
            return;
        }
        try {
            boolean woken = awake.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
            log.debug("{}: goes on, woken: {}", mailbox, woken);
        } catch (InterruptedException e) {
            stopped = true;
        }
    }
}
