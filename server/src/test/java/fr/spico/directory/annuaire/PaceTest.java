package fr.spico.directory.annuaire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private final AtomicLong now = new AtomicLong(1_000);

    @Test
    void soManyCallsGoAtOnceAndTheNextOneASecondAfterTheFirst() {
        Pace pace = new Pace(3, now::get);
        assertThat(new long[] {waits(pace), waits(pace), waits(pace)}).containsOnly(0);
        now.addAndGet(400_000_000);
        assertThat(Duration.ofNanos(waits(pace))).isEqualTo(Duration.ofMillis(600));
        assertThat(Duration.ofNanos(waits(pace))).isEqualTo(Duration.ofMillis(600));
    }

    @Test
    void whoWaitsKeepsTheirPlace() {
        Pace pace = new Pace(1, now::get);
        assertThat(waits(pace)).isZero();
        assertThat(Duration.ofNanos(waits(pace))).isEqualTo(Duration.ofSeconds(1));
        assertThat(Duration.ofNanos(waits(pace))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aPlaceIsFreeASecondAfterTheAnswer() {
        Pace pace = new Pace(1, now::get);
        Pace.Place first = pace.reserve();
        now.addAndGet(700_000_000);
        pace.answered(first);
        assertThat(Duration.ofNanos(waits(pace))).isEqualTo(Duration.ofSeconds(1));
    }

    private static long waits(Pace pace) {
        return pace.reserve().nanos();
    }

    @Test
    void aPauseDoublesUpToALimitAndEndsWithTheTries() {
        Patience patience =
                new Patience(
                        4, Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofMinutes(1));
        assertThat(pause(patience, 1, null)).contains(Duration.ofSeconds(1));
        assertThat(pause(patience, 2, null)).contains(Duration.ofSeconds(2));
        assertThat(pause(patience, 3, null)).contains(Duration.ofSeconds(3));
        assertThat(pause(patience, 4, null)).isEmpty();
    }

    @Test
    void theServerSaysHowLongInSecondsOrByADate() {
        Patience patience =
                new Patience(
                        9, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1));
        assertThat(pause(patience, 1, "7")).contains(Duration.ofSeconds(7));
        assertThat(pause(patience, 1, "Thu, 26 Nov 2026 12:00:12 GMT"))
                .contains(Duration.ofSeconds(12));
        assertThat(pause(patience, 1, "soon")).contains(Duration.ofSeconds(1));
        assertThat(pause(patience, 1, "3600")).as("nobody waits an hour").isEmpty();
    }

    @Test
    void whoHasWaitedEnoughIsToldSo() {
        Patience patience =
                new Patience(
                        9, Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(10));
        Instant later = NOON.plusSeconds(30);
        assertThat(patience.pause(1, Optional.empty(), NOON, later)).isEmpty();
    }

    private static Optional<Duration> pause(
            Patience patience, int tried, @org.jspecify.annotations.Nullable String retryAfter) {
        return patience.pause(tried, Optional.ofNullable(retryAfter), NOON, NOON);
    }
}
