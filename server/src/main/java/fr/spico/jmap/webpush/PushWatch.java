package fr.spico.jmap.webpush;

import fr.spico.account.AccountEvent;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.platform.db.Database;
import fr.spico.platform.jobs.Jobs;
import fr.spico.replica.MailboxId;
import fr.spico.replica.ReplicaEvents;
import fr.spico.replica.Viewer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Listens, on this node, to the mailboxes whose holders want to be told elsewhere, and plans the
/// telling. A node that starts has every receiver looked after once: something may have changed
/// while nobody listened.
@Component
class PushWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PushWatch.class);
    private static final Duration COALESCE = Duration.ofMillis(50);

    private final Database database;
    private final PushQueries queries;
    private final JmapAccess access;
    private final ReplicaEvents events;
    private final Jobs jobs;
    private final PushSettings settings;
    private final InstantSource clock;

    private final Semaphore poked = new Semaphore(0);
    private volatile @Nullable Thread thread;

    PushWatch(
            Database database,
            PushQueries queries,
            JmapAccess access,
            ReplicaEvents events,
            Jobs jobs,
            PushSettings settings,
            InstantSource clock) {
        this.database = database;
        this.queries = queries;
        this.access = access;
        this.events = events;
        this.jobs = jobs;
        this.settings = settings;
        this.clock = clock;
    }

    /// One mailbox and whom to tell of it. Events that come together are told together.
    private final class Listening {

        private final AutoCloseable subscription;
        private final AtomicBoolean planning = new AtomicBoolean();
        private volatile Set<UUID> receivers;

        Listening(MailboxId mailbox, Set<UUID> receivers) {
            this.receivers = receivers;
            this.subscription = events.subscribe(mailbox, type -> changed());
        }

        private void changed() {
            if (planning.compareAndSet(false, true)) {
                Thread.ofVirtual().name("jmap-push").start(this::plan);
            }
        }

        private void plan() {
            planning.set(false);
            PushWatch.this.plan(receivers);
        }
    }

    /// A subscription ends with the token with which it was made.
    @EventListener
    void on(AccountEvent event) {
        switch (event.action()) {
            case TOKEN_REVOKED -> {
                queries.deleteOfToken(event.tx(), UUID.fromString(event.subject()));
                event.tx().afterCommit(this::look);
            }
            case SIGNED_IN, SIGNED_OUT, TOKEN_CREATED -> {}
        }
    }

    /// Whoever has subscribed at this moment is listened for at once.
    void look() {
        poked.release();
    }

    @Override
    public void start() {
        Thread created = Thread.ofVirtual().name("jmap-push-watch").unstarted(this::watch);
        thread = created;
        created.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /// Whatever fails, the next look comes: a watch that ended would leave every receiver untold.
    private void watch() {
        Map<MailboxId, Listening> listening = new HashMap<>();
        try {
            while (isCurrent()) {
                tryListen(listening);
                if (poked.tryAcquire(settings.lookEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                    poked.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            listening.values().forEach(PushWatch::close);
        }
    }

    /// Whether this thread is still the one that watches: the platform may have been stopped and
    /// started again meanwhile.
    private boolean isCurrent() {
        return Thread.currentThread().equals(thread);
    }

    private void tryListen(Map<MailboxId, Listening> listening) {
        try {
            listen(listening);
        } catch (DataAccessException | TransactionException e) {
            if (isCurrent()) {
                log.warn("push: the database failed: {}", e.getClass().getSimpleName());
            }
        } catch (RuntimeException | Error e) {
            log.error("push: a look at the receivers failed", e);
        }
    }

    private void listen(Map<MailboxId, Listening> listening) {
        Map<MailboxId, Set<UUID>> wanted = wanted();
        listening
                .entrySet()
                .removeIf(entry -> {
                    boolean gone = !wanted.containsKey(entry.getKey());
                    if (gone) {
                        close(entry.getValue());
                    }
                    return gone;
                });
        wanted.forEach((mailbox, receivers) -> {
            Listening present = listening.get(mailbox);
            if (present == null) {
                listening.put(mailbox, new Listening(mailbox, receivers));
                plan(receivers);
            } else if (!present.receivers.equals(receivers)) {
                present.receivers = receivers;
                plan(receivers);
            }
        });
    }

    private Map<MailboxId, Set<UUID>> wanted() {
        List<PushSubscription> all =
                database.write(tx -> {
                    queries.deleteExpired(tx, clock.instant());
                    return queries.verified(tx, clock.instant());
                });
        Map<MailboxId, Set<UUID>> wanted = new HashMap<>();
        all.stream()
                .collect(Collectors.groupingBy(PushSubscription::account))
                .forEach((account, subscriptions) ->
                        access.viewer(account)
                                .map(Viewer::mailbox)
                                .ifPresent(mailbox ->
                                        wanted.merge(
                                                mailbox, ids(subscriptions), PushWatch::both)));
        return wanted;
    }

    private void plan(Set<UUID> receivers) {
        try {
            database.run(tx ->
                    receivers.forEach(id ->
                            jobs.plan(
                                    tx,
                                    PushJob.JOB,
                                    id.toString(),
                                    new PushJob.Ref(id),
                                    clock.instant().plus(COALESCE))));
        } catch (DataAccessException | TransactionException e) {
            log.warn("push: not planned: {}", e.getClass().getSimpleName());
        }
    }

    private static Set<UUID> ids(List<PushSubscription> subscriptions) {
        return subscriptions.stream()
                .map(PushSubscription::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<UUID> both(Set<UUID> some, Set<UUID> others) {
        return java.util.stream.Stream.concat(some.stream(), others.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static void close(Listening gone) {
        try {
            gone.subscription.close();
        } catch (Exception e) {
            throw new IllegalStateException("a subscription does not end", e);
        }
    }
}
