package fr.spico.mail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.FetchedMessage;
import fr.spico.mail.MailStore.FetchedPart;
import fr.spico.mail.MailStore.Folder;
import fr.spico.mail.MailStore.FolderChanges;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.FolderStatus;
import fr.spico.mail.MailStore.MessageFlags;
import fr.spico.mail.MailStore.PartRequest;
import fr.spico.mail.MailStore.Role;
import fr.spico.mail.mime.BodyPart;
import fr.spico.mail.mime.MessageHeader;
import fr.spico.mail.mime.MimeProblem;
import fr.spico.mail.mime.TransferDecoding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [MailStore] does, whatever stands behind it. A subclass gives the stores and an empty
/// mailbox for each test.
public abstract class MailStoreContract extends FailureContract {

    private static final Instant MONDAY = Instant.parse("2026-03-09T08:05:00Z");

    @Test
    void anEmptyMailboxHasAnInboxAndNoMessages() throws Exception {
        assertThat(store.folders()).extracting(Folder::path).contains(FolderPath.INBOX);
        assertThat(inbox().role()).contains(Role.INBOX);
        FolderStatus status = store.select(FolderPath.INBOX);
        assertThat(status.messages()).isZero();
        assertThat(status.uidValidity()).isPositive();
        assertThat(status.uidNext()).isPositive();
        assertThat(store.listFlags()).isEmpty();
    }

    @Test
    void anAppendedMessageIsFetchedAsItWasGiven() throws Exception {
        long uid = appendPlain("Compte rendu", Set.of("\\Seen", "$Forwarded"));
        store.select(FolderPath.INBOX);
        FetchedMessage message = fetchOne(uid);
        assertThat(message.flags()).contains("\\Seen", "$Forwarded");
        assertThat(message.internalDate()).isEqualTo(MONDAY);
        assertThat(message.size()).isEqualTo(plain("Compte rendu").length);
        assertThat(MessageHeader.parse(message.header()).last("Subject").orElseThrow().asText())
                .isEqualTo("Compte rendu");
        assertThat(message.structure().type()).isEqualTo("text/plain");
        assertThat(message.structure().partId()).isEqualTo("1");
        assertThat(message.structure().charset()).isEqualTo("utf-8");
        assertThat(message.problems()).isEmpty();
    }

    @Test
    void theStructureOfAMultipartNamesItsPartsAsJmapDoes() throws Exception {
        long uid = append(golden("mixed-with-pdf"));
        store.select(FolderPath.INBOX);
        BodyPart root = fetchOne(uid).structure();
        assertThat(root.type()).isEqualTo("multipart/mixed");
        assertThat(root.partId()).isNull();
        List<BodyPart> leaves = root.leaves();
        assertThat(leaves).extracting(BodyPart::partId).containsExactly("1.1", "1.2", "2");
        assertThat(leaves)
                .extracting(BodyPart::type)
                .containsExactly("text/plain", "text/html", "application/pdf");
        assertThat(leaves.getLast().name()).isEqualTo("résultats d'analyse.pdf");
        assertThat(leaves.getLast().isAttachment()).isTrue();
    }

    @Test
    void partsOfSeveralMessagesComeEncodedAndCut() throws Exception {
        long mixed = append(golden("mixed-with-pdf"));
        long plain = appendPlain("Bonjour", Set.of());
        store.select(FolderPath.INBOX);
        List<FetchedPart> parts = new ArrayList<>();
        store.fetchParts(
                List.of(
                        new PartRequest(mixed, "1.1"),
                        new PartRequest(mixed, "2"),
                        new PartRequest(plain, "1")),
                20,
                parts::add);
        assertThat(parts).hasSize(3);
        assertThat(parts).allMatch(part -> part.content().length <= 20);
        FetchedPart text = parts.stream().filter(p -> p.uid() == plain).findFirst().orElseThrow();
        assertThat(new String(text.content(), StandardCharsets.UTF_8)).startsWith("Texte de");
    }

    @Test
    void aMessageAndAPartAreReadWhole() throws Exception {
        byte[] message = golden("mixed-with-pdf");
        long uid = append(message);
        store.select(FolderPath.INBOX);
        assertThat(readAll(uid, Optional.empty())).isEqualTo(message);
        byte[] pdf = TransferDecoding.octets(readAll(uid, Optional.of("2")), "base64").octets();
        assertThat(new String(pdf, StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
    }

    @Test
    void aMessageOfSeveralMegabytesIsReadWithoutLoss() throws Exception {
        byte[] message = large(5_000_000);
        long uid = append(message);
        store.select(FolderPath.INBOX);
        assertThat(readAll(uid, Optional.empty())).isEqualTo(message);
    }

    @Test
    void aMessageThatIsGoneIsLeftOutOfAFetchAndCannotBeRead() throws Exception {
        long uid = appendPlain("Bonjour", Set.of());
        store.select(FolderPath.INBOX);
        List<FetchedMessage> found = new ArrayList<>();
        store.fetch(List.of(uid, uid + 1000), found::add);
        assertThat(found).extracting(FetchedMessage::uid).containsExactly(uid);
        assertFails(
                Reason.NO_SUCH_MESSAGE,
                () -> store.readPart(uid + 1000, Optional.empty(), in -> {}));
    }

    @Test
    void fetchingNothingDoesNothing() throws Exception {
        store.select(FolderPath.INBOX);
        store.fetch(List.of(), m -> assertThat(m).isNull());
        store.fetchParts(List.of(), 100, p -> assertThat(p).isNull());
        store.storeFlags(List.of(), Set.of("\\Seen"), Set.of());
        assertThat(store.move(List.of(), FolderPath.INBOX)).isEmpty();
    }

    @Test
    void aMessageWithoutHeaderIsFetchedWithAProblem() throws Exception {
        long uid = append("\r\nPas d'en-tête ici.\r\n".getBytes(StandardCharsets.UTF_8));
        store.select(FolderPath.INBOX);
        assertThat(fetchOne(uid).problems()).contains(MimeProblem.NO_HEADER);
    }

    @Test
    void whatAMessageIsIsKnownEvenWhereItNamesTenThousandRecipientsFirst() throws Exception {
        String crowd =
                IntStream.range(0, 10_000)
                        .mapToObj(i -> "<correspondant" + i + "@liberal.mssante.test>")
                        .collect(Collectors.joining(",\r\n "));
        String mail =
                "To: "
                        + crowd
                        + "\r\n"
                        + "From: <agence@liberal.mssante.test>\r\n"
                        + "Subject: À tous\r\n\r\n"
                        + "Bonjour.\r\n";
        long uid = append(mail.getBytes(StandardCharsets.UTF_8));
        store.select(FolderPath.INBOX);
        MessageHeader header = MessageHeader.parse(fetchOne(uid).header());
        assertThat(header.last("Subject")).isPresent();
        assertThat(header.last("From")).isPresent();
    }

    @Test
    void aMessageOfFortyLevelsIsFetchedWithAProblem() throws Exception {
        long uid = append(golden("forty-levels"));
        store.select(FolderPath.INBOX);
        FetchedMessage message = fetchOne(uid);
        assertThat(message.problems())
                .containsAnyOf(MimeProblem.NESTED_TOO_DEEP, MimeProblem.BAD_STRUCTURE);
        assertThat(message.structure().leaves()).isNotEmpty();
    }

    @Test
    void flagsAreAddedAndRemovedInOneCall() throws Exception {
        long uid = appendPlain("Bonjour", Set.of("\\Flagged"));
        store.select(FolderPath.INBOX);
        store.storeFlags(List.of(uid), Set.of("\\Seen", "$MDNSent"), Set.of("\\Flagged"));
        assertThat(store.listFlags())
                .extracting(MessageFlags::flags)
                .containsExactly(Set.of("\\Seen", "$MDNSent"));
    }

    @Test
    void flagsAreListedOldestFirst() throws Exception {
        List<Long> uids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            uids.add(appendPlain("Message " + i, Set.of()));
        }
        store.select(FolderPath.INBOX);
        assertThat(store.listFlags()).extracting(MessageFlags::uid).containsExactlyElementsOf(uids);
    }

    @Test
    void aMoveTellsTheNewUidsInTheOrderAsked() throws Exception {
        long first = appendPlain("Un", Set.of());
        long second = appendPlain("Deux", Set.of("\\Flagged"));
        store.createFolder(ARCHIVES);
        store.select(FolderPath.INBOX);
        List<Long> moved = store.move(List.of(second, first), ARCHIVES);
        assertThat(store.listFlags()).isEmpty();
        store.select(ARCHIVES);
        assertThat(store.listFlags()).hasSize(2);
        if (!moved.isEmpty()) {
            assertThat(subject(moved.getFirst())).isEqualTo("Deux");
            assertThat(subject(moved.getLast())).isEqualTo("Un");
            assertThat(fetchOne(moved.getFirst()).flags()).contains("\\Flagged");
        }
    }

    @Test
    void aMoveToAFolderThatDoesNotExistFailsAndLosesNothing() throws Exception {
        long uid = appendPlain("Bonjour", Set.of());
        store.select(FolderPath.INBOX);
        assertFails(
                Reason.NO_SUCH_FOLDER,
                () -> store.move(List.of(uid), new FolderPath("Nulle part")));
        assertThat(store.listFlags()).hasSize(1);
    }

    @Test
    void anExpungeRemovesOnlyWhatItNames() throws Exception {
        long kept = appendPlain("Un", Set.of("\\Deleted"));
        long removed = appendPlain("Deux", Set.of());
        store.select(FolderPath.INBOX);
        store.expunge(List.of(removed));
        assertThat(store.listFlags()).extracting(MessageFlags::uid).containsExactly(kept);
    }

    @Test
    void anAppendToAFolderThatDoesNotExistFails() {
        assertFails(
                Reason.NO_SUCH_FOLDER,
                () ->
                        store.append(
                                new FolderPath("Nulle part"), Set.of(), MONDAY, plain("Bonjour")));
    }

    @Test
    void aMessageIsFoundByItsMessageId() throws Exception {
        appendPlain("Un", Set.of());
        long uid = appendPlain("Deux", Set.of());
        store.select(FolderPath.INBOX);
        assertThat(store.findByMessageId("<deux@exemple.test>")).containsExactly(uid);
        assertThat(store.findByMessageId("<trois@exemple.test>")).isEmpty();
    }

    @Test
    void theSameMessageTwiceIsTwoMessages() throws Exception {
        long first = appendPlain("Un", Set.of());
        long second = appendPlain("Un", Set.of());
        store.select(FolderPath.INBOX);
        assertThat(store.findByMessageId("<un@exemple.test>")).containsExactly(first, second);
    }

    @Test
    void changesTellNewFlaggedAndVanishedMessages() throws Exception {
        long kept = appendPlain("Un", Set.of());
        long flagged = appendPlain("Deux", Set.of());
        long removed = appendPlain("Trois", Set.of());
        FolderStatus known = store.select(FolderPath.INBOX);
        long added;
        try (MailStore other = stores.open(mailbox)) {
            other.select(FolderPath.INBOX);
            other.storeFlags(List.of(flagged), Set.of("\\Seen"), Set.of());
            other.expunge(List.of(removed));
            added = other.append(FolderPath.INBOX, Set.of(), MONDAY, plain("Quatre")).orElseThrow();
        }
        FolderStatus now = store.select(FolderPath.INBOX);
        if (!store.features().condstore()) {
            assertThat(store.changesSince(known, now, List.of(kept, flagged, removed))).isEmpty();
            return;
        }
        FolderChanges changes =
                store.changesSince(known, now, List.of(kept, flagged, removed)).orElseThrow();
        assertThat(changes.changed())
                .extracting(MessageFlags::uid)
                .contains(flagged, added)
                .doesNotContain(removed)
                .doesNotHaveDuplicates();
        assertThat(changes.vanished()).containsExactly(removed);
        assertThat(now.highestModSeq()).isGreaterThan(known.highestModSeq());
        List<Long> there = List.of(kept, flagged, added);
        FolderChanges none = store.changesSince(now, now, there).orElseThrow();
        assertThat(none.vanished()).isEmpty();
    }

    @Test
    void changesOfAnotherUidValidityAreNotTold() throws Exception {
        FolderStatus now = store.select(FolderPath.INBOX);
        FolderStatus other =
                new FolderStatus(
                        now.path(),
                        now.uidValidity() + 1,
                        now.uidNext(),
                        now.messages(),
                        Math.max(1, now.highestModSeq()));
        assertThat(store.changesSince(other, now, List.of())).isEmpty();
    }

    @Test
    void waitingEndsWhenAnotherConnectionAddsAMessage() throws Exception {
        store.select(FolderPath.INBOX);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> waiting =
                    threads.submit(() -> store.awaitChange(Duration.ofSeconds(20)));
            try (MailStore other = stores.open(mailbox)) {
                other.append(FolderPath.INBOX, Set.of(), MONDAY, plain("Bonjour"));
            }
            assertThat(waiting.get(25, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(store.listFlags()).hasSize(1);
    }

    @Test
    void waitingEndsWhenAnotherConnectionRemovesAMessage() throws Exception {
        long uid = appendPlain("Bonjour", Set.of());
        store.select(FolderPath.INBOX);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> waiting =
                    threads.submit(() -> store.awaitChange(Duration.ofSeconds(20)));
            try (MailStore other = stores.open(mailbox)) {
                other.select(FolderPath.INBOX);
                other.expunge(List.of(uid));
            }
            assertThat(waiting.get(25, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aChangeInAnotherFolderIsToldWhereTheServerTellsOfAll() throws Exception {
        store.createFolder(ARCHIVES);
        store.watchAllFolders();
        store.select(FolderPath.INBOX);
        if (!store.features().notifies()) {
            assertThat(store.takeChangeElsewhere()).isFalse();
            return;
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> waiting =
                    threads.submit(() -> store.awaitChange(Duration.ofSeconds(20)));
            try (MailStore other = stores.open(mailbox)) {
                other.append(ARCHIVES, Set.of(), MONDAY, plain("Ailleurs"));
            }
            assertThat(waiting.get(25, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(store.takeChangeElsewhere()).isTrue();
        assertThat(store.takeChangeElsewhere()).isFalse();
        assertThat(store.status(FolderPath.INBOX).messages()).isZero();
        assertThat(store.status(ARCHIVES).messages()).isEqualTo(1);
    }

    @Test
    void waitingEndsWhenTheTimeIsUpAndTheConnectionStillWorks() throws Exception {
        store.select(FolderPath.INBOX);
        long start = System.nanoTime();
        assertThat(store.awaitChange(Duration.ofMillis(300))).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(store.listFlags()).isEmpty();
    }

    @Test
    void waitingEndsWhenAnotherThreadClosesTheStore() throws Exception {
        store.select(FolderPath.INBOX);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> waiting =
                    threads.submit(() -> {
                        try {
                            return store.awaitChange(Duration.ofSeconds(60));
                        } catch (MailException e) {
                            return false;
                        }
                    });
            store.close();
            assertThat(waiting.get(10, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void aMessageRemovedByAnotherConnectionDoesNotDisturbAFetch() throws Exception {
        List<Long> uids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            uids.add(appendPlain("Message " + i, Set.of()));
        }
        store.select(FolderPath.INBOX);
        try (MailStore other = stores.open(mailbox)) {
            other.select(FolderPath.INBOX);
            other.expunge(uids.subList(0, 10));
        }
        List<Long> found = new ArrayList<>();
        store.fetch(uids, message -> found.add(message.uid()));
        assertThat(found).containsAll(uids.subList(10, 20));
    }

    @Test
    void aClosedStoreFailsAsUnreachable() {
        store.close();
        store.close();
        assertFails(Reason.UNREACHABLE, () -> store.select(FolderPath.INBOX));
    }

    /// A message of the golden set, with CRLF line ends.
    protected static byte[] golden(String name) {
        return GoldenMessages.message(name);
    }

    private Folder inbox() throws MailException {
        return store.folders().stream()
                .filter(f -> f.path().equals(FolderPath.INBOX))
                .findFirst()
                .orElseThrow();
    }

    private long appendPlain(String subject, Set<String> flags) throws MailException {
        return append(plain(subject), flags);
    }

    private long append(byte[] message) throws MailException {
        return append(message, Set.of());
    }

    private long append(byte[] message, Set<String> flags) throws MailException {
        FolderStatus before = store.status(FolderPath.INBOX);
        return store.append(FolderPath.INBOX, flags, MONDAY, message).orElse(before.uidNext());
    }

    private FetchedMessage fetchOne(long uid) throws MailException {
        List<FetchedMessage> found = new ArrayList<>();
        store.fetch(List.of(uid), found::add);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private String subject(long uid) throws MailException {
        return MessageHeader.parse(fetchOne(uid).header()).last("Subject").orElseThrow().asText();
    }

    private byte[] readAll(long uid, Optional<String> partId) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.readPart(uid, partId, in -> in.transferTo(out));
        return out.toByteArray();
    }

    private static byte[] plain(String subject) {
        String id = subject.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
        return """
        From: =?utf-8?q?H=C3=A9l=C3=A8ne_Castelbon?= <helene.castelbon@medimail.mssante.test>\r
        To: karim.belhadj-roux@medimail.mssante.test\r
        Subject: %s\r
        Date: Mon, 9 Mar 2026 09:05:00 +0100\r
        Message-ID: <%s@exemple.test>\r
        MIME-Version: 1.0\r
        Content-Type: text/plain; charset=utf-8\r
        Content-Transfer-Encoding: 8bit\r
        \r
        Texte de « %s ».\r
        """
                .formatted(subject, id, subject)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] large(int octets) {
        StringBuilder text = new StringBuilder(new String(plain("Gros"), StandardCharsets.UTF_8));
        IntStream.iterate(0, i -> text.length() < octets, i -> i + 1)
                .forEach(i -> text.append("Ligne numéro ").append(i).append("\r\n"));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
