package fr.spico.jmap.push;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What a stream's thread sleeps on. Changes that come while it is awake are one change.
final class Wakeup {

    /// Why it woke up.
    enum Reason {
        CHANGED,
        NOTHING,
        END
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private boolean changed;
    private boolean ended;

    void changed() {
        lock.lock();
        try {
            changed = true;
            something.signal();
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            something.signal();
        } finally {
            lock.unlock();
        }
    }

    Reason sleep(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (!changed && !ended && left > 0) {
                left = something.awaitNanos(left);
            }
            Reason reason = ended ? Reason.END : changed ? Reason.CHANGED : Reason.NOTHING;
            changed = false;
            return reason;
        } finally {
            lock.unlock();
        }
    }
}
