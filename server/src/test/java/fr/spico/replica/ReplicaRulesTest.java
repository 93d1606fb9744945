package fr.spico.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import fr.spico.mail.MailStore.Role;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReplicaRulesTest {

    @Test
    void aSubjectOfMarksAloneIsReadSoon() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> {
                    ReplicaRules.baseSubject("[a]".repeat(80_000));
                    ReplicaRules.baseSubject("re: ".repeat(60_000));
                    ReplicaRules.baseSubject("(fwd)".repeat(50_000));
                });
    }

    @Test
    void whatOneSendsIsSentUnlessItLiesInOnesInbox() {
        String own = "helene@medimail.mssante.test";
        assertThat(
                        ReplicaRules.direction(
                                List.of("Helene@medimail.mssante.test"), own, Optional.empty()))
                .isEqualTo(Direction.SENT);
        assertThat(ReplicaRules.direction(List.of(own), own, Optional.of(Role.INBOX)))
                .isEqualTo(Direction.RECEIVED);
        assertThat(ReplicaRules.direction(List.of("x@y.test"), own, Optional.of(Role.SENT)))
                .isEqualTo(Direction.SENT);
        assertThat(ReplicaRules.direction(List.of("x@y.test"), own, Optional.of(Role.TRASH)))
                .isEqualTo(Direction.RECEIVED);
    }

    @Test
    void flagsAndKeywordsAreTwoNamesOfOneThing() {
        assertThat(
                        ReplicaRules.keywords(
                                Set.of("\\Seen", "\\Recent", "\\Deleted", "$Forwarded", "Urgent")))
                .containsExactlyInAnyOrder("$seen", "$forwarded", "urgent");
        assertThat(ReplicaRules.flags(Set.of("$seen", "$draft", "$forwarded", "urgent")))
                .containsExactlyInAnyOrder("\\Seen", "\\Draft", "$Forwarded", "urgent");
    }

    @Test
    void aSubjectIsTheSameWithItsMarksOfAnswering() {
        assertThat(
                        List.of(
                                "Bilan",
                                "RE: Bilan",
                                "Re[2]: Bilan",
                                "TR: Re : Bilan",
                                "[labo] Re: Bilan",
                                "XDM/1.0/DDM+Bilan",
                                "Re: XDM/1.0/DDM+Bilan",
                                "Fwd: Bilan (fwd)"))
                .allMatch(s -> ReplicaRules.baseSubject(s).equals("bilan"));
        assertThat(ReplicaRules.baseSubject("Réf: 12")).isEqualTo("réf: 12");
    }

    @Test
    void wordsLoseCaseAccentsAndSigns() {
        assertThat(ReplicaWords.normalise("Dr Hélène d’Œuvre-ÉTÉ (2026)"))
                .isEqualTo("dr helene d oeuvre ete 2026");
        assertThat(ReplicaWords.clean("a\u0000b\ud800c😀")).isEqualTo("ab\ufffdc😀");
    }

    @Test
    void aMessageIsTheSameWhateverItsLineEnds() {
        byte[] one =
                "Message-ID: <a@b>\r\nSubject: x\r\n\r\n"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] other =
                "Message-ID: <a@b>\nSubject: x\n\n"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(ReplicaRules.identity(one, true, 10))
                .isEqualTo(ReplicaRules.identity(other, true, 11));
        assertThat(ReplicaRules.identity(one, false, 10))
                .isNotEqualTo(ReplicaRules.identity(one, false, 11));
    }

    @Test
    void conversationsThatMeetBecomeTheOlderOne() {
        UUID a = new UUID(0, 1);
        UUID b = new UUID(0, 2);
        UUID c = new UUID(0, 3);
        AtomicLong ids = new AtomicLong(100);
        var threading =
                new ReplicaThreading(
                        List.of(List.of(c), List.of(a), List.of(), List.of(a, b, c)),
                        new HashMap<>(Map.of(a, 7L, b, 5L)),
                        ids::incrementAndGet);
        assertThat(threading.threads()).containsExactly(5L, 5L, 102L, 5L);
        assertThat(threading.merged()).isEqualTo(Map.of(7L, 5L, 101L, 5L));
        assertThat(threading.threadOfKey().values()).containsOnly(5L);
    }
}
