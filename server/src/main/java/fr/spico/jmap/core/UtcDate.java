package fr.spico.jmap.core;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// The data type UTCDate (RFC 8620 §1.4); four-digit years as RFC 3339 has them.
public final class UtcDate {

    private static final Pattern SHAPE =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(\\.[0-9]{1,9})?Z");

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private UtcDate() {}

    public static Optional<Instant> parse(String text) {
        try {
            return SHAPE.matcher(text).matches()
                    ? Optional.of(Instant.parse(text)).filter(time -> !time.isBefore(EARLIEST))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
