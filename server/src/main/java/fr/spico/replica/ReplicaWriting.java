package fr.spico.replica;

import fr.spico.platform.db.Database;
import fr.spico.platform.db.DatabaseSettings;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import fr.spico.replica.ReplicaMailboxQueries.States;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// Runs what changes a mailbox's replica: one writer per mailbox at a time, and once it is
/// committed those who listen are told what changed. All mailboxes together never use more than
/// half of the database's connections, so that thousands of them that start at once leave room for
/// those who read.
@Component
class ReplicaWriting {

    private final Database database;
    private final ReplicaEvents events;
    private final Semaphore places;

    ReplicaWriting(Database database, ReplicaEvents events, DatabaseSettings settings) {
        this.database = database;
        this.events = events;
        this.places = new Semaphore(Math.max(1, settings.connections() / 2), true);
    }

    /// @throws MailboxGone when the mailbox has been detached
    <T> T write(MailboxId mailbox, Function<WriteTx, T> work) {
        return inPlace(() ->
                database.write(tx -> {
                    States before =
                            ReplicaMailboxQueries.lock(tx, mailbox).orElseThrow(MailboxGone::new);
                    T result = work.apply(tx);
                    announceAfterCommit(tx, mailbox, before);
                    return result;
                }));
    }

    /// What keeping in step has to read.
    <T> T read(Function<ReadTx, T> work) {
        return inPlace(() -> database.read(work::apply));
    }

    private <T> T inPlace(Supplier<T> work) {
        places.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    void run(MailboxId mailbox, Consumer<WriteTx> work) {
        write(
                mailbox,
                tx -> {
                    work.accept(tx);
                    return true;
                });
    }

    private void announceAfterCommit(WriteTx tx, MailboxId mailbox, States before) {
        List<String> changed = ReplicaMailboxQueries.states(tx, mailbox).changedSince(before);
        if (!changed.isEmpty()) {
            tx.afterCommit(() -> changed.forEach(type -> events.announce(mailbox, type)));
        }
    }

    /// The mailbox was detached while work on it was under way.
    static final class MailboxGone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MailboxGone() {
            super("the mailbox has been detached", null, false, false);
        }
    }
}
