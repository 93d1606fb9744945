package fr.spico.replica;

import java.util.Optional;

/// An operator's folder, which is a JMAP Mailbox (`f12`). Stays the same when the folder is renamed
/// where the operator gives MAILBOXID (RFC 8474).
public record FolderId(long value) {

    public static Optional<FolderId> parse(String jmapId) {
        return Ids.number('f', jmapId).map(FolderId::new);
    }

    public String jmapId() {
        return "f" + value;
    }
}
