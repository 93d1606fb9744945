package fr.spico.mail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.FetchedMessage;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.FolderStatus;
import fr.spico.mail.MailStore.PartRequest;
import fr.spico.mail.MailStores;
import fr.spico.mail.MssAddress;
import fr.spico.mail.Operator;
import fr.spico.mail.Operator.Endpoint;
import fr.spico.mail.Operator.Security;
import fr.spico.mail.imap.ImapMailStores;
import fr.spico.mail.mime.MessageHeader;
import fr.spico.mail.testkit.ScriptedImapServer.Fault;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A server that breaks the protocol costs one connection: the failure says what kind it is, comes
/// in time, takes no memory, and the next connection works.
@Timeout(20)
class BadServerTest {

    private static final MssAddress HELENE = new MssAddress("helene@medimail.mssante.test");
    private static final Duration DEADLINE = Duration.ofMillis(150);
    private static final int MAILS = 12;

    private final ScriptedImapServer server = new ScriptedImapServer();
    private MailStores stores = stores(20);

    @BeforeEach
    void fill() {
        for (int i = 0; i < MAILS; i++) {
            server.mailbox().put(mail("Courrier " + i));
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    static Stream<Arguments> everyFaultAtEveryCommand() {
        List<String> verbs =
                List.of(
                        "GREETING",
                        "CAPABILITY",
                        "AUTHENTICATE",
                        "NAMESPACE",
                        "LIST",
                        "LSUB",
                        "SELECT",
                        "STATUS",
                        "UID FETCH",
                        "UID STORE",
                        "UID SEARCH",
                        "IDLE",
                        "NOOP");
        return verbs.stream()
                .flatMap(verb -> Stream.of(Fault.values()).map(f -> Arguments.of(verb, f)));
    }

    @ParameterizedTest
    @MethodSource("everyFaultAtEveryCommand")
    void costsOneConnectionAndIsToldInTime(String verb, Fault fault) throws Exception {
        server.fail(verb, fault, 1);
        long start = System.nanoTime();
        long before = allocated();
        try {
            session();
        } catch (MailException e) {
            boolean refused = verb.equals("AUTHENTICATE") && fault == Fault.NO;
            assertThat(e.reason() == Reason.NOT_AUTHENTICATED).isEqualTo(refused);
            assertThat(e.reason()).isNotEqualTo(Reason.NO_SUCH_MAILBOX);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        assertThat(allocated() - before).isLessThan(100_000_000);
        server.behave();
        assertThat(session()).isEqualTo(server.mailbox().uids().size());
    }

    @Test
    void aLiteralOfFourGigabytesIsAProtocolFailureBeforeAnyOfItIsRead() throws Exception {
        server.fail("UID FETCH", Fault.HUGE_LITERAL, 1);
        try (MailStore store = stores.open(HELENE)) {
            store.select(FolderPath.INBOX);
            FolderContract.assertFails(
                    Reason.PROTOCOL, () -> store.fetch(List.of(1L, 2L), m -> {}));
        }
    }

    @Test
    void whatIsSilentForLongIsGivenUpAtTheDeadline() throws Exception {
        server.fail("UID FETCH", Fault.SILENCE, 1);
        try (MailStore store = stores.open(HELENE)) {
            store.select(FolderPath.INBOX);
            long start = System.nanoTime();
            FolderContract.assertFails(
                    Reason.UNREACHABLE, () -> store.fetch(List.of(1L, 2L), m -> {}));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(DEADLINE.minusMillis(50), Duration.ofSeconds(3));
        }
    }

    @Test
    void oneConnectionTooManyIsTooBusyAndTheOthersGoOn() throws Exception {
        server.loginLimit(2);
        try (MailStore one = stores.open(HELENE);
                MailStore two = stores.open(HELENE)) {
            FolderContract.assertFails(Reason.TOO_BUSY, () -> stores.open(HELENE).close());
            assertThat(one.select(FolderPath.INBOX).messages()).isEqualTo(MAILS);
            assertThat(two.select(FolderPath.INBOX).messages()).isEqualTo(MAILS);
        }
    }

    @Test
    void ourOwnLimitHoldsAndAFailedConnectionGivesItsPlaceBack() throws Exception {
        stores = stores(2);
        for (Fault fault : List.of(Fault.BYE, Fault.CUT, Fault.SILENCE, Fault.NO, Fault.BAD)) {
            for (String verb : List.of("GREETING", "AUTHENTICATE", "CAPABILITY")) {
                server.fail(verb, fault, 1);
                try (MailStore store = stores.open(HELENE)) {
                    assertThat(store.select(FolderPath.INBOX).messages()).isEqualTo(MAILS);
                } catch (MailException e) {
                    assertThat(e.reason()).isNotEqualTo(Reason.TOO_BUSY);
                }
                server.behave();
            }
        }
        try (MailStore one = stores.open(HELENE);
                MailStore two = stores.open(HELENE)) {
            FolderContract.assertFails(Reason.TOO_BUSY, () -> stores.open(HELENE).close());
            assertThat(one.features()).isEqualTo(two.features());
        }
    }

    @Test
    void headersThatAreNeitherAsciiNorUtf8AreHandedOverAsTheyAre() throws Exception {
        byte[] mail =
                "Subject: R\u00e9sultat \u00ff\u00fe\r\nFrom: \u0080\u0081\r\n\r\n\u00e9\r\n"
                        .getBytes(StandardCharsets.ISO_8859_1);
        long uid = server.mailbox().put(mail);
        try (MailStore store = stores.open(HELENE)) {
            store.select(FolderPath.INBOX);
            List<FetchedMessage> found = new ArrayList<>();
            store.fetch(List.of(uid), found::add);
            assertThat(new String(found.getFirst().header(), StandardCharsets.ISO_8859_1))
                    .startsWith("Subject: R\u00e9sultat \u00ff\u00fe\r\n");
            assertThat(
                            MessageHeader.parse(found.getFirst().header())
                                    .last("Subject")
                                    .orElseThrow()
                                    .asText())
                    .startsWith("R\u00e9sultat");
        }
    }

    @Test
    void whatOthersMarkWhileMessagesAreReadIsAChange() throws Exception {
        try (MailStore store = stores.open(HELENE)) {
            store.select(FolderPath.INBOX);
            assertThat(store.awaitChange(Duration.ofMillis(20))).isFalse();
            server.fail("UID FETCH", Fault.FLAGS, 1);
            store.fetch(List.of(1L, 2L), m -> {});
            assertThat(store.awaitChange(Duration.ofMillis(20))).isTrue();
            server.fail("UID FETCH", Fault.FLAGS, 1);
            store.fetchParts(List.of(new PartRequest(2, "1")), 100, p -> {});
            assertThat(store.awaitChange(Duration.ofMillis(20))).isTrue();
            assertThat(store.awaitChange(Duration.ofMillis(20))).isFalse();
        }
    }

    /// Else nobody would look at the other folders for long.
    @Test
    void aServerThatStopsTellingOfOtherFoldersCostsOneConnection() throws Exception {
        try (MailStore store = stores.open(HELENE)) {
            store.select(FolderPath.INBOX);
            server.fail("STATUS", Fault.OVERFLOW, 1);
            FolderContract.assertFails(Reason.UNREACHABLE, () -> store.status(FolderPath.INBOX));
        }
    }

    /// All that a look at a mailbox does.
    ///
    /// @return how many messages came whole
    private int session() throws MailException {
        try (MailStore store = stores.open(HELENE)) {
            store.folders();
            FolderStatus known = store.status(FolderPath.INBOX);
            store.select(FolderPath.INBOX);
            List<Long> uids = store.listFlags().stream().map(m -> m.uid()).toList();
            store.changesSince(
                    new FolderStatus(FolderPath.INBOX, known.uidValidity(), 1, 0, 1),
                    store.state(FolderPath.INBOX),
                    uids);
            List<FetchedMessage> found = new ArrayList<>();
            store.fetch(uids, found::add);
            store.fetchParts(
                    uids.stream().map(uid -> new PartRequest(uid, "1")).toList(), 100, p -> {});
            store.storeFlags(uids, Set.of("\\Seen"), Set.of("\\Flagged"));
            store.findByMessageId("<a@b>");
            store.awaitChange(Duration.ofMillis(30));
            readOne(store, uids);
            return (int) found.stream().filter(m -> text(m).contains("Subject: Courrier")).count();
        }
    }

    private static void readOne(MailStore store, List<Long> uids) throws MailException {
        try {
            if (!uids.isEmpty()) {
                store.readPart(uids.getLast(), Optional.empty(), in -> in.readAllBytes());
            }
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(FetchedMessage message) {
        return new String(message.header(), StandardCharsets.UTF_8);
    }

    private MailStores stores(int connections) {
        Endpoint imap = new Endpoint("127.0.0.1", server.port(), Security.PLAIN);
        return new ImapMailStores(
                new Operator(
                        "Scripted",
                        List.of("medimail.mssante.test"),
                        imap,
                        imap,
                        null,
                        DovecotServer.CREDENTIALS,
                        DEADLINE,
                        connections));
    }

    /// Octets that this thread has taken from the heap.
    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    private static byte[] mail(String subject) {
        return ("""
        Message-ID: <%s@example.test>\r
        From: paul@liberal.mssante.test\r
        Subject: %s\r
        Date: %s\r
        Content-Type: text/plain; charset=utf-8\r
        \r
        Bonjour.\r
        """
                        .formatted(subject.replace(' ', '-'), subject, Instant.EPOCH))
                .getBytes(StandardCharsets.UTF_8);
    }
}
