package fr.spico.document;

import fr.spico.account.AccountId;
import fr.spico.dossier.Confidentiality;
import fr.spico.dossier.DossierId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/// A document of a dossier, with its present version.
///
/// @param author who wrote it, as text; `addedBy` put it in
/// @param file the present version's
public record Document(
        DocumentId id,
        DossierId dossier,
        DocumentCategory category,
        String title,
        LocalDate actDate,
        String author,
        Confidentiality confidentiality,
        int version,
        File file,
        Instant addedAt,
        AccountId addedBy) {

    /// What never changes.
    ///
    /// @param size octets
    /// @param digest SHA-256, hexadecimal
    public record File(UUID id, String type, long size, String digest) {}

    /// @param cancelled the next one « annule et remplace » it
    public record Version(
            int number, File file, boolean cancelled, Instant addedAt, AccountId addedBy) {}

    @Override
    public String toString() {
        return "Document[" + id + "]";
    }
}
