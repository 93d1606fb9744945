/// The fictitious people of the sandbox: who they are, which mailbox they hold, what their
/// identifiers are. Uses nothing. Used by every other part of the sandbox.
@NullMarked
package fr.spico.sandbox.cast;

import org.jspecify.annotations.NullMarked;
