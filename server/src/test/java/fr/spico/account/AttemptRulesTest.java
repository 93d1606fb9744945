package fr.spico.account;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.account.AttemptRules.Attempts;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttemptRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final AccountSettings SETTINGS =
            new AccountSettings(
                    null, 3, 30, Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofHours(1));

    @Test
    void the_first_failures_are_free_then_the_wait_doubles_up_to_a_limit() {
        Attempts attempts = Attempts.NONE;
        long[] waits = {0, 0, 5, 10, 20, 40, 80, 160, 300, 300};
        for (long wait : waits) {
            attempts = AttemptRules.next(attempts, 3, SETTINGS, NOW);
            assertThat(attempts.blockedUntil()).isEqualTo(NOW.plusSeconds(wait));
        }
    }

    @Test
    void failures_are_forgotten_after_an_hour_without_another() {
        Attempts many = new Attempts(50, NOW.minusSeconds(3601), NOW.minusSeconds(3300));
        assertThat(AttemptRules.next(many, 3, SETTINGS, NOW).failures()).isEqualTo(1);
    }

    @Test
    void a_thousand_failures_wait_no_longer_than_the_limit() {
        Attempts many = new Attempts(1_000, NOW.minusSeconds(1), NOW);
        assertThat(AttemptRules.next(many, 3, SETTINGS, NOW).blockedUntil())
                .isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    }
}
