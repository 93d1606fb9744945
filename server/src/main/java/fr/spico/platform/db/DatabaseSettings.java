package fr.spico.platform.db;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `spico.database.*`
///
/// @param url JDBC URL of an external PostgreSQL; without it an embedded one keeps its data in the
///   data folder
/// @param port of the embedded PostgreSQL on loopback; 0 = any free one
/// @param connections size of each pool: one for transactions, one for reads
/// @param durable whether what the embedded PostgreSQL has committed survives a pulled plug; false
///   only where the data is thrown away, as in tests
@ConfigurationProperties(prefix = "spico.database", ignoreUnknownFields = false)
public record DatabaseSettings(
        @Nullable String url,
        @DefaultValue("postgres") String user,
        @DefaultValue("postgres") String password,
        @DefaultValue("0") int port,
        @DefaultValue("16") int connections,
        @DefaultValue("true") boolean durable) {

    @Override
    public String toString() {
        return "DatabaseSettings[…]";
    }
}
