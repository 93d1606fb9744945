package fr.spico.outbox;

import java.util.Optional;

/// A submission (`s12` in JMAP).
public record SubmissionId(long value) {

    public static Optional<SubmissionId> parse(String jmapId) {
        boolean fits = jmapId.matches("s(0|[1-9][0-9]{0,17})");
        return fits
                ? Optional.of(new SubmissionId(Long.parseLong(jmapId.substring(1))))
                : Optional.empty();
    }

    public String jmapId() {
        return "s" + value;
    }
}
