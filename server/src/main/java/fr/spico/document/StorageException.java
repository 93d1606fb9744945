package fr.spico.document;

import java.io.IOException;
import java.io.Serial;

/// The store of the files does not answer, or gives back something else than it got.
final class StorageException extends IOException {

    @Serial private static final long serialVersionUID = 1L;

    private final boolean damaged;

    StorageException(String message, Throwable cause) {
        super(message, cause);
        this.damaged = false;
    }

    StorageException(String message) {
        super(message);
        this.damaged = false;
    }

    private StorageException(Throwable cause) {
        super("a file does not decrypt", cause);
        this.damaged = true;
    }

    static StorageException damaged(Throwable cause) {
        return new StorageException(cause);
    }

    /// Whether asking again is of no use.
    boolean isDamaged() {
        return damaged;
    }
}
