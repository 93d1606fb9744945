package fr.spico.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.UUID;

/// Where encrypted files are. A store knows nothing of what it keeps. A [StorageException] means
/// that it does not answer; nothing is half there then.
interface DocumentStore {

    /// As configuration and database name it.
    String name();

    /// Takes a new file.
    Writing write(UUID file) throws IOException;

    /// The content of a file that is whole.
    InputStream read(UUID file) throws IOException;

    /// Idempotent.
    void delete(UUID file) throws IOException;

    /// A file being written. Closed before [#complete()] it leaves nothing behind.
    abstract class Writing extends OutputStream {

        abstract void complete() throws IOException;

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public abstract void write(byte[] from, int start, int length) throws IOException;
    }
}
