package fr.spico.mail.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.Folder;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.Role;
import fr.spico.mail.MailStores;
import fr.spico.mail.MssAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [MailStore] does with folders.
public abstract class FolderContract {

    protected static final FolderPath ARCHIVES = new FolderPath("Archives reçues");

    protected MailStores stores;
    protected MssAddress mailbox;
    protected MailStore store;

    protected abstract MailStores stores();

    /// A mailbox that no other test uses, with an empty INBOX.
    protected abstract MssAddress emptyMailbox();

    @BeforeEach
    void openMailbox() throws Exception {
        stores = stores();
        mailbox = emptyMailbox();
        store = stores.open(mailbox);
    }

    @AfterEach
    void closeMailbox() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void aFolderWithAccentsIsCreatedListedAndSelected() throws Exception {
        store.createFolder(ARCHIVES);
        assertThat(store.folders()).extracting(Folder::path).contains(ARCHIVES);
        assertThat(store.select(ARCHIVES).messages()).isZero();
    }

    @Test
    void aFolderNamedLikeSentInFrenchHasThatRole() throws Exception {
        assumeThat(store.folders())
                .as("no folder has the role yet")
                .noneMatch(f -> f.role().equals(Optional.of(Role.SENT)));
        store.createFolder(new FolderPath("Éléments envoyés"));
        assertThat(store.folders())
                .filteredOn(f -> f.role().equals(Optional.of(Role.SENT)))
                .extracting(f -> f.path().value())
                .containsExactly("Éléments envoyés");
    }

    @Test
    void selectingAFolderThatDoesNotExistFails() {
        assertFails(Reason.NO_SUCH_FOLDER, () -> store.select(new FolderPath("Nulle part")));
        assertFails(Reason.NO_SUCH_FOLDER, () -> store.status(new FolderPath("Nulle part")));
    }

    @Test
    void aFolderLiesBelowAnother() throws Exception {
        FolderPath above = create(Optional.empty(), "Réseaux");
        FolderPath below = create(Optional.of(above), "Diabète");
        Folder folder = folder(below);
        assertThat(folder.name()).isEqualTo("Diabète");
        assertThat(folder.parent()).contains(above);
        assertThat(folder(above).parent()).isEmpty();
    }

    @Test
    void aRenamedFolderKeepsItsMessagesAndWhatLiesBelowIt() throws Exception {
        FolderPath above = create(Optional.empty(), "Avant");
        FolderPath below = create(Optional.of(above), "Dedans");
        append(below);
        FolderPath after = store.pathOf(Optional.empty(), "Après");
        store.renameFolder(above, after);
        assertThat(store.folders()).extracting(Folder::path).doesNotContain(above, below);
        assertThat(store.select(store.pathOf(Optional.of(after), "Dedans")).messages())
                .isEqualTo(1);
    }

    @Test
    void aFolderCannotTakeTheNameOfAnother() throws Exception {
        FolderPath one = create(Optional.empty(), "Un");
        FolderPath two = create(Optional.empty(), "Deux");
        assertFails(Reason.REFUSED, () -> store.renameFolder(one, two));
        assertFails(Reason.REFUSED, () -> store.createFolder(two));
    }

    @Test
    void aNameThatWouldBeTwoFoldersIsRefused() throws Exception {
        String separator =
                create(Optional.of(create(Optional.empty(), "a")), "b").value().substring(1, 2);
        assertFails(
                Reason.REFUSED, () -> store.pathOf(Optional.empty(), "un" + separator + "deux"));
    }

    @Test
    void aDeletedFolderIsGoneWithItsMessages() throws Exception {
        FolderPath folder = create(Optional.empty(), "Vieux");
        append(folder);
        store.select(folder);
        store.deleteFolder(folder);
        assertThat(store.folders()).extracting(Folder::path).doesNotContain(folder);
        assertFails(Reason.NO_SUCH_FOLDER, () -> store.deleteFolder(folder));
    }

    @Test
    void aSubscriptionIsKept() throws Exception {
        FolderPath folder = create(Optional.empty(), "Suivi");
        store.subscribe(folder, true);
        assertThat(folder(folder).subscribed()).isTrue();
        store.subscribe(folder, false);
        assertThat(folder(folder).subscribed()).isFalse();
    }

    protected static void assertFails(Reason reason, ThrowingCall call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        MailException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    protected interface ThrowingCall {
        void run() throws Exception;
    }

    private FolderPath create(Optional<FolderPath> parent, String name) throws MailException {
        FolderPath path = store.pathOf(parent, name);
        store.createFolder(path);
        return path;
    }

    private Folder folder(FolderPath path) throws MailException {
        return store.folders().stream()
                .filter(f -> f.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private void append(FolderPath folder) throws MailException {
        byte[] message = "Subject: x\r\n\r\nTexte.\r\n".getBytes(StandardCharsets.UTF_8);
        store.append(folder, Set.of(), Instant.parse("2026-03-09T08:05:00Z"), message);
    }
}
