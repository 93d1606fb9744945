package fr.spico.directory.search;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Work on a thread of its own, beside the work of whoever wants it: words are made while entries
/// are put in order, and what was read is remembered while the database writes.
public final class Beside<T> {

    private final FutureTask<T> task;

    public Beside(Callable<T> work) {
        task = new FutureTask<>(work);
        Thread.ofPlatform().name("directory-beside").start(task);
    }

    /// What it came to, when it is done.
    ///
    /// @throws IOException if the wait is interrupted
    public T result() throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("directory: given up");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
