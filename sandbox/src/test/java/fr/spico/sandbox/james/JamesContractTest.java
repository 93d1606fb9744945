package fr.spico.sandbox.james;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStores;
import fr.spico.mail.MssAddress;
import fr.spico.mail.Operator;
import fr.spico.mail.Operator.Credentials;
import fr.spico.mail.Operator.Endpoint;
import fr.spico.mail.Operator.Security;
import fr.spico.mail.imap.ImapMailStores;
import fr.spico.mail.testkit.CuttingProxy;
import fr.spico.mail.testkit.MailStoreContract;
import fr.spico.sandbox.cast.Cast;
import fr.spico.sandbox.cast.Domains;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The platform's IMAP client against Apache James, which offers QRESYNC, IDLE and OBJECTID.
class JamesContractTest extends MailStoreContract {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @TempDir static Path folder;
    private static JamesOperator james;
    private static CuttingProxy proxy;

    @BeforeAll
    static void start() throws Exception {
        james = JamesOperator.start(folder, new Recipients(), 0);
        james.mailboxes().open(Cast.PLATFORM.address());
        proxy = new CuttingProxy(james.imapPort());
    }

    @AfterAll
    static void stop() {
        proxy.close();
        james.close();
    }

    @AfterEach
    void makeRoom() throws Exception {
        james.mailboxes().allFull(false);
    }

    @Test
    void itOffersQresyncAndObjectIds() throws Exception {
        assertThat(store.features().qresync()).isTrue();
        assertThat(store.features().objectId()).isTrue();
        assertThat(store.folders()).allSatisfy(f -> assertThat(f.objectId()).isPresent());
    }

    @Test
    void aRenamedFolderKeepsItsObjectId() throws Exception {
        FolderPath before = new FolderPath("Avant");
        store.createFolder(before);
        String id = objectId(before);
        store.renameFolder(before, new FolderPath("Après"));
        assertThat(objectId(new FolderPath("Après"))).isEqualTo(id);
    }

    @Override
    protected MailStores stores() {
        return through(james.imapPort());
    }

    @Override
    protected MailStores cutAfter(long octets) {
        proxy.cutAfter(octets);
        return through(proxy.port());
    }

    @Override
    protected void fill(MssAddress full) throws Exception {
        james.mailboxes().allFull(true);
    }

    @Override
    protected MssAddress emptyMailbox() {
        MssAddress mailbox =
                MssAddress.parse("contrat" + COUNT.incrementAndGet() + "@" + Domains.REGIONAL)
                        .orElseThrow();
        james.mailboxes().open(mailbox.value());
        return mailbox;
    }

    private String objectId(FolderPath path) throws Exception {
        return store.folders().stream()
                .filter(f -> f.path().equals(path))
                .map(MailStore.Folder::objectId)
                .findFirst()
                .orElseThrow()
                .orElseThrow();
    }

    private static MailStores through(int port) {
        Endpoint imap = new Endpoint("127.0.0.1", port, Security.PLAIN);
        Credentials platform = new Credentials.Delegated(Cast.PLATFORM.address(), Cast.PASSWORD);
        return new ImapMailStores(
                new Operator(
                        "James",
                        List.of(Domains.REGIONAL),
                        imap,
                        imap,
                        null,
                        platform,
                        Duration.ofSeconds(10),
                        20));
    }
}
