package fr.spico.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.Role;
import fr.spico.replica.EmailQuery.EmailFilter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplicaUpdatesTest extends ReplicaScene {

    @AfterEach
    void operatorIsWell() {
        OPERATOR.unreachable(false);
        atOperator().quota(Long.MAX_VALUE);
        database.run(tx -> replica.detach(tx, mailbox));
    }

    @Test
    void whatIsReadHereIsReadThere() throws Exception {
        put(FolderPath.INBOX, mail("Courrier"), "\\Flagged");
        attachAndFill();
        EmailId id = only("Courrier");
        replica.update(
                everything(), List.of(id), Set.of("$seen", "$forwarded"), Set.of("$flagged"), null);
        assertThat(email(id).keywords()).containsExactlyInAnyOrder("$seen", "$forwarded");
        assertThat(here()).isEqualTo(there());
        assertThat(folder(Role.INBOX).unreadEmails()).isZero();
    }

    @Test
    void whatIsMovedHereIsMovedThereUnderTheSameId() throws Exception {
        put(FolderPath.INBOX, mail("Un"));
        put(FolderPath.INBOX, mail("Deux"));
        attachAndFill();
        List<EmailId> both = List.of(only("Un"), only("Deux"));
        replica.update(everything(), both, Set.of("$seen"), Set.of(), folder(Role.TRASH).id());
        assertThat(emails(both)).allMatch(e -> e.folder().equals(folder(Role.TRASH).id()));
        assertThat(folder(Role.TRASH).totalEmails()).isEqualTo(2);
        assertThat(here()).isEqualTo(there());
        deliver(mail("Après"));
        awaitMail("Après");
        assertThat(all()).containsAll(both).hasSize(3);
    }

    @Test
    void whatIsRemovedHereIsRemovedThere() throws Exception {
        put(FolderPath.INBOX, mail("Courrier"));
        attachAndFill();
        replica.destroy(everything(), all());
        assertThat(all()).isEmpty();
        assertThat(there()).isEmpty();
    }

    @Test
    void anOperatorThatDoesNotAnswerIsAnErrorAndNothingChangesHere() {
        put(FolderPath.INBOX, mail("Courrier"));
        attachAndFill();
        EmailId id = only("Courrier");
        OPERATOR.unreachable(true);
        assertThatThrownBy(() ->
                        replica.update(everything(), List.of(id), Set.of("$seen"), Set.of(), null))
                .isInstanceOfSatisfying(
                        MailException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE));
        assertThat(email(id).keywords()).isEmpty();
    }

    @Test
    void patientsMessagesCannotBeTouchedByThoseWhoMayNotSeeThem() {
        put(FolderPath.INBOX, patientMail("Patiente"));
        attachAndFill();
        List<EmailId> ids = all();
        assertNoSuchMessage(
                () -> replica.update(withoutPatients(), ids, Set.of("$seen"), Set.of(), null));
        assertNoSuchMessage(() -> replica.destroy(withoutPatients(), ids));
        assertNoSuchMessage(
                () -> replica.readPart(withoutPatients(), ids.getFirst(), "1", in -> {}));
        assertThat(there()).hasSize(1);
    }

    @Test
    void anAppendedMessageIsThereAtOnceAndOnce() throws Exception {
        attachAndFill();
        byte[] draft = mail("Brouillon", address.value(), "paul@liberal.mssante.test");
        EmailId id =
                replica.append(
                        everything(),
                        replica.folderWithRole(everything(), Role.DRAFTS),
                        Set.of("$draft", "$seen"),
                        Instant.parse("2026-03-09T10:00:00Z"),
                        draft);
        assertThat(email(id).keywords()).containsExactlyInAnyOrder("$draft", "$seen");
        assertThat(email(id).preview()).isEqualTo("Bonjour, voici Brouillon.");
        assertThat(withSubject("Brouillon")).containsExactly(id);
        deliver(mail("Après"));
        awaitMail("Après");
        assertThat(withSubject("Brouillon")).containsExactly(id);
        assertThat(here()).isEqualTo(there());
        elsewhere(
                path(Role.DRAFTS),
                store -> store.move(List.of(store.listFlags().getFirst().uid()), path(Role.SENT)));
        await().until(() -> email(id).folder().equals(folder(Role.SENT).id()));
    }

    @Test
    void aFullMailboxRefusesAnAppend() {
        attachAndFill();
        atOperator().quota(10);
        assertThatThrownBy(() ->
                        replica.append(
                                everything(),
                                folder(Role.DRAFTS).id(),
                                Set.of(),
                                MONDAY,
                                mail("Trop")))
                .isInstanceOfSatisfying(
                        MailException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.OVER_QUOTA));
        assertThat(all()).isEmpty();
    }

    @Test
    void aPartIsReadFromTheOperatorAndConnectionsAreReused() throws Exception {
        put(FolderPath.INBOX, mail("Courrier"));
        attachAndFill();
        List<String> read = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            replica.readPart(
                    everything(),
                    only("Courrier"),
                    "1",
                    in -> read.add(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
        assertThat(read).hasSize(5).allMatch(text -> text.contains("voici Courrier"));
    }

    @Test
    void anAnswerJoinsItsConversation() {
        String root = "<racine@example.test>";
        put(
                FolderPath.INBOX,
                mail("Bilan", "paul@liberal.mssante.test", address.value(), "References: " + root));
        attachAndFill();
        put(
                FolderPath.INBOX,
                mail(
                        "RE: Bilan",
                        "paul@liberal.mssante.test",
                        address.value(),
                        "In-Reply-To: " + root));
        await().until(() -> all().size() == 2);
        assertThat(emails(all()).stream().map(ReplicaEmail::thread).distinct()).hasSize(1);
        assertThat(folder(Role.INBOX).totalThreads()).isEqualTo(1);
        assertThat(query(everything(), new EmailFilter.All()).total()).isEqualTo(2);
    }

    @Test
    void aMessageThatJoinsTwoConversationsMakesThemOne() {
        put(
                FolderPath.INBOX,
                mail(
                        "Bilan",
                        "paul@liberal.mssante.test",
                        address.value(),
                        "References: <a@example.test>"));
        put(
                FolderPath.INBOX,
                mail(
                        "Bilan",
                        "paul@liberal.mssante.test",
                        address.value(),
                        "References: <b@example.test>"));
        attachAndFill();
        List<ThreadId> two = emails(all()).stream().map(ReplicaEmail::thread).toList();
        assertThat(two).doesNotHaveDuplicates();
        long state = database.read(tx -> replica.state(tx, mailbox, ReplicaChange.Type.THREAD));
        put(
                FolderPath.INBOX,
                mail(
                        "Re: Bilan",
                        "paul@liberal.mssante.test",
                        address.value(),
                        "References: <a@example.test> <b@example.test>"));
        await().until(() -> all().size() == 3);
        ThreadId older =
                two.stream().min(java.util.Comparator.comparing(ThreadId::value)).orElseThrow();
        assertThat(emails(all())).allMatch(e -> e.thread().equals(older));
        ReplicaChange change =
                database.read(tx ->
                        replica.changes(tx, everything(), ReplicaChange.Type.THREAD, state, 100));
        assertThat(change.destroyed()).hasSize(1).doesNotContain(older.value());
        assertThat(change.updated()).containsExactly(older.value());
    }

    interface Act {
        void run() throws Exception;
    }

    private static void assertNoSuchMessage(Act act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        MailException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.NO_SUCH_MESSAGE));
    }
}
