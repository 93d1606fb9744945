package fr.spico.platform.db;

import com.zaxxer.hikari.HikariDataSource;
import fr.spico.platform.config.DataFolder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// One PostgreSQL, external by one setting, otherwise real binaries embedded with their data in the
/// data folder.
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final Logger log = LoggerFactory.getLogger(DatabaseConfiguration.class);

    @Bean(destroyMethod = "close")
    @ConditionalOnProperty(
            name = "spico.database.url",
            matchIfMissing = true,
            havingValue = "embedded")
    EmbeddedPostgres embeddedPostgres(DatabaseSettings settings, DataFolder data)
            throws IOException {
        Path folder = Files.createDirectories(data.folder().toAbsolutePath().resolve("postgres"));
        log.info("PostgreSQL starts, data kept in the data folder");
        return EmbeddedPostgres.builder()
                .setPort(leftRunning(folder).orElse(settings.port()))
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                // Its own hook would stop it while features still end what they do.
                .setRegisterShutdownHook(false)
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_connections", "100")
                .setServerConfig("listen_addresses", "127.0.0.1")
                // The embedding library turns both off, for tests: a plug that is pulled must not
                // take back what clients were told.
                .setServerConfig("fsync", settings.durable() ? "on" : "off")
                .setServerConfig("synchronous_commit", settings.durable() ? "on" : "off")
                .start();
    }

    /// The port of the PostgreSQL that a platform which was killed has left behind: it still holds
    /// the data and goes on being used.
    static Optional<Integer> leftRunning(Path folder) throws IOException {
        Path file = folder.resolve("postmaster.pid");
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        boolean running =
                lines.size() > 3
                        && ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                                .flatMap(process -> process.info().command())
                                .filter(command -> command.endsWith("postgres"))
                                .isPresent();
        return running ? Optional.of(Integer.valueOf(lines.get(3).strip())) : Optional.empty();
    }

    @Bean
    DataSource dataSource(DatabaseSettings settings, ObjectProvider<EmbeddedPostgres> embedded) {
        return pool(settings, embedded.getIfAvailable());
    }

    @Bean
    ReadPool readPool(DatabaseSettings settings, ObjectProvider<EmbeddedPostgres> embedded) {
        HikariDataSource pool = pool(settings, embedded.getIfAvailable());
        pool.setReadOnly(true);
        // As a property of the connection, not of transactions that would have to be opened.
        pool.addDataSourceProperty("readOnlyMode", "always");
        return new ReadPool(pool);
    }

    private static HikariDataSource pool(
            DatabaseSettings settings, @Nullable EmbeddedPostgres embedded) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(
                embedded == null ? settings.url() : embedded.getJdbcUrl("postgres", "postgres"));
        pool.setUsername(settings.user());
        pool.setPassword(settings.password());
        pool.setMaximumPoolSize(settings.connections());
        pool.setConnectionTimeout(5_000);
        // A row that PostgreSQL refuses would stand in the message of the failure, and so in the
        // log.
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        return pool;
    }
}
