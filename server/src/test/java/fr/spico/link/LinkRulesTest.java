package fr.spico.link;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.account.AccountId;
import fr.spico.link.Code.State;
import fr.spico.link.LinkRefusal.CodeOfAnotherAccount;
import fr.spico.link.LinkRefusal.CodeOfAnotherAddress;
import fr.spico.link.LinkRefusal.ExpiredCode;
import fr.spico.link.LinkRefusal.NoCode;
import fr.spico.link.LinkRefusal.NoMatch;
import fr.spico.link.LinkRefusal.NotACode;
import fr.spico.link.LinkRefusal.TooManyCodes;
import fr.spico.link.LinkRefusal.TooManyTries;
import fr.spico.link.LinkRefusal.UsedCode;
import fr.spico.link.LinkRefusal.VoidedCode;
import fr.spico.mail.MssAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LinkRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final AccountId ME = new AccountId(UUID.randomUUID());
    private static final AccountId OTHER = new AccountId(UUID.randomUUID());
    private static final MssAddress HERE = new MssAddress("ici@medimail.mssante.test");
    private static final MssAddress THERE = new MssAddress("ailleurs@medimail.mssante.test");
    private static final String GOOD = "ACDEFGHJ";
    private static final String BAD = "33333333";

    @Test
    void the_code_that_was_sent_is_right_until_its_tenth_minute() {
        Code code = code(ME, HERE, GOOD, NOW);
        assertThat(check(GOOD, List.of(code), NOW)).isEqualTo(new CodeCheck.Right(code));
        Instant end = NOW.plus(Duration.ofMinutes(10));
        assertThat(check(GOOD, List.of(code), end.minusMillis(1)))
                .isInstanceOf(CodeCheck.Right.class);
        assertThat(check(GOOD, List.of(code), end)).isEqualTo(new ExpiredCode());
    }

    @Test
    void case_blanks_and_dashes_do_not_matter() {
        Code code = code(ME, HERE, GOOD, NOW);
        for (String typed :
                new String[] {
                    "acde-fghj", " ACDE FGHJ ", "A C D E F G H J", "acde\u00a0fghj\n",
                    "ACDE\u2013FGHJ", "acde\u2011fghj", "ACDE\u200bFGHJ", "acde.fghj."
                }) {
            assertThat(check(typed, List.of(code), NOW))
                    .as(typed)
                    .isInstanceOf(CodeCheck.Right.class);
        }
    }

    @Test
    void a_wrong_code_costs_a_try_and_the_fifth_is_the_last() {
        Code code = code(ME, HERE, GOOD, NOW);
        assertThat(check(BAD, List.of(code), NOW)).isEqualTo(new NoMatch(4));
        assertThat(check(BAD, List.of(with(code, State.LIVE, 2)), NOW)).isEqualTo(new NoMatch(1));
        assertThat(check(BAD, List.of(with(code, State.LIVE, 1)), NOW))
                .isEqualTo(new TooManyTries());
        assertThat(check(GOOD, List.of(with(code, State.EXHAUSTED, 0)), NOW))
                .isEqualTo(new TooManyTries());
        assertThat(check(BAD, List.of(with(code, State.EXHAUSTED, 0)), NOW))
                .isEqualTo(new TooManyTries());
    }

    @Test
    void what_cannot_be_a_code_costs_nothing() {
        List<Code> mine = List.of(code(ME, HERE, GOOD, NOW));
        for (String typed : new String[] {"", " ", "-", "ACDE", "ACDEFGHJK", "x".repeat(10_000)}) {
            assertThat(check(typed, mine, NOW)).isEqualTo(new NotACode(5));
        }
    }

    @Test
    void each_old_code_is_refused_for_its_own_reason() {
        Code code = code(ME, HERE, GOOD, NOW);
        assertThat(check(GOOD, List.of(with(code, State.USED, 5)), NOW)).isEqualTo(new UsedCode());
        assertThat(check(GOOD, List.of(with(code, State.VOIDED, 5)), NOW))
                .isEqualTo(new VoidedCode());
        Code newer = code(ME, HERE, "YYYYYYYY", NOW);
        assertThat(check(GOOD, List.of(newer, with(code, State.VOIDED, 5)), NOW))
                .isEqualTo(new VoidedCode());
    }

    @Test
    void a_code_of_another_address_or_account_is_named_as_such() {
        assertThat(check(GOOD, List.of(code(ME, THERE, GOOD, NOW)), NOW))
                .isEqualTo(new CodeOfAnotherAddress());
        Code theirs = code(OTHER, HERE, GOOD, NOW);
        assertThat(LinkRules.check(GOOD, HERE, List.of(), () -> List.of(theirs), 0, NOW))
                .isEqualTo(new CodeOfAnotherAccount());
    }

    @Test
    void who_has_no_code_cannot_guess_other_peoples_for_long() {
        Code theirs = code(OTHER, HERE, GOOD, NOW);
        assertThat(LinkRules.check(BAD, HERE, List.of(), () -> List.of(theirs), 4, NOW))
                .isEqualTo(new NoCode());
        assertThat(LinkRules.check(GOOD, HERE, List.of(), () -> List.of(theirs), 5, NOW))
                .isEqualTo(new TooManyTries());
    }

    @Test
    void without_a_code_the_answer_says_so() {
        assertThat(check(BAD, List.of(), NOW)).isEqualTo(new NoCode());
        assertThat(check(BAD, List.of(code(ME, THERE, GOOD, NOW)), NOW)).isEqualTo(new NoCode());
        Code old = code(ME, HERE, GOOD, NOW.minus(Duration.ofMinutes(11)));
        assertThat(check(BAD, List.of(old), NOW)).isEqualTo(new ExpiredCode());
    }

    @Test
    void five_codes_an_hour_then_one_waits_for_the_oldest_to_be_an_hour_old() {
        List<Instant> sent =
                List.of(
                        NOW.minusSeconds(60),
                        NOW.minusSeconds(120),
                        NOW.minusSeconds(180),
                        NOW.minusSeconds(240),
                        NOW.minusSeconds(3_000),
                        NOW.minusSeconds(3_700));
        assertThat(LinkRules.tooMany(sent, 5, NOW))
                .isEqualTo(Optional.of(new TooManyCodes(Duration.ofSeconds(600))));
        assertThat(LinkRules.tooMany(sent, 5, NOW.plusSeconds(600))).isEmpty();
        assertThat(LinkRules.tooMany(sent.subList(0, 4), 5, NOW)).isEmpty();
    }

    @Test
    void codes_have_eight_signs_without_look_alikes_and_do_not_repeat() {
        Random random = new Random(7);
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            codes.add(Code.readable(random));
        }
        assertThat(codes).hasSize(2_000);
        assertThat(codes).allMatch(code -> code.matches("[^0O1IL2Z5S8BUV\\W_a-z]{8}"));
    }

    @Test
    void a_code_says_nothing_of_itself() {
        Code code = code(ME, HERE, GOOD, NOW);
        assertThat(code.toString()).doesNotContain(GOOD).doesNotContain("ici@");
        assertThat(code(ME, HERE, GOOD, NOW).hash()).isNotEqualTo(code.hash());
    }

    private static CodeCheck check(String typed, List<Code> mine, Instant now) {
        return LinkRules.check(typed, HERE, mine, List::of, 0, now);
    }

    private static Code code(AccountId account, MssAddress address, String text, Instant at) {
        return Code.issue(account, address, text, at, new java.security.SecureRandom());
    }

    private static Code with(Code code, State state, int triesLeft) {
        return new Code(
                code.id(),
                code.account(),
                code.address(),
                code.salt(),
                code.hash(),
                state,
                triesLeft,
                code.createdAt(),
                code.expiresAt());
    }
}
