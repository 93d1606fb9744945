package fr.spico.directory.annuaire;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// How often a call is tried, and how long one waits in between.
///
/// @param firstPause doubles from one try to the next
/// @param longestPause a server that wants more is not waited for
/// @param enough nothing is tried again when a call took that long already
record Patience(int tries, Duration firstPause, Duration longestPause, Duration enough) {

    /// Before the next try; empty if there is none.
    ///
    /// @param tried so many times
    /// @param retryAfter what the server asks for, as in the header
    /// @param began the call, all tries together
    Optional<Duration> pause(int tried, Optional<String> retryAfter, Instant began, Instant now) {
        Duration own = firstPause.multipliedBy(1L << Math.min(tried - 1, 10));
        Duration pause =
                retryAfter
                        .flatMap(text -> parse(text, now))
                        .orElse(own.compareTo(longestPause) < 0 ? own : longestPause);
        boolean inTime = Duration.between(began, now).compareTo(enough) < 0;
        return tried < tries && inTime && pause.compareTo(longestPause) <= 0
                ? Optional.of(pause)
                : Optional.empty();
    }

    /// RFC 9110, 10.2.3: seconds or a date.
    private static Optional<Duration> parse(String text, Instant now) {
        try {
            if (text.strip().matches("\\d{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text.strip())));
            }
            Instant at =
                    ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
            return Optional.of(Duration.between(now, at)).filter(Duration::isPositive);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
