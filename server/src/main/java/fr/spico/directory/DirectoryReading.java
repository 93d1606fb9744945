package fr.spico.directory;

import fr.spico.mail.MssAddress;
import java.io.IOException;
import java.time.Instant;
import java.util.function.DoubleConsumer;

/// A source at hand: what had to come over a network has come.
interface DirectoryReading extends AutoCloseable {

    /// Up to when it knows the world.
    Instant asOf();

    /// Tells every row once, in its order.
    ///
    /// @param progress told the share that was read, 0–1
    DirectoryFile.Outcome tell(DirectoryRowTaker rows, DoubleConsumer progress) throws IOException;

    /// Whether an address that it did not tell is gone.
    default boolean forgets(MssAddress address) {
        return true;
    }

    /// The words of codes that it told, once it told everything.
    default DirectoryLabels labels() {
        return new DirectoryLabels();
    }

    @Override
    default void close() throws IOException {}
}
