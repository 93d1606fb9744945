package fr.spico.sandbox.journal;

/// A mail in a folder.
///
/// @param id what IMAP calls EMAILID: the same for every copy
/// @param receivedAt internal date, milliseconds since 1970
/// @param offset where its content starts in the file of contents
/// @param length octets
/// @param flags IMAP flags, separated by spaces
public record Letter(
        long uid, long id, long receivedAt, long offset, int length, long modSeq, String flags) {

    Letter with(long newModSeq, String newFlags) {
        return new Letter(uid, id, receivedAt, offset, length, newModSeq, newFlags);
    }
}
