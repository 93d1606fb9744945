package fr.spico.replica;

import java.util.Optional;

/// Reads ids as JMAP writes them: a letter for the type, then a decimal number.
final class Ids {

    private Ids() {}

    static Optional<Long> number(char letter, String jmapId) {
        if (jmapId.length() < 2 || jmapId.length() > 19 || jmapId.charAt(0) != letter) {
            return Optional.empty();
        }
        if (jmapId.charAt(1) == '0' && jmapId.length() > 2) {
            return Optional.empty(); // Each id is written in one way only.
        }
        boolean digits = jmapId.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
        return digits
                ? Optional.of(Long.parseLong(jmapId, 1, jmapId.length(), 10))
                : Optional.empty();
    }
}
