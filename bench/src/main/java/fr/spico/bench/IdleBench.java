package fr.spico.bench;

import fr.spico.mail.testkit.ScriptedImapServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/// What thousands of linked mailboxes cost in which nothing happens, before an operator that offers
/// IDLE and CONDSTORE but no NOTIFY. Mailboxes are attached in the database: nobody signs in.
final class IdleBench {

    private static final long SECOND = 1_000_000_000L;
    private static final int MEASURED_SECONDS = 60;

    private final Path jar;
    private final int mailboxes;

    IdleBench(Path jar, int mailboxes) {
        this.jar = jar;
        this.mailboxes = mailboxes;
    }

    void run() throws Exception {
        try (ScriptedImapServer operator = new ScriptedImapServer();
                Platform platform =
                        new Platform(
                                jar,
                                operator.port(),
                                operator.port(),
                                List.of(),
                                "--spico.operator.max-connections=" + (mailboxes + 100))) {
            operator.mailbox().put("Subject: x\r\n\r\ny\r\n".getBytes(StandardCharsets.UTF_8));
            long start = System.nanoTime();
            attach(platform);
            await(platform, operator);
            figure("all mailboxes connected and filled", (System.nanoTime() - start) / 1e9, "s");
            LockSupport.parkNanos(20 * SECOND);
            measure(platform);
        }
    }

    private void attach(Platform platform) throws SQLException {
        try (Connection database = connect(platform);
                PreparedStatement insert =
                        database.prepareStatement(
                                """
                                with m as (
                                    insert into replica_mailbox (address)
                                    select 'bal' || n || '@medimail.mssante.test' from generate_series(1, ?) n
                                    returning id)
                                insert into replica_lease (mailbox, node, until) select id, '', '-infinity' from m\
                                """)) {
            insert.setInt(1, mailboxes);
            insert.executeUpdate();
        }
    }

    private void await(Platform platform, ScriptedImapServer operator)
            throws IOException, SQLException {
        for (int seconds = 0; seconds < 600; seconds++) {
            if (operator.connections() >= mailboxes && filled(platform) >= mailboxes) {
                return;
            }
            LockSupport.parkNanos(SECOND);
        }
        throw new IOException(
                "only " + operator.connections() + " connections, " + filled(platform) + " filled");
    }

    private static long filled(Platform platform) throws SQLException {
        try (Connection database = connect(platform);
                var found =
                        database.createStatement()
                                .executeQuery("select count(*) from replica_folder where filled")) {
            found.next();
            return found.getLong(1);
        }
    }

    private void measure(Platform platform) throws IOException {
        double java = platform.processorSeconds();
        double postgres = platform.databaseProcessorSeconds();
        LockSupport.parkNanos(MEASURED_SECONDS * SECOND);
        figure(
                "platform's processor time while idle",
                100 * (platform.processorSeconds() - java) / MEASURED_SECONDS,
                "% of a core");
        figure(
                "PostgreSQL's processor time while idle",
                100 * (platform.databaseProcessorSeconds() - postgres) / MEASURED_SECONDS,
                "% of a core");
        figure("platform's resident memory", platform.resident() / 1e6, "MB");
    }

    private static Connection connect(Platform platform) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + platform.databasePort + "/postgres",
                "postgres",
                "postgres");
    }

    private void figure(String name, double value, String unit) {
        System.out.printf(
                Locale.ROOT,
                "{\"mailboxes\":%d,\"name\":\"%s\",\"value\":%.2f,\"unit\":\"%s\"}%n",
                mailboxes,
                name,
                value,
                unit);
    }
}
