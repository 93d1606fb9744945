package fr.spico.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.spico.PlatformTest;
import fr.spico.account.Account;
import fr.spico.account.Caller;
import fr.spico.account.People;
import fr.spico.mail.MailException;
import fr.spico.mail.MailSender;
import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.Role;
import fr.spico.mail.MailStores;
import fr.spico.mail.MssAddress;
import fr.spico.mail.testkit.InMemoryOperator;
import fr.spico.platform.db.Database;
import fr.spico.platform.jobs.Jobs;
import fr.spico.replica.EmailId;
import fr.spico.replica.EmailQuery;
import fr.spico.replica.EmailQuery.EmailFilter;
import fr.spico.replica.FolderId;
import fr.spico.replica.MailboxId;
import fr.spico.replica.Replica;
import fr.spico.replica.ReplicaEmail;
import fr.spico.replica.Viewer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/// Linked mailboxes at an operator in memory, and the outbox of the platform.
@PlatformTest
@TestPropertySource(
        properties = {
            "spico.replica.look=200ms",
            "spico.replica.look-watched=200ms",
            "spico.replica.retry-first=20ms",
            "spico.replica.retry-at-most=100ms",
            "spico.outbox.undo-window=0s",
            "spico.outbox.retry-pauses=50ms",
            "spico.outbox.max-recipients=5",
            "spico.outbox.product-number=DEV000000",
            "spico.operator.max-message-size=200000"
        })
abstract class OutboxScene {

    static final InMemoryOperator OPERATOR = new InMemoryOperator(Clock.systemUTC());
    static final FaultyWire WIRE = new FaultyWire(OPERATOR.sender());

    /// In the national directory only.
    static final MssAddress CARDIOLOGIST = address("claire.vasseur-morin@liberal.mssante.test");

    /// In the national and in the regional directory.
    static final MssAddress NURSE = address("karim.belhadj-roux@medimail.mssante.test");

    static final MssAddress LABORATORY = address("laboratoire.garonne@medimail.mssante.test");

    /// In no directory.
    static final MssAddress RED_LISTED = address("discret@liberal.mssante.test");

    static final MssAddress PATIENT = address("279035121518989@patient.mssante.test");
    static final MssAddress OTHER_PATIENT = address("154089912345603@patient.mssante.test");

    @TestBean MailStores mailStores;
    @TestBean MailSender mailSender;
    @Autowired Outbox outbox;
    @Autowired Replica replica;
    @Autowired Database database;
    @Autowired People people;
    @Autowired Jobs jobs;

    static MailStores mailStores() {
        return OPERATOR.stores();
    }

    static MailSender mailSender() {
        return WIRE;
    }

    @Autowired
    void fillDirectories() {
        for (MssAddress a : List.of(CARDIOLOGIST, NURSE, LABORATORY, RED_LISTED)) {
            OPERATOR.createMailbox(a);
        }
        OPERATOR.createMailbox(PATIENT);
        OPERATOR.createMailbox(OTHER_PATIENT);
        OPERATOR.createMailbox(address("spico@medimail.mssante.test"));
        putInDirectory("national", List.of(CARDIOLOGIST, NURSE, LABORATORY));
        putInDirectory("regional", List.of(NURSE, LABORATORY));
    }

    @AfterEach
    void repair() {
        OPERATOR.unreachable(false);
        List.of(CARDIOLOGIST, NURSE, LABORATORY).forEach(OPERATOR::acceptAgain);
        WIRE.repair();
    }

    // --- people

    /// Somebody at the platform with a linked mailbox.
    record Sender(Account account, MssAddress address, Viewer viewer) {

        Caller caller() {
            return new Caller(account, Caller.Client.WEB);
        }
    }

    Sender doctor() {
        return linked(people.doctor());
    }

    Sender socialWorker() {
        return linked(people.socialWorker());
    }

    Sender linked(Account account) {
        MssAddress address = address("bal-" + UUID.randomUUID() + "@medimail.mssante.test");
        OPERATOR.createMailbox(address);
        MailboxId mailbox = database.write(tx -> replica.attach(tx, address));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> database.read(tx -> replica.fill(tx, mailbox)).complete());
        Viewer viewer = new Viewer(account.id(), mailbox, account.mayExchangeWithPatients());
        return new Sender(account, address, viewer);
    }

    static MssAddress address(String text) {
        return MssAddress.parse(text).orElseThrow();
    }

    // --- mails

    /// A mail in wire form.
    ///
    /// @param fields the header, one field per line
    static byte[] mail(String... fields) {
        String header = String.join("\r\n", fields);
        return (header + "\r\nMIME-Version: 1.0\r\n\r\nBonjour,\r\n.\r\nCordialement\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    static String newMessageId() {
        return UUID.randomUUID() + "@liberal.mssante.test";
    }

    EmailId draft(Sender sender, String... fields) {
        String[] all = new String[fields.length + 2];
        all[0] = "From: Hélène <" + sender.address().value() + ">";
        all[1] = "Message-ID: <" + newMessageId() + ">";
        System.arraycopy(fields, 0, all, 2, fields.length);
        return store(sender, Role.DRAFTS, Set.of("$draft", "$seen"), mail(all));
    }

    EmailId store(Sender sender, Role role, Set<String> keywords, byte[] message) {
        try {
            FolderId folder = replica.folderWithRole(sender.viewer(), role);
            return replica.append(sender.viewer(), folder, keywords, Instant.now(), message);
        } catch (MailException e) {
            throw new AssertionError(e);
        }
    }

    /// A mail comes from outside.
    ///
    /// @return its Message-ID
    String receive(Sender sender, MssAddress from, String... fields) {
        String id = newMessageId();
        String[] all = new String[fields.length + 3];
        all[0] = "From: " + from.value();
        all[1] = "Message-ID: <" + id + ">";
        all[2] = "To: " + sender.address().value();
        System.arraycopy(fields, 0, all, 3, fields.length);
        OPERATOR.deliver(sender.address(), mail(all));
        await().until(() -> !withMessageId(sender, id).isEmpty());
        return id;
    }

    List<EmailId> withMessageId(Sender sender, String id) {
        Viewer everything = new Viewer(sender.account().id(), sender.viewer().mailbox(), true);
        return database.read(tx -> replica.findByMessageId(tx, everything, id));
    }

    ReplicaEmail email(Sender sender, EmailId id) {
        return database.read(tx -> replica.emails(tx, sender.viewer(), List.of(id))).getFirst();
    }

    /// What the platform shows in a folder.
    List<EmailId> in(Sender sender, Role role) {
        EmailQuery query =
                new EmailQuery(
                        new EmailFilter.InRole(role), List.of(), false, 0, null, 0, 100, true);
        return database.read(tx -> replica.query(tx, sender.viewer(), query)).ids();
    }

    /// What lies in a folder at the operator.
    List<byte[]> atOperator(MssAddress mailbox, String folder) {
        try {
            return OPERATOR.createMailbox(mailbox).messages(new FolderPath(folder));
        } catch (MailException e) {
            throw new AssertionError(e);
        }
    }

    void atOperator(Sender sender, String folder, AtOperator act) {
        try (MailStore store = OPERATOR.stores().open(sender.address())) {
            store.select(new FolderPath(folder));
            act.with(store);
        } catch (MailException e) {
            throw new AssertionError(e);
        }
    }

    interface AtOperator {
        void with(MailStore store) throws MailException;
    }

    // --- sending

    SubmitResult submit(Sender sender, EmailId draft) {
        return outbox.submit(sender.caller(), sender.viewer(), draft, SubmitWish.plain("i"));
    }

    Submission submitted(Sender sender, EmailId draft) {
        return accepted(submit(sender, draft));
    }

    /// Stays pending until somebody does something about it.
    Submission held(Sender sender, EmailId draft) {
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        return accepted(
                outbox.submit(
                        sender.caller(),
                        sender.viewer(),
                        draft,
                        new SubmitWish("i", null, null, null, tomorrow)));
    }

    static Submission accepted(SubmitResult result) {
        assertThat(result).isInstanceOf(SubmitResult.Accepted.class);
        return ((SubmitResult.Accepted) result).submission();
    }

    Submission now(Sender sender, Submission submission) {
        return database.read(tx -> outbox.find(tx, sender.viewer(), List.of(submission.id())))
                .getFirst();
    }

    Submission awaitThat(Sender sender, Submission submission, Predicate<Submission> state) {
        await().atMost(Duration.ofSeconds(15)).until(() -> state.test(now(sender, submission)));
        return now(sender, submission);
    }

    Submission awaitFinal(Sender sender, Submission submission) {
        return awaitThat(sender, submission, s -> s.undo() == Submission.Undo.FINAL);
    }

    /// Nothing is left to do for it, and its text is gone.
    void awaitFiled(Submission submission) {
        await().atMost(Duration.ofSeconds(15))
                .until(() -> row(submission, "filing = 'done' and message is null"));
    }

    boolean row(Submission submission, String condition) {
        return database.read(tx ->
                tx.sql(
                                "select exists (select 1 from outbox_submission where id = :id and "
                                        + condition
                                        + ")")
                        .param("id", submission.id().value())
                        .query(Boolean.class)
                        .single());
    }

    void change(Submission submission, String assignments) {
        database.run(tx ->
                tx.sql("update outbox_submission set " + assignments + " where id = :id")
                        .param("id", submission.id().value())
                        .update());
    }

    /// The job runs now.
    void runJob(Submission submission) {
        database.run(tx ->
                jobs.plan(
                        tx,
                        SubmissionJob.JOB,
                        SubmissionJob.key(submission.id()),
                        new SubmissionJob.Ref(submission.id().value()),
                        Instant.now()));
    }

    boolean isPlanned(Submission submission) {
        return database.read(tx ->
                tx.sql(
                                """
                                select exists (select 1 from scheduled_tasks
                                    where task_name = :job and task_instance = :key)
                                """)
                        .param("job", SubmissionJob.JOB.name())
                        .param("key", SubmissionJob.key(submission.id()))
                        .query(Boolean.class)
                        .single());
    }

    private void putInDirectory(String source, List<MssAddress> addresses) {
        database.run(tx -> {
            long version =
                    tx.sql(
                                    """
                                    insert into directory_version (source, origin, state, automatic, started_at)
                                    values (:source, 'file', 'switched', true, now()) returning id
                                    """)
                            .param("source", source)
                            .query(Long.class)
                            .single();
            for (MssAddress address : addresses) {
                tx.sql(
                                """
                                insert into directory_entry (source, address, since, digest, type, title, last_name, first_name,
                                    profession, specialty, structure, service, town, postal_code, department)
                                    values (:source, :address, :version, 0, 'PER', 'DR', 'NOM', 'Prénom', 'Médecin', '', '', '',
                                    'ALBI', '81000', '81')
                                """)
                        .param("source", source)
                        .param("version", version)
                        .param("address", address.value())
                        .update();
            }
            tx.sql("update directory_source set version = :version where source = :source")
                    .param("version", version)
                    .param("source", source)
                    .update();
        });
    }
}
