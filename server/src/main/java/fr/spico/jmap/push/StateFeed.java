package fr.spico.jmap.push;

import fr.spico.jmap.push.States.Snapshot;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What changes for one reader, as it changes. Belongs to the thread that asks for it; the thread
/// sleeps until there is something.
final class StateFeed implements AutoCloseable {

    /// A feed ends after this, and its reader comes back and proves itself anew: neither an expired
    /// session nor another node's revocation outlives it.
    private static final Duration LIFE = Duration.ofMinutes(10);

    /// The first change is told at once, those that follow it within this together.
    private static final Duration COALESCE = Duration.ofMillis(50);

    private final Wakeup wakeup;
    private final Supplier<Snapshot> present;
    private final BooleanSupplier isWelcome;
    private final Runnable release;
    private final long end = System.nanoTime() + LIFE.toNanos();
    private volatile Snapshot seen;
    private long toldAt = System.nanoTime() - COALESCE.toNanos();

    /// @param present the states at this moment
    /// @param isWelcome whether the reader may still look
    /// @param release what to do when the reader has gone
    StateFeed(
            Wakeup wakeup,
            Supplier<Snapshot> present,
            BooleanSupplier isWelcome,
            Runnable release) {
        this.wakeup = wakeup;
        this.present = present;
        this.isWelcome = isWelcome;
        this.release = release;
        this.seen = present.get();
    }

    /// What a reader hears of.
    sealed interface News {

        /// @param states those that changed; `id` of all that there are
        record Changed(Snapshot states, String id) implements News {}

        /// The time is over.
        record Nothing() implements News {}

        /// The reader has to go.
        record End() implements News {}
    }

    /// The next thing that the reader wants to know. A change that another node made is found when
    /// the time is over, at the latest.
    News next(Duration atMost, Predicate<String> types) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < end && isWelcome.getAsBoolean()) {
            Wakeup.Reason reason =
                    wakeup.sleep(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
            if (reason == Wakeup.Reason.END) {
                return new News.End();
            }
            if (reason == Wakeup.Reason.CHANGED) {
                long left = toldAt + COALESCE.toNanos() - System.nanoTime();
                Thread.sleep(Duration.ofNanos(Math.max(0, left)));
            }
            Snapshot changed = look(types);
            if (!changed.isEmpty()) {
                toldAt = System.nanoTime();
                return new News.Changed(changed, seen.id());
            }
            if (reason == Wakeup.Reason.NOTHING) {
                return new News.Nothing();
            }
        }
        return new News.End();
    }

    /// All the states, for a reader who was here before and has seen other ones.
    News.Changed everything(Predicate<String> types) {
        return new News.Changed(seen.since(Snapshot.NONE, types), seen.id());
    }

    /// By which a reader that comes back says what it has seen.
    String id() {
        return seen.id();
    }

    private Snapshot look(Predicate<String> types) {
        Snapshot now = present.get();
        Snapshot changed = now.since(seen, types);
        seen = now;
        return changed;
    }

    /// Ends the sleep of whoever waits in [#next].
    void end() {
        wakeup.end();
    }

    @Override
    public void close() {
        release.run();
    }
}
