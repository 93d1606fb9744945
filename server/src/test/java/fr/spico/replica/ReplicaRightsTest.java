package fr.spico.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailStore.FolderPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/// Folders that somebody shares: Dovecot with access control lists (RFC 4314).
class ReplicaRightsTest extends ReplicaOnDovecotScene {

    private static final FolderPath SHARED = new FolderPath("Partage");

    @Autowired ReplicaSync sync;

    @Test
    void aFolderThatMayBeSeenAndNotReadDoesNotKeepTheOthersOut(@TempDir Path rights)
            throws Exception {
        startWithRights(rights, "lrwstipekxa");
        elsewhere(FolderPath.INBOX, store -> store.createFolder(SHARED));
        give(rights, "l");
        put(FolderPath.INBOX, mail("Courrier"));
        attach();
        awaitMail("Courrier");
        assertThat(fill().operatorProblem()).isNull();
    }

    @Test
    void aFolderThatIsClosedForAWhileKeepsWhatItHeld(@TempDir Path rights) throws Exception {
        startWithRights(rights, "lrwstipekxa");
        elsewhere(FolderPath.INBOX, store -> store.createFolder(SHARED));
        put(SHARED, mail("Partagé"));
        put(FolderPath.INBOX, mail("Supprimé"));
        attachAndFill();
        EmailId id = only("Partagé");

        give(rights, "l");
        put(FolderPath.INBOX, mail("Courrier"));
        awaitMail("Courrier");
        elsewhere(FolderPath.INBOX, store -> store.expunge(List.of(1L)));
        await().until(() -> withSubject("Supprimé").isEmpty());
        assertThat(only("Partagé")).isEqualTo(id);

        // As a move leaves it whose target does not tell the new UID, and as a start finds it.
        sync.closed(mailbox, Set.of());
        database.run(tx ->
                tx.sql("update replica_email set uid = null where id = :id")
                        .param("id", id.value())
                        .update());
        put(FolderPath.INBOX, mail("Nouveau"));
        awaitMail("Nouveau");
        elsewhere(FolderPath.INBOX, store -> store.expunge(List.of(2L)));
        await().until(() -> withSubject("Courrier").isEmpty());
        assertThat(only("Partagé")).isEqualTo(id);

        give(rights, "lrwstipekxa");
        put(SHARED, mail("Après"));
        awaitMail("Après");
        assertThat(only("Partagé")).isEqualTo(id);
    }

    @Test
    void whatMayNotBeMarkedIsAnErrorAndStaysAsItIs(@TempDir Path rights) throws Exception {
        EmailId id = aMailThatMayOnlyBeRead(rights);
        assertThatThrownBy(() ->
                        replica.update(
                                everything(), List.of(id), Set.of("$flagged"), Set.of(), null))
                .isInstanceOfSatisfying(
                        MailException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
        assertThat(email(id).keywords()).isEmpty();
    }

    @Test
    void whatMayNotBeRemovedIsAnErrorAndStays(@TempDir Path rights) throws Exception {
        EmailId id = aMailThatMayOnlyBeRead(rights);
        assertThatThrownBy(() -> replica.destroy(everything(), List.of(id)))
                .isInstanceOf(MailException.class);
        assertThat(withSubject("Courrier")).containsExactly(id);
    }

    private EmailId aMailThatMayOnlyBeRead(Path rights) throws Exception {
        startWithRights(rights, "lrwstipekxa");
        elsewhere(FolderPath.INBOX, store -> store.createFolder(SHARED));
        put(SHARED, mail("Courrier"));
        give(rights, "lr");
        attachAndFill();
        return only("Courrier");
    }

    private void startWithRights(Path rights, String all) throws Exception {
        Files.setPosixFilePermissions(rights, PosixFilePermissions.fromString("rwxr-xr-x"));
        give(rights, all);
        start(
                """
                mail_plugins = acl
                plugin {
                  acl = vfile:%s/acl:cache_secs=1
                  acl_user = %%u
                }
                """
                        .formatted(rights));
    }

    private static void give(Path rights, String letters) throws Exception {
        Files.writeString(rights.resolve("acl"), SHARED.value() + " owner " + letters + "\n");
    }
}
