package fr.spico.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.spico.mail.MailException;
import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStores;
import fr.spico.mail.MssAddress;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Folders come, go and change their names at bad moments.
class ReplicaFoldersInStepTest extends ReplicaScene {

    private static final FolderPath OLD = new FolderPath("Anciens");
    private static final FolderPath NEW = new FolderPath("Suivis");

    @AfterEach
    void leave() {
        database.run(tx -> replica.detach(tx, mailbox));
        ELSEWHERE.remove(address);
    }

    @Test
    void aFolderThatTakesTheNameOfARemovedOneKeepsItsIdAndItsMessages() {
        make(OLD, NEW);
        put(OLD, mail("Ancien"));
        put(NEW, mail("Suivi"));
        attachAndFill();
        FolderId old = id(OLD);
        EmailId mail = only("Ancien");
        elsewhere(
                FolderPath.INBOX,
                store -> {
                    store.deleteFolder(NEW);
                    store.renameFolder(OLD, NEW);
                });
        awaitInStep();
        assertThat(id(NEW)).isEqualTo(old);
        assertThat(email(mail).folder()).isEqualTo(old);
        assertThat(withSubject("Suivi")).isEmpty();
        assertThat(fill().operatorProblem()).isNull();
    }

    @Test
    void foldersThatExchangeTheirNamesKeepTheirIds() {
        make(OLD, NEW);
        put(OLD, mail("Ancien"));
        put(NEW, mail("Suivi"));
        attachAndFill();
        FolderId old = id(OLD);
        FolderId fresh = id(NEW);
        elsewhere(
                FolderPath.INBOX,
                store -> {
                    store.renameFolder(OLD, new FolderPath("Entre deux"));
                    store.renameFolder(NEW, OLD);
                    store.renameFolder(new FolderPath("Entre deux"), NEW);
                });
        awaitInStep();
        assertThat(id(NEW)).isEqualTo(old);
        assertThat(id(OLD)).isEqualTo(fresh);
    }

    @Test
    void aFolderThatIsMadeAnewUnderTheNameOfARenamedOneIsAnother() {
        make(OLD);
        put(OLD, mail("Ancien"));
        attachAndFill();
        FolderId old = id(OLD);
        elsewhere(
                FolderPath.INBOX,
                store -> {
                    store.renameFolder(OLD, NEW);
                    store.createFolder(OLD);
                });
        put(OLD, mail("Récent"));
        awaitInStep();
        assertThat(id(NEW)).isEqualTo(old);
        assertThat(email(only("Ancien")).folder()).isEqualTo(old);
        assertThat(email(only("Récent")).folder()).isEqualTo(id(OLD)).isNotEqualTo(old);
    }

    @Test
    void aFolderRemovedHereWhileItIsReadLeavesNoMessages() {
        make(OLD);
        attachAndFill();
        FolderId old = id(OLD);
        ELSEWHERE.put(address, afterTexts(() -> removeHere(old)));
        reopen();
        await().until(() -> fill().operatorProblem() == null);
        put(OLD, mail("Ancien"));
        await().until(() -> folders().stream().noneMatch(f -> f.id().equals(old)));
        put(FolderPath.INBOX, mail("Après"));
        awaitMail("Après");
        awaitInStep();
        assertThat(withSubject("Ancien")).isEmpty();
    }

    @Test
    void aFolderRemovedElsewhereWhileItIsReadLeavesNoMessages() {
        make(OLD);
        put(OLD, mail("Ancien"));
        ELSEWHERE.put(
                address,
                afterTexts(() -> {
                    await().until(() -> mailbox.value() > 0);
                    elsewhere(FolderPath.INBOX, store -> store.deleteFolder(OLD));
                    createHere("Suivis");
                }));
        attach();
        await().until(() -> folders().stream().anyMatch(f -> f.path().equals(NEW)));
        put(FolderPath.INBOX, mail("Après"));
        awaitMail("Après");
        await().untilAsserted(() -> assertThat(all()).containsExactly(only("Après")));
        awaitInStep();
    }

    @Test
    void aListWithoutTheInboxIsNoReasonToForgetTheMessages() {
        put(FolderPath.INBOX, mail("Courrier"));
        attachAndFill();
        long state = database.read(tx -> replica.state(tx, mailbox, ReplicaChange.Type.EMAIL));
        ELSEWHERE.put(address, ReplicaFoldersInStepTest::withoutList);
        atOperator();
        reopen();
        await().until(() -> fill().operatorProblem() != null);
        ELSEWHERE.remove(address);
        reopen();
        deliver(mail("Après"));
        awaitMail("Après");
        ReplicaChange change =
                database.read(tx ->
                        replica.changes(tx, everything(), ReplicaChange.Type.EMAIL, state, 100));
        assertThat(change.destroyed()).isEmpty();
        assertThat(withSubject("Courrier")).hasSize(1);
    }

    // ---

    private void make(FolderPath... folders) {
        elsewhere(
                FolderPath.INBOX,
                store -> {
                    for (FolderPath folder : folders) {
                        store.createFolder(folder);
                    }
                });
    }

    private List<ReplicaFolder> folders() {
        return database.read(tx -> replica.folders(tx, everything()));
    }

    private FolderId id(FolderPath path) {
        return folders().stream()
                .filter(f -> f.path().equals(path))
                .map(ReplicaFolder::id)
                .findFirst()
                .orElseThrow();
    }

    /// Connections that are open end; the next ones go where [#ELSEWHERE] says.
    private void reopen() {
        OPERATOR.unreachable(true);
        await().until(() -> fill().operatorProblem() != null);
        OPERATOR.unreachable(false);
    }

    private static MailStore withoutList(MssAddress address) throws MailException {
        MailStore store = OPERATOR.stores().open(address);
        return proxy((method, arguments) ->
                method.getName().equals("folders") ? List.of() : invoke(store, method, arguments));
    }

    private void removeHere(FolderId folder) {
        try {
            replica.removeFolder(everything(), folder, true);
        } catch (MailException e) {
            throw new IllegalStateException(e);
        }
    }

    private void createHere(String name) {
        try {
            replica.createFolder(
                    everything(),
                    new Replica.FolderChoice(name, Optional.empty(), true, Optional.empty()));
        } catch (MailException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Once, when the watcher has read messages and not yet written them.
    private static MailStores afterTexts(Runnable act) {
        AtomicBoolean done = new AtomicBoolean();
        return address -> {
            MailStore store = OPERATOR.stores().open(address);
            return proxy((method, arguments) -> {
                Object result = invoke(store, method, arguments);
                if (method.getName().equals("fetchParts") && !done.getAndSet(true)) {
                    act.run();
                }
                return result;
            });
        };
    }

    private interface Call {
        Object on(Method method, Object[] arguments) throws Throwable;
    }

    private static MailStore proxy(Call call) {
        return (MailStore)
                Proxy.newProxyInstance(
                        MailStore.class.getClassLoader(),
                        new Class<?>[] {MailStore.class},
                        (_, method, arguments) -> call.on(method, arguments));
    }

    private static Object invoke(MailStore store, Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }
}
