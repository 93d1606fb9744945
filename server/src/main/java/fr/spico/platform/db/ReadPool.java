package fr.spico.platform.db;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Connections on which PostgreSQL takes no write. Their statements stand alone: neither a BEGIN
/// nor a COMMIT goes to the database for them (ADR 38).
record ReadPool(HikariDataSource connections) implements AutoCloseable {

    JdbcClient jdbc() {
        return JdbcClient.create(connections);
    }

    @Override
    public void close() {
        connections.close();
    }
}
