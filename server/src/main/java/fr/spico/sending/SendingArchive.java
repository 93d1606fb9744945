package fr.spico.sending;

import fr.spico.account.AccountId;
import fr.spico.document.DocumentId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// An archive of documents (IHE XDM) that a mail was begun with. Its octets follow from it.
///
/// @param account who sends it
record SendingArchive(UUID id, AccountId account, Instant at, List<Piece> pieces) {

    SendingArchive {
        pieces = List.copyOf(pieces);
    }

    /// @param digest SHA-256 of the version's file, hexadecimal
    record Piece(DocumentId document, int version, String digest) {}

    /// As a blob of JMAP.
    String blobId() {
        return blobId(id);
    }

    static String blobId(UUID id) {
        return "d" + id.toString().replace("-", "");
    }
}
