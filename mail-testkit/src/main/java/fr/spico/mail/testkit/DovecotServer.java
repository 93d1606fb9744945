package fr.spico.mail.testkit;

import fr.spico.mail.Operator;
import fr.spico.mail.Operator.Credentials;
import fr.spico.mail.Operator.Endpoint;
import fr.spico.mail.Operator.Security;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A real Dovecot on an ephemeral loopback port, with a data folder of its own that is deleted at
/// the end. The platform may act for every mailbox (SASL PLAIN with authorisation identity). Works
/// as root and as an ordinary user. Thread-safe.
public final class DovecotServer implements AutoCloseable {

    public static final Path BINARY = Path.of("/usr/sbin/dovecot");

    public static final Credentials CREDENTIALS =
            new Credentials.Delegated("spico@medimail.mssante.test", "secret-of-the-platform");

    /// How the server keeps mails, as Dovecot calls it.
    public enum Storage {
        MAILDIR("maildir:~/Maildir"),
        MDBOX("mdbox:~/mdbox"),
        SDBOX("sdbox:~/mail");

        private final String location;

        Storage(String location) {
            this.location = location;
        }
    }

    /// @param hidden capabilities that are offered to nobody, as if the server were older
    /// @param quotaMegabytes that each mailbox may hold; 0 = any
    /// @param more settings, as Dovecot reads them
    public record Setup(Storage storage, Set<String> hidden, int quotaMegabytes, String more) {

        public static Setup of(Storage storage, String... hidden) {
            return new Setup(storage, Set.of(hidden), 0, "");
        }

        public Setup with(String settings) {
            return new Setup(storage, hidden, quotaMegabytes, more + settings);
        }

        private String settings() {
            StringBuilder settings = new StringBuilder();
            if (!hidden.isEmpty()) {
                settings.append("imap_capability = ").append(capabilities()).append('\n');
            }
            if (quotaMegabytes > 0) {
                settings.append(QUOTA.formatted(quotaMegabytes));
            }
            return settings.append(more).toString();
        }

        private String capabilities() {
            return OFFERED.stream()
                    .filter(capability -> !hidden.contains(capability))
                    .collect(Collectors.joining(" "));
        }
    }

    /// What Dovecot 2.3 offers of its own accord.
    private static final List<String> OFFERED =
            List.of(
                    ("IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE SORT THREAD=REFERENCES"
                                    + " MULTIAPPEND UNSELECT CHILDREN NAMESPACE UIDPLUS LIST-EXTENDED"
                                    + " CONDSTORE QRESYNC ESEARCH SEARCHRES WITHIN LIST-STATUS BINARY MOVE"
                                    + " SPECIAL-USE LITERAL+ NOTIFY")
                            .split(" "));

    /// What to print when a test is skipped.
    public static final String MISSING =
            "Dovecot is not installed (apt-get install dovecot-imapd): its contract was skipped";

    private final Path folder;
    private final int port;
    private final Process process;

    private DovecotServer(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    public static boolean isInstalled() {
        return Files.isExecutable(BINARY);
    }

    /// Starts a server and returns when it accepts connections; takes about a second.
    ///
    /// @throws IllegalStateException if it does not start within 20 seconds
    public static DovecotServer start(Setup setup) {
        try {
            Path folder = Files.createTempDirectory("dovecot");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            int port = freePort();
            writeSettings(folder, port, setup);
            Process process =
                    new ProcessBuilder(BINARY.toString(), "-F", "-c", folder + "/dovecot.conf")
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("out.log").toFile())
                            .start();
            DovecotServer server = new DovecotServer(folder, port, process);
            server.awaitReady();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /// An operator whose IMAP is this server; it has no SMTP.
    public Operator operator() {
        return operator(port);
    }

    /// The same through another port that leads here.
    public Operator operator(int port) {
        Endpoint imap = new Endpoint("127.0.0.1", port, Security.PLAIN);
        return new Operator(
                "Dovecot",
                List.of("medimail.mssante.test"),
                imap,
                imap,
                null,
                CREDENTIALS,
                Duration.ofSeconds(10),
                20);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            delete(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | UncheckedIOException e) {
            // A leftover in the temporary folder harms nobody.
        }
    }

    private void awaitReady() throws IOException {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        try {
            while (System.nanoTime() < until) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("Dovecot ended: " + log());
                }
                if (answers()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
        throw new IllegalStateException("Dovecot does not answer");
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            socket.setSoTimeout(2000);
            byte[] greeting = socket.getInputStream().readNBytes(4);
            return new String(greeting, StandardCharsets.US_ASCII).equals("* OK");
        } catch (IOException e) {
            return false;
        }
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("out.log"));
    }

    private static void writeSettings(Path folder, int port, Setup setup) throws IOException {
        boolean root = ((Integer) Files.getAttribute(folder, "unix:uid")) == 0;
        Path mails = Files.createDirectory(folder.resolve("mails"));
        Files.setPosixFilePermissions(mails, PosixFilePermissions.fromString("rwxrwxrwx"));
        Credentials.Delegated platform = (Credentials.Delegated) CREDENTIALS;
        Files.writeString(
                folder.resolve("masters"),
                platform.user() + ":{PLAIN}" + platform.password() + "::::::\n");
        String self = System.getProperty("user.name");
        String mailUser = root ? "nobody" : self;
        Files.writeString(
                folder.resolve("dovecot.conf"),
                SETTINGS.replace("@DIR@", folder.toString())
                                .replace("@MAILS@", setup.storage().location)
                                .replace("@PORT@", Integer.toString(port))
                                .replace("@MAIL_USER@", mailUser)
                                .replace("@MAIL_GROUP@", root ? "nogroup" : group(folder))
                        + setup.settings()
                        + (root ? "" : UNPRIVILEGED.replace("@USER@", self)));
    }

    private static String group(Path folder) throws IOException {
        return Files.readAttributes(folder, PosixFileAttributes.class).group().getName();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static final String SETTINGS =
            """
            base_dir = @DIR@/run
            state_dir = @DIR@/state
            log_path = @DIR@/dovecot.log
            protocols = imap
            listen = 127.0.0.1
            ssl = no
            disable_plaintext_auth = no
            auth_mechanisms = plain
            auth_failure_delay = 0
            first_valid_uid = 1
            mail_fsync = never
            mail_location = @MAILS@
            mail_max_userip_connections = 100
            passdb {
              driver = passwd-file
              master = yes
              args = @DIR@/masters
            }
            passdb {
              driver = static
              args = password=nobody-signs-in-directly
            }
            userdb {
              driver = static
              args = uid=@MAIL_USER@ gid=@MAIL_GROUP@ home=@DIR@/mails/%u
            }
            namespace inbox {
              inbox = yes
              separator = /
            }
            service imap-login {
              inet_listener imap {
                port = @PORT@
              }
              inet_listener imaps {
                port = 0
              }
            }
            service stats {
              chroot =
            }
            """;

    private static final String QUOTA =
            """
            mail_plugins = quota
            protocol imap {
              mail_plugins = quota imap_quota
            }
            plugin {
              quota = count:User quota
              quota_rule = *:storage=%dM
              quota_vsizes = yes
            }
            """;

    private static final String UNPRIVILEGED =
            """
            default_internal_user = @USER@
            default_login_user = @USER@
            service anvil {
              chroot =
            }
            service imap-login {
              chroot =
            }
            """;
}
