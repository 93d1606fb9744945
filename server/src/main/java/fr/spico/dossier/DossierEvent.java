package fr.spico.dossier;

import fr.spico.account.AccountId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Something that happened to a dossier, as its care circle sees it.
///
/// @param number grows with time
/// @param subject the document or the sending that it is about
/// @param detail French, may be empty
public record DossierEvent(
        long number, Instant at, AccountId by, Kind kind, Optional<UUID> subject, String detail) {

    public enum Kind {
        CREATED,
        IDENTITY,
        MEMBER_ADDED,
        MEMBER_REMOVED,
        OPPOSITION_RECORDED,
        OPPOSITION_WITHDRAWN,
        DOCUMENT_ADDED,
        DOCUMENT_CHANGED,
        DOCUMENT_VERSION,
        DOCUMENT_REPLACED,
        /// Taken back out.
        DOCUMENT_WITHDRAWN,
        SENT;

        /// As docs/api.md has it.
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Override
    public String toString() {
        return "DossierEvent[" + number + "]";
    }
}
