package fr.spico.replica;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.FolderStatus;
import fr.spico.platform.config.OperatorSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/// Keeps replicas in step with the operator, one look at a mailbox at a time.
@Component
class ReplicaSync {

    private static final Logger log = LoggerFactory.getLogger(ReplicaSync.class);

    /// How much of the mailbox to look at.
    enum Scope {
        INBOX,
        ALL,
        /// Flags too, where the operator cannot tell by a number whether they changed.
        ALL_FLAGS
    }

    final ReplicaSettings settings;
    final ReplicaWriting writing;
    final ReplicaSuspects suspects = new ReplicaSuspects();
    private final OperatorSettings operator;
    private final InstantSource time;
    private final Semaphore turns;
    private final Map<MailboxId, ReentrantLock> looking = new ConcurrentHashMap<>();
    private final Map<MailboxId, ReentrantLock> listing = new ConcurrentHashMap<>();
    private final Map<MailboxId, Optional<Reason>> noted = new ConcurrentHashMap<>();
    private final Map<MailboxId, Set<FolderId>> closed = new ConcurrentHashMap<>();
    private final Map<FolderId, String> uneven = new ConcurrentHashMap<>();

    ReplicaSync(
            ReplicaSettings settings,
            ReplicaWriting writing,
            OperatorSettings operator,
            InstantSource time) {
        this.settings = settings;
        this.writing = writing;
        this.operator = operator;
        this.time = time;
        this.turns = new Semaphore(settings.fills(), true);
    }

    /// Looks at the operator and brings the replica in step; waits for a look that is under way.
    ///
    /// @throws ReplicaWriting.MailboxGone when the mailbox has been detached
    void look(MailStore store, MailboxId mailbox, Scope scope) throws MailException {
        ReentrantLock lock = lock(mailbox);
        lock.lock();
        try {
            new ReplicaLook(this, store, mailbox, reading(mailbox)).run(scope);
        } finally {
            lock.unlock();
        }
    }

    /// The operator answers.
    void works(MailboxId mailbox) {
        note(mailbox, Optional.empty());
    }

    void fails(MailboxId mailbox, Reason reason) {
        note(mailbox, Optional.of(reason));
    }

    private void note(MailboxId mailbox, Optional<Reason> problem) {
        if (!problem.equals(noted.get(mailbox))) {
            writing.run(
                    mailbox, tx -> ReplicaSyncQueries.problem(tx, mailbox, problem.orElse(null)));
            noted.put(mailbox, problem);
        }
    }

    /// Forgets what no client can be expected to ask for any more.
    void tidy(MailboxId mailbox) {
        writing.run(
                mailbox,
                tx -> ReplicaSyncQueries.forgetChanges(tx, mailbox, settings.changesKept()));
    }

    boolean isLooking(MailboxId mailbox) {
        return lock(mailbox).isLocked();
    }

    /// A look that is under way still keeps others out: a mailbox that was given up may come back.
    void forget(MailboxId mailbox) {
        looking.computeIfPresent(mailbox, (_, lock) -> inUse(lock));
        listing.computeIfPresent(mailbox, (_, lock) -> inUse(lock));
        noted.remove(mailbox);
        closed.remove(mailbox);
    }

    private static @Nullable ReentrantLock inUse(ReentrantLock lock) {
        return lock.isLocked() || lock.hasQueuedThreads() ? lock : null;
    }

    ReplicaReading reading(MailboxId mailbox) {
        return writing.read(tx -> ReplicaMailboxQueries.address(tx, mailbox))
                .map(a -> new ReplicaReading(a, operator.patients(), settings.textOctets()))
                .orElseThrow(ReplicaWriting.MailboxGone::new);
    }

    /// Work of a fill: few at a time, so that one large mailbox does not hold up the others.
    void withTurn(Step step) throws MailException {
        turns.acquireUninterruptibly();
        try {
            step.run();
        } finally {
            turns.release();
        }
    }

    interface Step {
        void run() throws MailException;
    }

    /// Work on the list of folders, which nobody else on this node reads or changes meanwhile: a
    /// list read before a change and written after it would undo the change.
    <T> T withFolders(MailboxId mailbox, FolderWork<T> work) throws MailException {
        ReentrantLock lock = listing.computeIfAbsent(mailbox, m -> new ReentrantLock());
        lock.lock();
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }

    interface FolderWork<T> {
        T run() throws MailException;
    }

    /// One message that PostgreSQL does not take must not keep the others out: it comes in without
    /// its texts.
    void insert(MailboxId mailbox, FolderId folder, List<NewEmail> emails) {
        if (emails.isEmpty()) {
            return;
        }
        try {
            writing.run(mailbox, tx -> ReplicaInsertQueries.insert(tx, mailbox, folder, emails));
        } catch (DataIntegrityViolationException
                | org.springframework.jdbc.UncategorizedSQLException
                | org.springframework.jdbc.BadSqlGrammarException e) {
            log.warn(
                    "{}: a message cannot be written as it is ({})",
                    mailbox,
                    e.getClass().getSimpleName());
            if (emails.size() == 1) {
                List<NewEmail> bare = List.of(emails.getFirst().bare());
                writing.run(mailbox, tx -> ReplicaInsertQueries.insert(tx, mailbox, folder, bare));
            } else {
                emails.forEach(email -> insert(mailbox, folder, List.of(email)));
            }
        }
    }

    Instant now() {
        return time.instant();
    }

    List<FolderRow> folders(MailboxId mailbox) {
        return writing.read(tx -> ReplicaFolderQueries.folders(tx, mailbox));
    }

    List<Long> uids(FolderId folder) {
        return writing.read(tx -> ReplicaSyncQueries.uids(tx, folder));
    }

    List<Long> present(FolderId folder, Collection<Long> uids) {
        return writing.read(tx -> ReplicaSyncQueries.presentUids(tx, folder, uids));
    }

    Map<Long, Set<String>> keywords(FolderId folder) {
        return writing.read(tx -> ReplicaSyncQueries.keywords(tx, folder));
    }

    /// Folders that nobody could look into when all were last looked at.
    Set<FolderId> closed(MailboxId mailbox) {
        return closed.getOrDefault(mailbox, Set.of());
    }

    void closed(MailboxId mailbox, Set<FolderId> now) {
        closed.put(mailbox, Set.copyOf(now));
    }

    /// @param closed folders whose messages are not counted as gone: nobody could look there
    List<EmailId> gone(MailboxId mailbox, Collection<FolderId> closed) {
        return writing.read(tx -> ReplicaSyncQueries.goneOutside(tx, mailbox, closed));
    }

    long count(FolderId folder) {
        return writing.read(tx -> ReplicaSyncQueries.count(tx, folder));
    }

    /// Whether this difference between the replica's and the operator's count is a new one.
    boolean isNews(FolderId folder, long held, FolderStatus now) {
        String difference = held + "/" + now.messages() + "/" + now.uidNext();
        return !difference.equals(uneven.put(folder, difference));
    }

    private ReentrantLock lock(MailboxId mailbox) {
        return looking.computeIfAbsent(mailbox, m -> new ReentrantLock());
    }
}
