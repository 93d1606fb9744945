package fr.spico.mail.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.FetchedMessage;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.FolderStatus;
import fr.spico.mail.MailStore.MessageFlags;
import fr.spico.mail.MailStore.PartRequest;
import fr.spico.mail.MailStores;
import fr.spico.mail.MssAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every [MailStore] does when something fails, or when somebody else works in the same
/// mailbox at the same time.
public abstract class FailureContract extends FolderContract {

    private static final Instant MONDAY = Instant.parse("2026-03-09T08:05:00Z");

    /// The same mailboxes over a way that breaks once the server has said so many octets.
    protected abstract MailStores cutAfter(long octets);

    /// From now on this mailbox takes nothing that is longer than a few octets.
    protected abstract void fill(MssAddress full) throws Exception;

    @Test
    void aConnectionThatIsCutInTheMiddleOfAFetchFailsAndWhatCameIsWhole() throws Exception {
        List<Long> uids = appendMany(60);
        for (long octets : new long[] {6_000, 12_345, 20_001}) {
            List<FetchedMessage> found = new ArrayList<>();
            try (MailStore cut = cutAfter(octets).open(mailbox)) {
                cut.select(FolderPath.INBOX);
                assertFails(Reason.UNREACHABLE, () -> cut.fetch(uids, found::add));
                assertFails(Reason.UNREACHABLE, () -> cut.select(FolderPath.INBOX));
            }
            assertThat(found).hasSizeBetween(1, 59);
            assertThat(found).allSatisfy(m -> assertThat(text(m)).endsWith("X-End: yes\r\n\r\n"));
        }
        store.select(FolderPath.INBOX);
        List<Long> all = new ArrayList<>();
        store.fetch(uids, m -> all.add(m.uid()));
        assertThat(all).containsExactlyInAnyOrderElementsOf(uids);
    }

    @Test
    void aConnectionThatIsCutInTheMiddleOfAPartFails() throws Exception {
        byte[] big = message("Gros", "Une ligne de texte.\r\n".repeat(20_000));
        long uid = store.append(FolderPath.INBOX, Set.of(), MONDAY, big).orElse(1L);
        try (MailStore cut = cutAfter(100_000).open(mailbox)) {
            cut.select(FolderPath.INBOX);
            assertThatThrownBy(() -> cut.readPart(uid, Optional.empty(), in -> in.readAllBytes()))
                    .isInstanceOfSatisfying(
                            MailException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE));
        }
    }

    @Test
    void messagesThatVanishDuringAFetchDoNotDisturbIt() throws Exception {
        List<Long> uids = appendMany(60);
        store.select(FolderPath.INBOX);
        List<Long> found = new ArrayList<>();
        try (MailStore other = stores.open(mailbox)) {
            other.select(FolderPath.INBOX);
            store.fetch(
                    uids,
                    m -> {
                        if (found.isEmpty()) {
                            unchecked(() -> other.expunge(uids.subList(30, 50)));
                        }
                        found.add(m.uid());
                    });
        }
        assertThat(found).doesNotHaveDuplicates();
        assertThat(found).containsAll(uids.subList(0, 30)).containsAll(uids.subList(50, 60));
        store.select(FolderPath.INBOX);
        assertThat(store.listFlags()).extracting(MessageFlags::uid).hasSize(40);
    }

    @Test
    void flagsThatChangeDuringAFetchDoNotDisturbIt() throws Exception {
        List<Long> uids = appendMany(40);
        store.select(FolderPath.INBOX);
        List<Long> found = new ArrayList<>();
        try (MailStore other = stores.open(mailbox)) {
            other.select(FolderPath.INBOX);
            store.fetch(
                    uids,
                    m -> {
                        if (found.isEmpty()) {
                            Set<String> seen = Set.of("\\Seen");
                            unchecked(() -> other.storeFlags(uids, seen, Set.of()));
                        }
                        found.add(m.uid());
                    });
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(uids);
        store.select(FolderPath.INBOX);
        assertThat(store.listFlags()).allMatch(m -> m.flags().contains("\\Seen"));
    }

    @Test
    void aFlagThatChangesWhileTextsAreFetchedEndsTheNextWait() throws Exception {
        List<Long> uids = appendMany(3);
        store.select(FolderPath.INBOX);
        store.awaitChange(Duration.ZERO);
        try (MailStore other = stores.open(mailbox)) {
            other.select(FolderPath.INBOX);
            other.storeFlags(List.of(uids.getLast()), Set.of("\\Seen"), Set.of());
        }
        List<PartRequest> texts = List.of(new PartRequest(uids.getFirst(), "1"));
        store.fetchParts(texts, 100, p -> {});
        assertThat(store.awaitChange(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void theStateOfASelectedFolderIsThatOfTheLastNews() throws Exception {
        FolderStatus before = store.state(FolderPath.INBOX);
        try (MailStore other = stores.open(mailbox)) {
            other.append(FolderPath.INBOX, Set.of(), MONDAY, message("Un", "Texte."));
        }
        assertThat(store.awaitChange(Duration.ofSeconds(20))).isTrue();
        FolderStatus now = store.state(FolderPath.INBOX);
        assertThat(now.messages()).isEqualTo(before.messages() + 1);
        assertThat(now.uidNext()).isGreaterThan(before.uidNext());
        assertThat(now).isEqualTo(store.status(FolderPath.INBOX));
        assertThat(store.listFlags()).hasSize(1);
    }

    @Test
    void whatComesBeforeTheStateIsAskedForIsInItOrEndsTheNextWait() throws Exception {
        FolderStatus before = store.state(FolderPath.INBOX);
        try (MailStore other = stores.open(mailbox)) {
            other.append(FolderPath.INBOX, Set.of(), MONDAY, message("Un", "Texte."));
        }
        if (store.state(FolderPath.INBOX).messages() == before.messages()) {
            assertThat(store.awaitChange(Duration.ofSeconds(20))).isTrue();
            assertThat(store.state(FolderPath.INBOX).messages()).isEqualTo(before.messages() + 1);
        }
        assertThat(store.listFlags()).hasSize(1);
    }

    @Test
    void aFolderThatIsMadeAnewHasAnotherUidValidityAndNoChangesAreTold() throws Exception {
        store.createFolder(ARCHIVES);
        store.append(ARCHIVES, Set.of(), MONDAY, message("Avant", "Texte."));
        FolderStatus before = store.select(ARCHIVES);
        store.select(FolderPath.INBOX);
        try (MailStore other = stores.open(mailbox)) {
            other.deleteFolder(ARCHIVES);
            other.createFolder(ARCHIVES);
            other.append(ARCHIVES, Set.of(), MONDAY, message("Après", "Texte."));
        }
        FolderStatus after = store.select(ARCHIVES);
        assertThat(store.changesSince(before, after, List.of(1L))).isEmpty();
        assertThat(after.uidValidity()).isNotEqualTo(before.uidValidity());
        assertThat(store.listFlags()).hasSize(1);
    }

    @Test
    void aFolderThatIsMadeAnewWhileItIsSelectedIsNotTakenForTheOldOne() throws Exception {
        store.createFolder(ARCHIVES);
        store.append(ARCHIVES, Set.of(), MONDAY, message("Avant", "Texte."));
        long before = store.beIn(ARCHIVES);
        long uid = store.listFlags().getFirst().uid();
        try (MailStore other = stores.open(mailbox)) {
            other.deleteFolder(ARCHIVES);
            other.createFolder(ARCHIVES);
            other.append(ARCHIVES, Set.of(), MONDAY, message("Après", "Texte."));
        }
        try {
            if (store.beIn(ARCHIVES) == before) {
                store.storeFlags(List.of(uid), Set.of("\\Flagged"), Set.of());
            }
        } catch (MailException e) {
            assertThat(e.reason()).isNotNull(); // Just as well: the caller opens another.
        }
        try (MailStore again = stores.open(mailbox)) {
            assertThat(again.beIn(ARCHIVES)).isNotEqualTo(before);
            assertThat(again.listFlags()).allMatch(m -> m.flags().isEmpty());
        }
    }

    @Test
    void whatCameSinceIsThereWhenTheSameFolderIsSelectedOnceMore() throws Exception {
        store.beIn(FolderPath.INBOX);
        long uid;
        try (MailStore other = stores.open(mailbox)) {
            uid =
                    other.append(FolderPath.INBOX, Set.of(), MONDAY, message("Un", "Texte."))
                            .orElse(1L);
        }
        store.beIn(FolderPath.INBOX);
        store.storeFlags(List.of(uid), Set.of("\\Flagged"), Set.of());
        assertThat(store.listFlags())
                .extracting(MessageFlags::flags)
                .containsExactly(Set.of("\\Flagged"));
    }

    @Test
    void aMailboxThatIsFullSaysSoAndKeepsWhatItHas() throws Exception {
        long uid =
                store.append(FolderPath.INBOX, Set.of(), MONDAY, message("Un", "Texte."))
                        .orElse(1L);
        fill(mailbox);
        try (MailStore full = stores.open(mailbox)) {
            byte[] more = message("Deux", "Une ligne de texte.\r\n".repeat(5_000));
            assertFails(
                    Reason.OVER_QUOTA, () -> full.append(FolderPath.INBOX, Set.of(), MONDAY, more));
            full.select(FolderPath.INBOX);
            assertThat(full.findByMessageId("<deux@exemple.test>")).isEmpty();
            full.storeFlags(List.of(uid), Set.of("\\Seen"), Set.of());
            assertThat(full.findByMessageId("<un@exemple.test>")).containsExactly(uid);
        }
    }

    @Test
    void theSameMailDeliveredTwiceIsTwoMessagesThatCanBeToldApart() throws Exception {
        byte[] twice = message("Double", "Texte.");
        store.append(FolderPath.INBOX, Set.of(), MONDAY, twice);
        store.append(FolderPath.INBOX, Set.of(), MONDAY, twice);
        store.select(FolderPath.INBOX);
        List<Long> both = store.findByMessageId("<double@exemple.test>");
        assertThat(both).hasSize(2);
        store.expunge(both.subList(0, 1));
        assertThat(store.listFlags()).extracting(MessageFlags::uid).containsExactly(both.getLast());
    }

    private List<Long> appendMany(int count) throws MailException {
        for (int i = 0; i < count; i++) {
            store.append(FolderPath.INBOX, Set.of(), MONDAY, message("Message " + i, "Texte " + i));
        }
        store.select(FolderPath.INBOX);
        return store.listFlags().stream().map(MessageFlags::uid).toList();
    }

    private static byte[] message(String subject, String text) {
        String id = subject.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
        return ("""
        From: karim.belhadj-roux@medimail.mssante.test\r
        Subject: %s\r
        Date: Mon, 9 Mar 2026 09:05:00 +0100\r
        Message-ID: <%s@exemple.test>\r
        X-Filler: %s\r
        X-End: yes\r
        \r
        %s\r
        """
                        .formatted(subject, id, "m".repeat(400), text))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String text(FetchedMessage message) {
        return new String(message.header(), StandardCharsets.UTF_8);
    }

    private static void unchecked(ThrowingCall call) {
        try {
            call.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
