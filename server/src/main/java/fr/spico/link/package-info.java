/// Linking a mailbox of the operator to an account by one-time code (rows L1–L10). Uses `account`,
/// `replica`, `outbox`, `discussions`. Used by `jmap` to know which mailbox is whose.
@NullMarked
package fr.spico.link;

import org.jspecify.annotations.NullMarked;
