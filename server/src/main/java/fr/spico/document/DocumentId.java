package fr.spico.document;

import java.util.Optional;
import java.util.UUID;

/// A document, whatever its version.
public record DocumentId(UUID value) {

    public static Optional<DocumentId> parse(String text) {
        try {
            return Optional.of(new DocumentId(UUID.fromString(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public String text() {
        return value.toString();
    }
}
