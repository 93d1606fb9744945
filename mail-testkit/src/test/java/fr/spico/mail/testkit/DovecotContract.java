package fr.spico.mail.testkit;

import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStores;
import fr.spico.mail.MssAddress;
import fr.spico.mail.imap.ImapMailStores;
import fr.spico.mail.testkit.DovecotServer.Setup;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.TestInstance;

/// [ImapMailStores] against a real Dovecot; a subclass says how it is set up.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DovecotContract extends MailStoreContract {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final DovecotServer dovecot;
    private final CuttingProxy proxy;

    DovecotContract(DovecotServer.Storage storage, String... hidden) {
        Assumptions.assumeTrue(DovecotServer.isInstalled(), DovecotServer.MISSING);
        dovecot = DovecotServer.start(new Setup(storage, Set.of(hidden), 8, ""));
        proxy = new CuttingProxy(dovecot.port());
    }

    @AfterAll
    void stop() {
        proxy.close();
        dovecot.close();
    }

    @Override
    protected MailStores stores() {
        return new ImapMailStores(dovecot.operator());
    }

    @Override
    protected MailStores cutAfter(long octets) {
        proxy.cutAfter(octets);
        return new ImapMailStores(dovecot.operator(proxy.port()));
    }

    @Override
    protected void fill(MssAddress full) throws Exception {
        byte[] filler = new byte[7_950_000 / 2];
        Arrays.fill(filler, (byte) 'm');
        for (int i = 76; i < filler.length; i += 78) {
            filler[i] = '\r';
            filler[i + 1 < filler.length ? i + 1 : i] = '\n';
        }
        try (MailStore other = stores().open(full)) {
            for (int i = 0; i < 2; i++) {
                other.append(FolderPath.INBOX, Set.of(), Instant.EPOCH, filler);
            }
            byte[] rest = Arrays.copyOf(filler, 380_000);
            other.append(FolderPath.INBOX, Set.of(), Instant.EPOCH, rest);
        }
    }

    @Override
    protected MssAddress emptyMailbox() {
        return MssAddress.parse("contrat" + COUNT.incrementAndGet() + "@medimail.mssante.test")
                .orElseThrow();
    }
}
