package fr.spico.replica;

import static org.awaitility.Awaitility.await;

import fr.spico.PlatformTest;
import fr.spico.account.AccountId;
import fr.spico.mail.MailException;
import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.FetchedMessage;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.MessageFlags;
import fr.spico.mail.MailStore.Role;
import fr.spico.mail.MailStores;
import fr.spico.mail.MssAddress;
import fr.spico.mail.testkit.InMemoryMailbox;
import fr.spico.mail.testkit.InMemoryOperator;
import fr.spico.platform.db.Database;
import fr.spico.replica.EmailQuery.EmailFilter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/// A mailbox at an operator in memory, and the platform beside it.
@PlatformTest
@TestPropertySource(
        properties = {
            "spico.replica.look=200ms",
            "spico.replica.look-watched=200ms",
            "spico.replica.retry-first=20ms",
            "spico.replica.retry-at-most=100ms",
            "spico.replica.chunk=20",
            "spico.replica.first-page=10"
        })
abstract class ReplicaScene {

    static final Instant MONDAY = Instant.parse("2026-03-09T08:05:00Z");
    static final InMemoryOperator OPERATOR = new InMemoryOperator(Clock.systemUTC());

    /// Mailboxes that lie at another operator.
    static final Map<MssAddress, MailStores> ELSEWHERE = new ConcurrentHashMap<>();

    /// How much the platform's clock differs from the right one.
    static volatile Duration clockIsOff = Duration.ZERO;

    private static final AtomicInteger MAILBOXES = new AtomicInteger();

    @TestBean MailStores mailStores;
    @TestBean InstantSource time;
    @Autowired Replica replica;
    @Autowired ReplicaEvents events;
    @Autowired Database database;

    final MssAddress address =
            new MssAddress("helene" + MAILBOXES.incrementAndGet() + "@medimail.mssante.test");
    MailboxId mailbox = new MailboxId(0);

    static InstantSource time() {
        return () -> Instant.now().plus(clockIsOff);
    }

    static MailStores mailStores() {
        return mailbox -> ELSEWHERE.getOrDefault(mailbox, OPERATOR.stores()).open(mailbox);
    }

    // --- at the operator

    InMemoryMailbox atOperator() {
        return OPERATOR.createMailbox(address);
    }

    interface Act {
        void with(MailStore store) throws MailException;
    }

    /// Somebody works in the mailbox with another program.
    void elsewhere(FolderPath folder, Act act) {
        atOperator();
        try (MailStore store = mailStores.open(address)) {
            store.select(folder);
            act.with(store);
        } catch (MailException e) {
            throw new IllegalStateException(e);
        }
    }

    void put(FolderPath folder, byte[] message, String... flags) {
        elsewhere(folder, store -> store.append(folder, Set.of(flags), MONDAY, message));
    }

    void deliver(byte[] message) {
        atOperator();
        OPERATOR.deliver(address, message);
    }

    static byte[] mail(String subject, String from, String to, String... extraHeaders) {
        String extra = extraHeaders.length == 0 ? "" : String.join("\r\n", extraHeaders) + "\r\n";
        return ("""
        Message-ID: <%s@example.test>\r
        Date: Mon, 9 Mar 2026 09:05:00 +0100\r
        From: %s\r
        To: %s\r
        Subject: %s\r
        %sContent-Type: text/plain; charset=utf-8\r
        Content-Transfer-Encoding: 8bit\r
        \r
        Bonjour, voici %s.\r
        """
                        .formatted(UUID.randomUUID(), from, to, subject, extra, subject))
                .getBytes(StandardCharsets.UTF_8);
    }

    byte[] mail(String subject) {
        return mail(subject, "Paul Ndiaye <paul@liberal.mssante.test>", address.value());
    }

    byte[] patientMail(String subject) {
        return mail(subject, "279035121518989@patient.mssante.test", address.value());
    }

    // --- at the platform

    void attach() {
        atOperator();
        mailbox = database.write(tx -> replica.attach(tx, address));
    }

    void attachAndFill() {
        attach();
        await().atMost(Duration.ofSeconds(20)).until(() -> fill().complete());
    }

    Replica.Fill fill() {
        return database.read(tx -> replica.fill(tx, mailbox));
    }

    Viewer everything() {
        return new Viewer(new AccountId(new UUID(0, 1)), mailbox, true);
    }

    Viewer withoutPatients() {
        return new Viewer(new AccountId(new UUID(0, 2)), mailbox, false);
    }

    EmailQuery.Page query(Viewer viewer, EmailFilter filter) {
        return database.read(tx ->
                replica.query(
                        tx,
                        viewer,
                        new EmailQuery(filter, List.of(), false, 0, null, 0, 10_000, true)));
    }

    List<EmailId> all() {
        return query(everything(), new EmailFilter.All()).ids();
    }

    List<ReplicaEmail> emails(List<EmailId> ids) {
        List<ReplicaEmail> found =
                new ArrayList<>(database.read(tx -> replica.emails(tx, everything(), ids)));
        found.sort(java.util.Comparator.comparingInt(e -> ids.indexOf(e.id())));
        return found;
    }

    ReplicaEmail email(EmailId id) {
        return emails(List.of(id)).getFirst();
    }

    EmailId only(String subject) {
        List<EmailId> found = withSubject(subject);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " messages with that subject");
        }
        return found.getFirst();
    }

    List<EmailId> withSubject(String subject) {
        return query(everything(), new EmailFilter.Text(EmailQuery.Place.SUBJECT, subject)).ids();
    }

    EmailId awaitMail(String subject) {
        await().atMost(Duration.ofSeconds(5)).until(() -> withSubject(subject).size() == 1);
        return only(subject);
    }

    ReplicaFolder folder(Viewer viewer, Role role) {
        return database.read(tx -> replica.folders(tx, viewer)).stream()
                .filter(f -> f.role().equals(Optional.of(role)))
                .findFirst()
                .orElseThrow();
    }

    ReplicaFolder folder(Role role) {
        return folder(everything(), role);
    }

    FolderPath path(Role role) {
        return folder(role).path();
    }

    void awaitInStep() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        org.assertj.core.api.Assertions.assertThat(here().entrySet())
                                .containsExactlyInAnyOrderElementsOf(there().entrySet()));
    }

    /// What the replica holds: by folder and UID, flags and header.
    Map<String, String> here() {
        Map<String, String> here = new TreeMap<>();
        database.read(tx -> {
            tx.sql(
                            """
                            select f.path, e.uid, e.keywords, c.header from replica_email e
                            join replica_folder f on f.id = e.folder join replica_content c on c.email = e.id
                            where e.mailbox = :mailbox\
                            """)
                    .param("mailbox", mailbox.value())
                    .query(row -> {
                        here.put(
                                row.getString(1) + "/" + row.getString(2),
                                ReplicaSyncQueries.set(row, 3)
                                        + " "
                                        + ReplicaRules.digest("", row.getBytes(4)));
                    });
            return true;
        });
        return here;
    }

    /// What the operator holds, told in the same way; without what is marked to be deleted, as a
    /// connection that is cut in the middle of a removal leaves it.
    Map<String, String> there() {
        Map<String, String> there = new TreeMap<>();
        try (MailStore store = mailStores.open(address)) {
            for (MailStore.Folder folder : store.folders()) {
                store.select(folder.path());
                Map<Long, Set<String>> flags = new HashMap<>();
                for (MessageFlags message : store.listFlags()) {
                    if (!ReplicaRules.isDeleted(message.flags())) {
                        flags.put(message.uid(), ReplicaRules.keywords(message.flags()));
                    }
                }
                List<FetchedMessage> messages = new ArrayList<>();
                store.fetch(flags.keySet(), messages::add);
                messages.forEach(m ->
                        there.put(
                                folder.path().value() + "/" + m.uid(),
                                flags.get(m.uid()) + " " + ReplicaRules.digest("", m.header())));
            }
        } catch (MailException e) {
            throw new AssertionError("the operator was cut off while it was asked", e);
        }
        return there;
    }
}
