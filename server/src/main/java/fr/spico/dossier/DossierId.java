package fr.spico.dossier;

import java.util.Optional;
import java.util.UUID;

/// A coordination file.
public record DossierId(UUID value) {

    public static Optional<DossierId> parse(String text) {
        try {
            return Optional.of(new DossierId(UUID.fromString(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public String text() {
        return value.toString();
    }
}
