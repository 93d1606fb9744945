package fr.spico.platform.db;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Opens transactions, and reads without one (ADR 38). Everything that touches the database takes
/// what it runs in as a parameter, so that a reader sees what is atomic. Transactions are short and
/// hold no network call; opening one inside another joins it.
@Component
public class Database {

    private final ReadTx alone;
    private final ReadTx joined;
    private final ScanTx scanTx;
    private final WriteTx writeTx;
    private final TransactionTemplate scanning;
    private final TransactionTemplate writing;

    Database(JdbcClient jdbc, ReadPool reading, PlatformTransactionManager transactions) {
        this.alone = new ReadTx(reading.jdbc());
        this.joined = new ReadTx(jdbc);
        this.scanTx = new ScanTx(jdbc);
        this.writeTx = new WriteTx(jdbc);
        this.scanning = new TransactionTemplate(transactions);
        this.scanning.setReadOnly(true);
        this.writing = new TransactionTemplate(transactions);
    }

    /// Reads. Each statement sees its own moment, as it would in a « read committed » transaction:
    /// none is opened, which saves a round trip to the database.
    public <T extends @Nullable Object> T read(Function<ReadTx, T> work) {
        return work.apply(
                TransactionSynchronizationManager.isActualTransactionActive() ? joined : alone);
    }

    /// Reads more than fits into memory.
    public <T extends @Nullable Object> T scan(Function<ScanTx, T> work) {
        return scanning.execute(status -> work.apply(scanTx));
    }

    public <T extends @Nullable Object> T write(Function<WriteTx, T> work) {
        return writing.execute(status -> work.apply(writeTx));
    }

    public void run(Consumer<WriteTx> work) {
        writing.executeWithoutResult(status -> work.accept(writeTx));
    }
}
