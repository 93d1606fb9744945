package fr.spico.platform.db;

import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Opens transactions. Everything that touches the database takes the transaction as a parameter,
/// so that a reader sees what is atomic. Transactions are short and hold no network call; opening
/// one inside another joins it.
@Component
public class Database {

    private final ReadTx readTx;
    private final WriteTx writeTx;
    private final TransactionTemplate reading;
    private final TransactionTemplate writing;

    Database(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.readTx = new ReadTx(jdbc);
        this.writeTx = new WriteTx(jdbc);
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.writing = new TransactionTemplate(transactions);
    }

    public <T extends @org.jspecify.annotations.Nullable Object> T read(Function<ReadTx, T> work) {
        return reading.execute(status -> work.apply(readTx));
    }

    public <T extends @org.jspecify.annotations.Nullable Object> T write(
            Function<WriteTx, T> work) {
        return writing.execute(status -> work.apply(writeTx));
    }

    public void run(Consumer<WriteTx> work) {
        writing.executeWithoutResult(status -> work.accept(writeTx));
    }
}
