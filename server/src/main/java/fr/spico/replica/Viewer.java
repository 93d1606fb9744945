package fr.spico.replica;

import fr.spico.account.AccountId;

/// Whose eyes look at a replica. Every read of a replica takes one, so that row C3 holds in one
/// place.
///
/// @param patients false hides every message exchanged with patients: it does not exist for this
///   viewer
public record Viewer(AccountId account, MailboxId mailbox, boolean patients) {}
