package fr.spico.replica;

import fr.spico.mail.imap.ImapMailStores;
import fr.spico.mail.testkit.DovecotServer;
import fr.spico.mail.testkit.DovecotServer.Setup;
import fr.spico.mail.testkit.DovecotServer.Storage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;

/// The mailbox lies in a Dovecot of its own, set up as the test wants it.
abstract class ReplicaOnDovecotScene extends ReplicaScene {

    private @Nullable DovecotServer dovecot;

    @BeforeEach
    void needDovecot() {
        Assumptions.assumeTrue(DovecotServer.isInstalled(), DovecotServer.MISSING);
    }

    @AfterEach
    void leave() {
        database.run(tx -> replica.detach(tx, mailbox));
        ELSEWHERE.remove(address);
        if (dovecot != null) {
            dovecot.close();
        }
    }

    /// @param settings added to Dovecot's own
    void start(String settings) {
        dovecot = DovecotServer.start(Setup.of(Storage.MAILDIR).with(settings));
        ELSEWHERE.put(address, new ImapMailStores(dovecot.operator()));
    }
}
