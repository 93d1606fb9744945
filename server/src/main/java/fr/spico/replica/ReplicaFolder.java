package fr.spico.replica;

import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.Role;
import java.util.Optional;

/// A folder with its counters for one viewer (RFC 8621 §2).
///
/// @param subscribed the user wants to see it in their programs
/// @param sortOrder where the user put it, if they did
public record ReplicaFolder(
        FolderId id,
        FolderPath path,
        String name,
        Optional<FolderId> parent,
        Optional<Role> role,
        boolean subscribed,
        Optional<Integer> sortOrder,
        long totalEmails,
        long unreadEmails,
        long totalThreads,
        long unreadThreads) {}
