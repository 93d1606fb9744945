package fr.spico.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The platform before a real Dovecot (Maildir), with mailboxes of several sizes, each beside the
/// same over raw IMAP in the same run.
final class MailBench {

    private MailBench() {}

    /// @param sizes mails of each mailbox
    static void run(Path jar, List<Integer> sizes) throws Exception {
        List<String> addresses = new ArrayList<>();
        sizes.forEach(size -> addresses.add("bal" + size + "@medimail.mssante.test"));
        try (Dovecot dovecot = new Dovecot();
                Letterbox letterbox = new Letterbox()) {
            endWithUs(dovecot);
            for (int i = 0; i < sizes.size(); i++) {
                System.err.println("  making " + sizes.get(i) + " mails");
                dovecot.fill(addresses.get(i), sizes.get(i));
            }
            try (Platform platform = new Platform(jar, dovecot.imap, letterbox.port(), addresses)) {
                for (int i = 0; i < sizes.size(); i++) {
                    new MailboxBench(dovecot, letterbox, platform, addresses.get(i), sizes.get(i))
                            .run();
                }
                System.out.printf(
                        Locale.ROOT,
                        "{\"name\":\"platform's resident memory\",\"value\":%d,\"unit\":\"MB\"}%n",
                        platform.resident() >> 20);
            }
        }
    }

    /// Whoever interrupts the benchmark leaves no server behind.
    private static void endWithUs(AutoCloseable server) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            try {
                                server.close();
                            } catch (Exception e) {
                                System.err.println("a server may still run");
                            }
                        }));
    }
}
