package fr.spico.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.Role;
import fr.spico.mail.mime.MimeProblem;
import fr.spico.replica.EmailQuery.EmailFilter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ReplicaSyncTest extends ReplicaScene {

    @Autowired private ReplicaSync sync;

    @AfterEach
    void operatorIsWell() {
        OPERATOR.unreachable(false);
        OPERATOR.slow(Duration.ZERO);
        clockIsOff = Duration.ZERO;
        database.run(tx -> replica.detach(tx, mailbox));
    }

    @Test
    void theFirstPageOfEachFolderIsUsableWhileTheInboxIsFilled() throws Exception {
        for (int i = 0; i < 400; i++) {
            put(FolderPath.INBOX, mail("Courrier " + i));
        }
        put(new FolderPath("Archive"), mail("Ancien"));
        OPERATOR.slow(Duration.ofMillis(25));
        attach();
        EmailId id = awaitMail("Ancien");
        assertThat(fill().complete()).isFalse();
        replica.update(everything(), List.of(id), Set.of("$seen"), Set.of(), null);
        assertThat(email(id).keywords()).contains("$seen");
    }

    @Test
    void aServerThatIsPutBackToAnEarlierStateIsFollowed() throws Exception {
        put(FolderPath.INBOX, mail("Un"));
        attachAndFill();
        Runnable restore = atOperator().backup(FolderPath.INBOX);
        put(FolderPath.INBOX, mail("Deux"));
        elsewhere(
                FolderPath.INBOX,
                store -> {
                    store.storeFlags(List.of(1L), Set.of("\\Flagged"), Set.of());
                    store.storeFlags(List.of(1L), Set.of("\\Seen"), Set.of());
                });
        awaitInStep();
        restore.run();
        put(FolderPath.INBOX, mail("Trois"));
        awaitMail("Trois");
        awaitInStep();
    }

    @Test
    void anAttachedMailboxIsFilled() {
        for (int i = 0; i < 75; i++) {
            put(FolderPath.INBOX, mail("Courrier " + i));
        }
        put(
                new FolderPath("Sent"),
                mail("Réponse", address.value(), "paul@liberal.mssante.test"),
                "\\Seen");
        attachAndFill();
        assertThat(here()).isEqualTo(there()).hasSize(76);
        assertThat(fill()).isEqualTo(new Replica.Fill(76, 76, true, null));
        assertThat(folder(Role.INBOX).totalEmails()).isEqualTo(75);
        assertThat(folder(Role.INBOX).unreadEmails()).isEqualTo(75);
        assertThat(folder(Role.SENT).unreadEmails()).isZero();
        assertThat(email(only("Réponse")).direction()).isEqualTo(Direction.SENT);
        assertThat(email(only("Courrier 74")).preview()).isEqualTo("Bonjour, voici Courrier 74.");
    }

    @Test
    void aMailboxThatHasNothingButAnInboxIsFilledToo() {
        put(FolderPath.INBOX, mail("Seul"));
        elsewhere(
                FolderPath.INBOX,
                store -> {
                    for (MailStore.Folder folder : store.folders()) {
                        if (!folder.path().equals(FolderPath.INBOX)) {
                            store.deleteFolder(folder.path());
                        }
                    }
                });
        attachAndFill();
        assertThat(fill().done()).isEqualTo(1);
    }

    @Test
    void attachingTwiceGivesTheSameReplica() {
        attachAndFill();
        MailboxId again = database.write(tx -> replica.attach(tx, address));
        assertThat(again).isEqualTo(mailbox);
    }

    @Test
    void aNewMailShowsAtOnceAndIsAnnounced() throws Exception {
        attachAndFill();
        var heard = new LinkedBlockingQueue<String>();
        try (AutoCloseable listening = events.subscribe(mailbox, heard::add)) {
            assertThat(listening).isNotNull();
            deliver(mail("Nouveau"));
            assertThat(heard.poll(2, TimeUnit.SECONDS)).isEqualTo("Email");
            assertThat(heard.poll(2, TimeUnit.SECONDS)).isEqualTo("Thread");
            assertThat(heard.poll(2, TimeUnit.SECONDS)).isEqualTo("Mailbox");
            assertThat(withSubject("Nouveau")).hasSize(1);
        }
    }

    @Test
    void mailFoundByTheFirstFillArrivedWhenTheOperatorSaysAndLaterMailNow() {
        put(FolderPath.INBOX, mail("Ancien"));
        attachAndFill();
        Instant before = Instant.now();
        put(FolderPath.INBOX, mail("Récent"));
        assertThat(email(awaitMail("Récent")).receivedAt()).isEqualTo(MONDAY);
        assertThat(email(only("Récent")).arrivedAt()).isAfterOrEqualTo(before.minusMillis(5));
        assertThat(email(only("Ancien")).arrivedAt()).isEqualTo(MONDAY);
    }

    @Test
    void whatIsReadElsewhereIsReadHere() {
        put(FolderPath.INBOX, mail("Courrier"));
        attachAndFill();
        EmailId id = only("Courrier");
        elsewhere(
                FolderPath.INBOX,
                store -> store.storeFlags(List.of(1L), Set.of("\\Seen"), Set.of()));
        await().until(() -> email(id).keywords().equals(Set.of("$seen")));
        assertThat(folder(Role.INBOX).unreadEmails()).isZero();
        elsewhere(
                FolderPath.INBOX,
                store -> store.storeFlags(List.of(1L), Set.of("$Forwarded"), Set.of("\\Seen")));
        await().until(() -> email(id).keywords().equals(Set.of("$forwarded")));
        assertThat(folder(Role.INBOX).unreadEmails()).isEqualTo(1);
    }

    @Test
    void aMessageMovedElsewhereKeepsItsId() {
        put(FolderPath.INBOX, mail("Courrier"));
        attachAndFill();
        EmailId id = only("Courrier");
        long state = database.read(tx -> replica.state(tx, mailbox, ReplicaChange.Type.EMAIL));
        elsewhere(FolderPath.INBOX, store -> store.move(List.of(1L), path(Role.ARCHIVE)));
        await().until(() -> folder(Role.ARCHIVE).totalEmails() == 1);
        assertThat(email(id).folder()).isEqualTo(folder(Role.ARCHIVE).id());
        assertThat(folder(Role.INBOX).totalEmails()).isZero();
        ReplicaChange change = emailChanges(everything(), state);
        assertThat(change.updated()).containsExactly(id.value());
        assertThat(change.created()).isEmpty();
        assertThat(change.destroyed()).isEmpty();
    }

    @Test
    void aMessageCopiedThenRemovedElsewhereKeepsItsId() {
        byte[] message = mail("Courrier");
        put(FolderPath.INBOX, message);
        attachAndFill();
        EmailId id = only("Courrier");
        put(path(Role.ARCHIVE), message);
        await().until(() -> withSubject("Courrier").size() == 2);
        elsewhere(FolderPath.INBOX, store -> store.expunge(List.of(1L)));
        await().until(() -> withSubject("Courrier").size() == 1);
        assertThat(email(id).folder()).isEqualTo(folder(Role.ARCHIVE).id());
        assertThat(here()).isEqualTo(there());
    }

    @Test
    void aMessageRemovedElsewhereIsGone() {
        put(FolderPath.INBOX, mail("Courrier"));
        attachAndFill();
        EmailId id = only("Courrier");
        long state = database.read(tx -> replica.state(tx, mailbox, ReplicaChange.Type.EMAIL));
        elsewhere(FolderPath.INBOX, store -> store.expunge(List.of(1L)));
        await().until(() -> all().isEmpty());
        assertThat(emailChanges(everything(), state).destroyed()).containsExactly(id.value());
        assertThat(folder(Role.INBOX).totalEmails()).isZero();
        assertThat(folder(Role.INBOX).totalThreads()).isZero();
    }

    @Test
    void aMessageMarkedAsDeletedDoesNotExist() {
        put(FolderPath.INBOX, mail("Courrier"));
        attachAndFill();
        elsewhere(
                FolderPath.INBOX,
                store -> store.storeFlags(List.of(1L), Set.of("\\Deleted"), Set.of()));
        await().until(() -> all().isEmpty());
    }

    @Test
    void newUidsAtTheOperatorChangeNoId() throws Exception {
        for (int i = 0; i < 30; i++) {
            put(FolderPath.INBOX, mail("Courrier " + i));
        }
        attachAndFill();
        List<EmailId> before = all();
        long state = database.read(tx -> replica.state(tx, mailbox, ReplicaChange.Type.EMAIL));
        atOperator().renumber(FolderPath.INBOX);
        deliver(mail("Après"));
        awaitMail("Après");
        awaitInStep();
        assertThat(all()).containsAll(before).hasSize(31);
        assertThat(emailChanges(everything(), state).destroyed()).isEmpty();
    }

    @Test
    void anOperatorThatIsDownIsSaidToBeDownAndWhatHappenedIsCaughtUp() {
        put(FolderPath.INBOX, mail("Courrier"));
        attachAndFill();
        OPERATOR.unreachable(true);
        atOperator();
        await().until(() -> fill().operatorProblem() != null);
        assertThat(withSubject("Courrier")).hasSize(1);
        OPERATOR.unreachable(false);
        put(FolderPath.INBOX, mail("Entretemps"));
        awaitMail("Entretemps");
        await().until(() -> fill().operatorProblem() == null);
    }

    @Test
    void aFillThatIsCutOffGoesOnWhereItWas() {
        for (int i = 0; i < 200; i++) {
            put(FolderPath.INBOX, mail("Courrier " + i));
        }
        OPERATOR.slow(Duration.ofMillis(15));
        attach();
        await().until(() -> fill().done() >= 50);
        assertThat(fill().complete()).isFalse();
        OPERATOR.unreachable(true);
        await().until(() -> fill().operatorProblem() != null);
        List<EmailId> before = all();
        OPERATOR.unreachable(false);
        OPERATOR.slow(Duration.ZERO);
        await().atMost(Duration.ofSeconds(20)).until(() -> fill().complete());
        assertThat(all()).hasSize(200).containsAll(before);
        assertThat(here()).isEqualTo(there());
    }

    @Test
    void theNewestMailsComeFirstAndAreUsableWhileTheOthersFollow() {
        for (int i = 0; i < 200; i++) {
            put(FolderPath.INBOX, mail("Courrier " + i));
        }
        OPERATOR.slow(Duration.ofMillis(25));
        attach();
        await().until(() -> fill().done() >= 10);
        assertThat(fill().complete()).isFalse();
        assertThat(withSubject("Courrier 199")).hasSize(1);
        assertThat(withSubject("Courrier 0")).isEmpty();
        List<Long> progress = new java.util.ArrayList<>();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> {
                    progress.add(fill().done());
                    return fill().complete();
                });
        assertThat(progress).isSorted();
        assertThat(progress.stream().distinct().count()).isGreaterThan(3);
        assertThat(fill().total()).isEqualTo(200);
    }

    /// As when a node loses a mailbox to another and gets it back: two looks at once would each
    /// take for removed what the other has not found again yet.
    @Test
    void aLookThatIsUnderWayWhenAMailboxIsGivenUpIsWaitedFor() {
        for (int i = 0; i < 200; i++) {
            put(FolderPath.INBOX, mail("Courrier " + i));
        }
        OPERATOR.slow(Duration.ofMillis(25));
        attach();
        await().until(() -> fill().done() >= 10);
        sync.forget(mailbox);
        assertThat(sync.isLooking(mailbox)).isTrue();
    }

    @Test
    void newMailShowsDuringAFill() {
        for (int i = 0; i < 1000; i++) {
            put(path("Archive"), mail("Ancien " + i));
        }
        OPERATOR.slow(Duration.ofMillis(40));
        attach();
        await().until(() -> fill().done() >= 10);
        deliver(mail("Nouveau"));
        awaitMail("Nouveau");
        assertThat(fill().complete()).isFalse();
    }

    @Test
    void aClockThatJumpsHoldsNothingUp() {
        attachAndFill();
        for (Duration jump : List.of(Duration.ofHours(-2), Duration.ofHours(3), Duration.ZERO)) {
            clockIsOff = jump;
            deliver(mail("Reçu à " + jump));
            put(path("Archive"), mail("Rangé à " + jump));
            awaitMail("Reçu à " + jump);
            awaitMail("Rangé à " + jump);
        }
        assertThat(here()).isEqualTo(there());
    }

    private static FolderPath path(String name) {
        return new FolderPath(name);
    }

    @Test
    void patientsAreHiddenFromThoseWhoMayNotSeeThem() {
        put(FolderPath.INBOX, mail("Confrère"));
        put(FolderPath.INBOX, patientMail("Patiente"));
        attachAndFill();
        EmailId patient = only("Patiente");
        assertThat(email(patient).messageType()).isEqualTo(MessageType.PATIENT);
        Viewer viewer = withoutPatients();
        assertThat(query(viewer, new EmailFilter.All()).ids()).containsExactly(only("Confrère"));
        assertThat(query(viewer, new EmailFilter.Text(EmailQuery.Place.ANYWHERE, "patiente")).ids())
                .isEmpty();
        assertThat(query(viewer, new EmailFilter.InFolder(folder(Role.INBOX).id())).total())
                .isEqualTo(1);
        assertThat(
                        database.<List<ReplicaEmail>>read(
                                tx -> replica.emails(tx, viewer, List.of(patient))))
                .isEmpty();
        assertThat(
                        database.<Map<EmailId, List<ReplicaEmail.Text>>>read(
                                tx -> replica.texts(tx, viewer, List.of(patient))))
                .isEmpty();
        ThreadId thread = email(patient).thread();
        assertThat(
                        database.<Map<ThreadId, List<EmailId>>>read(
                                tx -> replica.threads(tx, viewer, List.of(thread))))
                .isEmpty();
        ReplicaFolder inbox = folder(viewer, Role.INBOX);
        assertThat(inbox.totalEmails()).isEqualTo(1);
        assertThat(inbox.unreadEmails()).isEqualTo(1);
        assertThat(inbox.totalThreads()).isEqualTo(1);
        assertThat(inbox.unreadThreads()).isEqualTo(1);
        assertThat(emailChanges(viewer, 0).created()).doesNotContain(patient.value());
        assertThat(folder(Role.INBOX).totalEmails()).isEqualTo(2);
    }

    @Test
    void whatCannotBeReadIsThereWithItsProblems() {
        put(FolderPath.INBOX, "\u0000\u0001 rien à lire".getBytes(StandardCharsets.ISO_8859_1));
        put(FolderPath.INBOX, new byte[] {0, 1, 2, (byte) 0xff});
        put(
                FolderPath.INBOX,
                "Subject: =?utf-8?q?a=00b?=\r\nFrom: x\u0000y\r\nContent-Type: text/plain; name=\"a\u0000\"\r\n\r\n\u0000"
                        .getBytes(StandardCharsets.UTF_8));
        attachAndFill();
        assertThat(all()).hasSize(3);
        assertThat(emails(all()).stream().flatMap(e -> e.problems().stream()))
                .contains(MimeProblem.NO_HEADER);
        assertThat(query(everything(), new EmailFilter.Header("From", "xy")).ids()).hasSize(1);
    }

    @Test
    void aFolderMadeOrRenamedElsewhereFollows() {
        attachAndFill();
        elsewhere(FolderPath.INBOX, store -> store.createFolder(new FolderPath("Patients suivis")));
        put(new FolderPath("Patients suivis"), mail("Suivi"));
        awaitMail("Suivi");
        List<ReplicaFolder> folders = database.read(tx -> replica.folders(tx, everything()));
        assertThat(folders).extracting(ReplicaFolder::name).contains("Patients suivis");
    }

    @Test
    void aDetachedMailboxLeavesNothing() {
        put(FolderPath.INBOX, mail("Courrier"));
        put(FolderPath.INBOX, patientMail("Patiente"));
        attachAndFill();
        database.run(tx -> replica.detach(tx, mailbox));
        List<String> tables =
                database.read(tx ->
                        tx.sql(
                                        """
                                        select table_name from information_schema.columns
                                        where column_name = 'mailbox' and table_name like 'replica%'\
                                        """)
                                .query((row, n) -> row.getString(1))
                                .list());
        assertThat(tables).hasSizeGreaterThan(7);
        for (String table : tables) {
            assertThat(count(table, "mailbox")).as(table).isZero();
        }
        assertThat(count("replica_mailbox", "id")).isZero();
    }

    private long count(String table, String column) {
        return database.read(tx ->
                tx.sql("select count(*) from " + table + " where " + column + " = :id")
                        .param("id", mailbox.value())
                        .query((row, n) -> row.getLong(1))
                        .single());
    }

    private ReplicaChange emailChanges(Viewer viewer, long since) {
        return database.read(
                tx -> replica.changes(tx, viewer, ReplicaChange.Type.EMAIL, since, 1000));
    }
}
