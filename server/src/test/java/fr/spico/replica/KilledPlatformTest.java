package fr.spico.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.spico.Platform;
import fr.spico.mail.MailException;
import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.MessageFlags;
import fr.spico.mail.MailStores;
import fr.spico.mail.MssAddress;
import fr.spico.mail.Operator.Credentials;
import fr.spico.mail.imap.ImapMailStores;
import fr.spico.mail.testkit.DovecotServer;
import fr.spico.mail.testkit.DovecotServer.Setup;
import fr.spico.mail.testkit.DovecotServer.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The platform as a process of its own, with its own PostgreSQL, is killed (SIGKILL) at random
/// moments of a fill and of changes, and its PostgreSQL is restarted under load. It comes up again
/// by itself each time and ends equal to the operator. `-Dkills=20` kills more often.
@Tag("slow")
class KilledPlatformTest {

    private static final MssAddress ADDRESS = new MssAddress("tuee@medimail.mssante.test");
    private static final FolderPath ARCHIVE = new FolderPath("Archive");
    private static final int KILLS = Integer.getInteger("kills", 3);
    private static final int MAILS = 300;

    /// A start takes 5 seconds, and a minute where ten other builds run.
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir Path data;
    private final long seed = Long.getLong("seed", ThreadLocalRandom.current().nextLong());
    private final Random random = new Random(seed);
    private DovecotServer dovecot;
    private MailStores stores;
    private Process platform;
    private int number;

    @BeforeEach
    void start() throws Exception {
        Assumptions.assumeTrue(DovecotServer.isInstalled(), DovecotServer.MISSING);
        System.out.println("KilledPlatformTest: seed " + seed);
        dovecot = DovecotServer.start(Setup.of(Storage.MDBOX));
        stores = new ImapMailStores(dovecot.operator());
        try (MailStore store = stores.open(ADDRESS)) {
            store.createFolder(ARCHIVE);
            deliver(store, MAILS);
        }
        run();
        await().atMost(PATIENCE).ignoreExceptions().until(this::attach);
    }

    @AfterEach
    void stop() throws Exception {
        if (platform != null) {
            platform.destroy();
            if (!platform.waitFor(20, TimeUnit.SECONDS)) {
                platform.destroyForcibly();
            }
            postmaster().ifPresent(ProcessHandle::destroy);
            dovecot.close();
        }
    }

    @Test
    void killedAndWithItsDatabaseRestartedItEndsInStep() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            awaitProgress();
            workElsewhere();
            platform.destroyForcibly().waitFor();
            workElsewhere();
            run();
        }
        awaitProgress();
        workElsewhere();
        restartDatabase();
        workElsewhere();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(here()).isEqualTo(there()));
        assertThat(rows("select path, emails from replica_folder"))
                .isEqualTo(
                        rows(
                                """
                                select f.path, count(e.id) from replica_folder f
                                left join replica_email e on e.folder = f.id group by f.path\
                                """));
        assertThat(platform.isAlive()).isTrue();
    }

    /// And so does its database, which has no hook of its own.
    @Test
    void askedToStopInTheMiddleOfAFillItEndsWithItsDatabase() throws Exception {
        awaitProgress();
        platform.destroy();
        assertThat(platform.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(postmasterFile()).as("the database ended, too").isEmpty();
    }

    private void run() throws IOException {
        Credentials.Delegated us = (Credentials.Delegated) DovecotServer.CREDENTIALS;
        platform =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-Xmx512m",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Platform.class.getName(),
                                "--spring.profiles.active=test",
                                "--server.port=0",
                                "--spico.data.folder=" + data.resolve("platform"),
                                "--spico.database.durable=true",
                                "--spico.operator.imap.port=" + dovecot.port(),
                                "--spico.operator.user=" + us.user(),
                                "--spico.operator.password=" + us.password(),
                                "--spico.replica.chunk=10",
                                "--spico.replica.first-page=10",
                                "--spico.replica.lease=2s",
                                "--spico.replica.look=500ms",
                                "--spico.replica.retry-first=100ms",
                                "--spico.replica.retry-at-most=1s")
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        data.resolve("platform.log").toFile()))
                        .start();
    }

    private boolean attach() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    with m as (insert into replica_mailbox (address) values ('%s') returning id)
                    insert into replica_lease (mailbox, node, until) select id, '', '-infinity' from m\
                    """
                            .formatted(ADDRESS.value()));
        }
        return true;
    }

    /// Something new has come in since the last look, and then a random moment.
    private void awaitProgress() {
        Map<String, String> before = safely();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5 + random.nextInt(300)))
                .until(() -> platform.isAlive() && !safely().equals(before));
    }

    private Map<String, String> safely() {
        try {
            return here();
        } catch (SQLException e) {
            return Map.of();
        }
    }

    private void workElsewhere() throws MailException {
        try (MailStore store = stores.open(ADDRESS)) {
            deliver(store, 3);
            store.select(FolderPath.INBOX);
            List<Long> uids =
                    new ArrayList<>(store.listFlags().stream().map(m -> m.uid()).toList());
            java.util.Collections.shuffle(uids, random);
            store.storeFlags(uids.subList(0, 10), Set.of("\\Seen"), Set.of());
            store.move(uids.subList(5, 12), ARCHIVE);
            store.expunge(uids.subList(12, 15));
        }
    }

    private void deliver(MailStore store, int mails) throws MailException {
        for (int i = 0; i < mails; i++) {
            String mail =
                    "Message-ID: <k%d@example.test>\r\nFrom: paul@liberal.mssante.test\r\nSubject: Courrier %d\r\n\r\nBonjour.\r\n"
                            .formatted(number, number++);
            byte[] octets = mail.getBytes(StandardCharsets.UTF_8);
            store.append(FolderPath.INBOX, Set.of(), Instant.EPOCH.plusSeconds(number), octets);
        }
    }

    /// Immediately, as if it had crashed, while the platform works.
    private void restartDatabase() throws Exception {
        ProcessHandle postmaster = postmaster().orElseThrow();
        Path command = Path.of(postmaster.info().command().orElseThrow());
        List<String> restart = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            restart.addAll(List.of("unshare", "-U"));
        }
        restart.addAll(
                List.of(
                        command.resolveSibling("pg_ctl").toString(),
                        "-D",
                        data.resolve("platform/postgres").toString(),
                        "-w",
                        "-m",
                        "immediate",
                        "restart"));
        Process done =
                new ProcessBuilder(restart)
                        .redirectErrorStream(true)
                        .redirectOutput(data.resolve("restart.log").toFile())
                        .start();
        assertThat(done.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(done.exitValue()).as(Files.readString(data.resolve("restart.log"))).isZero();
    }

    private Optional<ProcessHandle> postmaster() {
        return postmasterFile()
                .flatMap(lines -> ProcessHandle.of(Long.parseLong(lines.getFirst().strip())));
    }

    /// Process, data folder, start, port…
    private Optional<List<String>> postmasterFile() {
        try {
            return Optional.of(
                    Files.readAllLines(data.resolve("platform/postgres/postmaster.pid")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Connection connect() throws SQLException {
        String port = postmasterFile().filter(f -> f.size() > 3).map(f -> f.get(3)).orElse("0");
        String url = "jdbc:postgresql://127.0.0.1:" + port.strip() + "/postgres";
        return DriverManager.getConnection(url, "postgres", "postgres");
    }

    private Map<String, String> here() throws SQLException {
        return rows(
                """
                select f.path || '/' || coalesce(e.uid::text, 'gone ' || e.id), array_to_string(e.keywords, ' ')
                from replica_email e join replica_folder f on f.id = e.folder\
                """);
    }

    private Map<String, String> there() throws MailException {
        Map<String, String> there = new TreeMap<>();
        try (MailStore store = stores.open(ADDRESS)) {
            for (FolderPath folder : List.of(FolderPath.INBOX, ARCHIVE)) {
                store.select(folder);
                for (MessageFlags message : store.listFlags()) {
                    there.put(
                            folder.value() + "/" + message.uid(),
                            String.join(" ", ReplicaRules.keywords(message.flags())));
                }
            }
        }
        return there;
    }

    private Map<String, String> rows(String sql) throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                rows.put(found.getString(1), found.getString(2));
            }
        }
        return rows;
    }
}
