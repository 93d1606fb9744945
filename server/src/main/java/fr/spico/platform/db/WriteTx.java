package fr.spico.platform.db;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// A running transaction that may write.
public final class WriteTx extends ScanTx {

    WriteTx(JdbcClient jdbc) {
        super(jdbc);
    }

    /// Runs something on this thread once the transaction is committed, and never if it is rolled
    /// back. What must happen even if the process dies in between is a job instead.
    public void afterCommit(Runnable effect) {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        effect.run();
                    }
                });
    }
}
