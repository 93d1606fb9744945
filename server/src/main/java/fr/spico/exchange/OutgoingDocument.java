package fr.spico.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A document to send.
///
/// @param id of this version: it becomes the CDA's and the metadata's identifiers, so that a later
///   version can say what it replaces
/// @param series the same for all versions
/// @param version from 1
/// @param replaces id of the version that this one cancels and replaces
/// @param createdAt when this version came to be
/// @param actDate day of the act that it tells of
/// @param confidentiality to whom it may not be shown; empty = nothing special
public record OutgoingDocument(
        UUID id,
        UUID series,
        int version,
        Optional<UUID> replaces,
        DocumentType type,
        String title,
        Instant createdAt,
        LocalDate actDate,
        Author author,
        Set<ConfidentialityCode> confidentiality,
        CdaMedia media,
        Content content) {

    public OutgoingDocument {
        confidentiality = Set.copyOf(confidentiality);
    }

    /// Octets that are read when they are needed.
    public interface Content {
        InputStream open() throws IOException;
    }

    @Override
    public String toString() {
        return "OutgoingDocument[" + id + "]";
    }
}
