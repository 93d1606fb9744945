package fr.spico.directory.search;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Work on a thread of its own, beside the work of whoever wants it: words are made while entries
/// are put in order, for both take as long.
final class Beside<T> {

    private final FutureTask<T> task;

    Beside(Callable<T> work) {
        task = new FutureTask<>(work);
        Thread.ofPlatform().name("directory-words").start(task);
    }

    T result() throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("directory index: given up");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
