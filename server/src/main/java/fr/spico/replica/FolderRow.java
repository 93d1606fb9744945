package fr.spico.replica;

import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.FolderStatus;
import fr.spico.mail.MailStore.Role;
import java.util.Optional;

/// A folder and the operator's state up to which it has been read.
///
/// @param filled its first fill has come to its end
record FolderRow(
        FolderId id,
        FolderPath path,
        Optional<Role> role,
        Optional<String> objectId,
        long uidValidity,
        long uidNext,
        long highestModSeq,
        long messages,
        boolean filled) {

    FolderStatus known() {
        return new FolderStatus(path, uidValidity, uidNext, messages, highestModSeq);
    }

    boolean isInbox() {
        return role.equals(Optional.of(Role.INBOX));
    }
}
