package fr.spico.replica;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Writes one chunk of a fill while the next is fetched, and is never more than one behind. What
/// fails in writing is thrown at the next call. For one thread.
final class ReplicaBehind implements AutoCloseable {

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("replica-fill").factory());
    private @Nullable Future<?> last;

    void run(Runnable work) {
        finish();
        last = thread.submit(work);
    }

    /// Waits until everything is written.
    void finish() {
        Future<?> waited = last;
        last = null;
        if (waited == null) {
            return;
        }
        try {
            waited.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a fill was written", e);
        }
    }

    /// Waits for what is under way, without telling whether it failed.
    @Override
    public void close() {
        thread.close();
    }
}
