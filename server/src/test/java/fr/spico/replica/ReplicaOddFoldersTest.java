package fr.spico.replica;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.Role;
import fr.spico.mail.imap.ImapMailStores;
import fr.spico.mail.testkit.DovecotServer;
import fr.spico.mail.testkit.DovecotServer.Setup;
import fr.spico.mail.testkit.DovecotServer.Storage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Folders that a server keeps in a place, or under rights, of its own.
class ReplicaOddFoldersTest extends ReplicaScene {

    private @Nullable DovecotServer dovecot;

    @BeforeEach
    void isInstalled() {
        org.junit.jupiter.api.Assumptions.assumeTrue(
                DovecotServer.isInstalled(), DovecotServer.MISSING);
    }

    @AfterEach
    void leave() {
        database.run(tx -> replica.detach(tx, mailbox));
        ELSEWHERE.remove(address);
        if (dovecot != null) {
            dovecot.close();
        }
    }

    @Test
    void whereAllFoldersLieBelowTheInboxANewOneDoesToo() throws Exception {
        start("""
              namespace inbox {
                prefix = INBOX.
                separator = .
              }
              """);
        attachAndFill();
        FolderId drafts = replica.folderWithRole(everything(), Role.DRAFTS);
        assertThat(folder(Role.DRAFTS).id()).isEqualTo(drafts);
        assertThat(path(Role.DRAFTS)).isEqualTo(new FolderPath("INBOX.Drafts"));
        assertThat(folder(Role.DRAFTS).name()).isEqualTo("Drafts");
    }

    private void start(String settings) {
        DovecotServer server = DovecotServer.start(Setup.of(Storage.MAILDIR).with(settings));
        dovecot = server;
        ELSEWHERE.put(address, new ImapMailStores(server.operator()));
    }
}
