package fr.spico.replica;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.Role;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Folders that a server keeps in a place, or under rights, of its own.
class ReplicaOddFoldersTest extends ReplicaOnDovecotScene {

    @Test
    void whereAllFoldersLieBelowTheInboxANewOneDoesToo() throws Exception {
        start(
                """
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

    /// JMAP allows no two folders of one name at one place (RFC 8621 §2).
    @Test
    void foldersBelowOnesThatHoldNoMailsAreToldApartAndStayWhereTheyAre() throws Exception {
        start("");
        elsewhere(
                FolderPath.INBOX,
                store -> {
                    store.createFolder(new FolderPath("Équipe/2024"));
                    store.createFolder(new FolderPath("Patients/2024"));
                    store.createFolder(new FolderPath("Patients/2024/Été"));
                });
        attachAndFill();
        assertThat(names()).contains("Équipe/2024", "Patients/2024", "Été");
        ReplicaFolder folder = named("Patients/2024");
        assertThat(named("Été").parent()).contains(folder.id());
        replica.changeFolder(
                everything(),
                folder.id(),
                new Replica.FolderChoice(folder.name(), folder.parent(), true, Optional.of(3)));
        assertThat(named("Patients/2024").path()).isEqualTo(folder.path());
        assertThat(named("Patients/2024").sortOrder()).contains(3);
        replica.changeFolder(
                everything(),
                named("Été").id(),
                new Replica.FolderChoice(
                        "Hiver", Optional.of(folder.id()), true, Optional.empty()));
        assertThat(named("Hiver").path()).isEqualTo(new FolderPath("Patients/2024/Hiver"));
    }

    private List<String> names() {
        return folders().stream().map(ReplicaFolder::name).toList();
    }

    private ReplicaFolder named(String name) {
        return folders().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    }

    private List<ReplicaFolder> folders() {
        return database.read(tx -> replica.folders(tx, everything()));
    }
}
