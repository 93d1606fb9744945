package fr.spico.account;

import java.time.Duration;
import java.time.Instant;

/// How long a sign-in waits after failures. Pure.
final class AttemptRules {

    private AttemptRules() {}

    /// What is known of an account or an origin.
    ///
    /// @param failures tries that were not followed by a success
    record Attempts(int failures, Instant lastAt, Instant blockedUntil) {

        static final Attempts NONE = new Attempts(0, Instant.EPOCH, Instant.EPOCH);
    }

    /// One more try at `now`, counted as a failure until it succeeds.
    static Attempts next(Attempts before, int freeTries, AccountSettings settings, Instant now) {
        boolean forgotten = before.lastAt().plus(settings.forgetAfter()).isBefore(now);
        int failures = forgotten ? 1 : before.failures() + 1;
        return new Attempts(failures, now, now.plus(pause(failures, freeTries, settings)));
    }

    private static Duration pause(int failures, int freeTries, AccountSettings settings) {
        if (failures < freeTries) {
            return Duration.ZERO;
        }
        Duration pause =
                settings.firstPause().multipliedBy(1L << Math.min(failures - freeTries, 20));
        return pause.compareTo(settings.longestPause()) < 0 ? pause : settings.longestPause();
    }
}
