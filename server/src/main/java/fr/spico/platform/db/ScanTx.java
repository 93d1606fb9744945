package fr.spico.platform.db;

import org.springframework.jdbc.core.simple.JdbcClient;

/// A running transaction that may read: rows can come a few at a time (`withFetchSize`), which
/// PostgreSQL allows in a transaction only. For what does not fit into memory.
public sealed class ScanTx extends ReadTx permits WriteTx {

    ScanTx(JdbcClient jdbc) {
        super(jdbc);
    }
}
