package fr.spico.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.spico.sandbox.annuaire.AnnuaireData;
import fr.spico.sandbox.annuaire.AnnuaireServer;
import fr.spico.sandbox.annuaire.DailyChanges;
import fr.spico.sandbox.cast.Accounts;
import fr.spico.sandbox.directory.DirectoryFiles;
import fr.spico.sandbox.dossiers.DossierFiles;
import fr.spico.sandbox.faults.Faults;
import fr.spico.sandbox.faults.FaultyProxy;
import fr.spico.sandbox.james.JamesOperator;
import fr.spico.sandbox.james.Mailboxes;
import fr.spico.sandbox.james.Recipients;
import fr.spico.sandbox.journal.Journal;
import fr.spico.sandbox.mails.MailSeed;
import fr.spico.sandbox.web.WebPage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.james.mailbox.exception.MailboxException;
import org.jspecify.annotations.Nullable;

/// The outside world on one machine: a real operator (Apache James: IMAP, SMTP), the directory
/// files and the API over them, a cast with their mails, and a page to look at it all, to write
/// from outside and to make things fail. Everything on 127.0.0.1.
///
/// Mails survive a restart and a kill. `start` is for tests of this module; others start `java -jar
/// sandbox/target/sandbox-0.1.0.jar --port 0 --data DIR` and read `DIR/sandbox/ports.json`, which
/// appears when all is ready.
public final class Sandbox implements AutoCloseable {
    private final Lock lock;
    private final Journal journal;
    private final JamesOperator james;
    private final Faults faults;
    private final WebPage page;
    private final SandboxPorts ports;

    private Sandbox(
            Lock lock,
            Journal journal,
            JamesOperator james,
            Faults faults,
            WebPage page,
            SandboxPorts ports) {
        this.lock = lock;
        this.journal = journal;
        this.james = james;
        this.faults = faults;
        this.page = page;
        this.ports = ports;
    }

    /// Runs until it is told to stop.
    public static void main(String[] args) throws Exception {
        SandboxSettings settings;
        try {
            settings = SandboxSettings.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println("Sandbox : " + e.getMessage());
            System.exit(2);
            return;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            Sandbox sandbox = start(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(sandbox, stopped)));
        } catch (SandboxException e) {
            System.err.println("Sandbox : " + e.getMessage());
            System.exit(1);
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
        stopped.await();
    }

    /// Starts and returns when everything serves.
    public static Sandbox start(SandboxSettings settings) throws Exception {
        Instant began = Instant.now();
        Path directory = settings.directory();
        Lock lock = Lock.take(directory, settings.fresh());
        System.setProperty("sandbox.log", directory.resolve("james.log").toString());
        say("Apache James démarre…");
        Recipients recipients = new Recipients();
        CompletableFuture<Journal> prepared =
                CompletableFuture.supplyAsync(() -> prepare(settings, recipients));
        CompletableFuture<AnnuaireServer> opened =
                prepared.thenApplyAsync(journal -> annuaire(settings, recipients));
        JamesOperator james =
                JamesOperator.start(directory.resolve("james"), recipients, settings.portPlus(4));
        Journal journal = join(prepared);
        int mails = james.mailboxes().restore(journal);
        say(mails + " mails dans les boîtes");
        AnnuaireServer annuaire = join(opened);
        Faults faults =
                new Faults(
                        proxy(settings.portPlus(2), james.imapPort()),
                        proxy(settings.portPlus(3), james.smtpPort()),
                        full -> allFull(full, recipients, james.mailboxes()),
                        annuaire);
        WebPage page =
                WebPage.start(
                        settings.portPlus(1),
                        james.mailboxes(),
                        recipients,
                        faults,
                        james.smtpPort(),
                        annuaire);
        SandboxPorts ports =
                new SandboxPorts(
                        page.port(), faults.imapPort(), faults.smtpPort(), james.webAdminPort());
        publish(directory, ports);
        say(
                "prêt en %.1f s : page http://127.0.0.1:%d, IMAP %d, SMTP %d"
                        .formatted(
                                Duration.between(began, Instant.now()).toMillis() / 1000.0,
                                ports.web(),
                                ports.imap(),
                                ports.smtp()));
        return new Sandbox(lock, journal, james, faults, page, ports);
    }

    /// Opens one more mailbox, empty.
    void openMailbox(String address) {
        james.mailboxes().open(address);
    }

    public SandboxPorts ports() {
        return ports;
    }

    @Override
    public void close() throws IOException {
        page.close();
        faults.close();
        james.close();
        journal.close();
        lock.close();
    }

    private static void publish(Path directory, SandboxPorts ports) throws IOException {
        Path part = directory.resolve("ports.part");
        new ObjectMapper().writeValue(part.toFile(), ports);
        Files.move(part, directory.resolve("ports.json"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Journal prepare(SandboxSettings settings, Recipients recipients) {
        Path directory = settings.directory();
        try {
            Accounts.write(directory.resolve("accounts.json"));
            Path dossiers = directory.resolve("dossiers");
            if (!Files.exists(dossiers.resolve("dossiers.json"))) {
                DossierFiles.write(dossiers, LocalDate.now(ZoneId.of("Europe/Paris")));
            }
            Path files = directory.resolve("directory");
            if (!Files.exists(files.resolve("regional.txt"))) {
                say("annuaires : " + settings.directoryRows() + " lignes…");
                DirectoryFiles.write(files, settings.directoryRows());
            }
            DirectoryFiles.addresses(files.resolve("national.txt"), recipients::know);
            DirectoryFiles.addresses(files.resolve("regional.txt"), recipients::know);
            Journal journal = Journal.open(directory.resolve("mail"));
            if (journal.isEmpty()) {
                say("premier démarrage : écriture des mails…");
                MailSeed.write(journal, Instant.now(), settings.busyMails());
            }
            return journal;
        } catch (IOException e) {
            throw new SandboxException("impossible d'écrire dans " + directory, e);
        }
    }

    private static AnnuaireServer annuaire(SandboxSettings settings, Recipients recipients) {
        Path national = settings.directory().resolve("directory").resolve("national.txt");
        try (Stream<String> rows = Files.lines(national)) {
            AnnuaireData data = AnnuaireData.of(rows, InstantSource.system());
            DailyChanges.make(data).forEach(recipients::know);
            return new AnnuaireServer(data);
        } catch (IOException e) {
            throw new SandboxException("impossible de lire " + national, e);
        }
    }

    private static <T> T join(CompletableFuture<T> prepared) {
        try {
            return prepared.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof SandboxException known ? known : e;
        }
    }

    private static FaultyProxy proxy(int port, int target) {
        try {
            return new FaultyProxy(port, target);
        } catch (IOException e) {
            throw new SandboxException("le port " + port + " est déjà pris", e);
        }
    }

    private static void allFull(boolean full, Recipients recipients, Mailboxes mailboxes) {
        recipients.allFull(full);
        try {
            mailboxes.allFull(full);
        } catch (MailboxException e) {
            throw new IllegalStateException("Apache James refuses the quota", e);
        }
    }

    private static void stop(Sandbox sandbox, CountDownLatch stopped) {
        try {
            sandbox.close();
        } catch (IOException e) {
            say("arrêt incomplet : " + e.getMessage());
        } finally {
            stopped.countDown();
        }
    }

    private static void say(String text) {
        System.out.println("Sandbox : " + text);
    }

    /// The folder of the sandbox, held by one process at a time.
    private record Lock(FileChannel channel, @Nullable FileLock held) implements AutoCloseable {
        static Lock take(Path directory, boolean fresh) throws IOException {
            Files.createDirectories(directory);
            FileChannel channel =
                    FileChannel.open(
                            directory.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock held = channel.tryLock();
            if (held == null) {
                throw new SandboxException("un autre sandbox utilise déjà " + directory);
            }
            Files.deleteIfExists(directory.resolve("ports.json"));
            if (fresh) {
                empty(directory);
            }
            Files.createDirectories(directory.resolve("james"));
            return new Lock(channel, held);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }

        private static void empty(Path directory) throws IOException {
            try (Stream<Path> paths = Files.walk(directory)) {
                List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
                for (Path path : deepestFirst) {
                    if (!path.equals(directory) && !path.endsWith("lock")) {
                        Files.delete(path);
                    }
                }
            }
        }
    }
}
