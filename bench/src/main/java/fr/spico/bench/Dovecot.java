package fr.spico.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// A real Dovecot over Maildir on loopback ports, with IMAP and LMTP and a data folder that is
/// deleted at the end. Whoever knows the master password may read every mailbox.
final class Dovecot implements AutoCloseable {

    static final String MASTER = "spico@medimail.mssante.test";
    static final String PASSWORD = "bench";

    private static final Path BINARY = Path.of("/usr/sbin/dovecot");

    private final Path folder;
    private final Process process;
    final int imap;
    final int lmtp;

    Dovecot() throws IOException {
        if (!Files.isExecutable(BINARY)) {
            throw new IOException("needs apt-get install dovecot-imapd dovecot-lmtpd");
        }
        folder = Files.createTempDirectory("bench-dovecot");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectory(folder.resolve("mails"));
        imap = freePort();
        lmtp = freePort();
        Files.writeString(folder.resolve("masters"), MASTER + ":{PLAIN}" + PASSWORD + "::::::\n");
        Files.writeString(
                folder.resolve("dovecot.conf"),
                SETTINGS.replace("@DIR@", folder.toString())
                        .replace("@IMAP@", Integer.toString(imap))
                        .replace("@LMTP@", Integer.toString(lmtp)));
        process =
                new ProcessBuilder(BINARY.toString(), "-F", "-c", folder + "/dovecot.conf")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("out.log").toFile())
                        .start();
        awaitReady();
    }

    /// Fills a mailbox before anybody reads it.
    void fill(String address, int mails) throws IOException {
        new Corpus(mails).write(folder.resolve("mails/" + address + "/Maildir"), address, mails);
        run("chown", "-R", "nobody:nogroup", folder.resolve("mails").toString());
    }

    RawImap open(String address) throws IOException {
        return new RawImap("127.0.0.1", imap, address + "*" + MASTER, PASSWORD, "INBOX");
    }

    @Override
    public void close() {
        process.destroy();
        try (Stream<Path> files = Files.walk(folder)) {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | UncheckedIOException e) {
            System.err.println("a temporary folder stays behind");
        }
    }

    private void awaitReady() throws IOException {
        for (int tries = 0; tries < 200; tries++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), imap)) {
                if (socket.getInputStream().read() == '*') {
                    return;
                }
            } catch (IOException e) {
                LockSupport.parkNanos(50_000_000);
            }
        }
        throw new IOException(
                "Dovecot does not start: " + Files.readString(folder.resolve("out.log")));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void run(String... command) throws IOException {
        try {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final String SETTINGS =
            """
            base_dir = @DIR@/run
            state_dir = @DIR@/state
            log_path = @DIR@/dovecot.log
            protocols = imap lmtp
            listen = 127.0.0.1
            ssl = no
            disable_plaintext_auth = no
            auth_mechanisms = plain login
            auth_master_user_separator = *
            auth_failure_delay = 0
            first_valid_uid = 1
            mail_location = maildir:~/Maildir
            mail_max_userip_connections = 1000
            maildir_very_dirty_syncs = yes
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
              args = uid=nobody gid=nogroup home=@DIR@/mails/%u allow_all_users=yes
            }
            namespace inbox {
              inbox = yes
              separator = /
            }
            service imap-login {
              inet_listener imap {
                port = @IMAP@
              }
              inet_listener imaps {
                port = 0
              }
            }
            service lmtp {
              inet_listener lmtp {
                address = 127.0.0.1
                port = @LMTP@
              }
            }
            service stats {
              chroot =
            }
            """;
}
