package fr.spico.platform.db;

import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads: each statement sees what is committed when it begins, and what the [WriteTx] that it runs
/// in has written. PostgreSQL refuses writes in it unless it is a [WriteTx]. Belongs to the thread
/// that runs it; never keep one.
public sealed class ReadTx permits ScanTx {

    private final JdbcClient jdbc;

    ReadTx(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public JdbcClient.StatementSpec sql(String sql) {
        return jdbc.sql(sql);
    }
}
