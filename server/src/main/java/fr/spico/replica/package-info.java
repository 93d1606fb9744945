/// The local copy of an operator mailbox: first fill, resynchronisation, push, and operator-first
/// changes. Uses `mail`, `platform`. Used by `link`, `jmap`, `discussions`, `outbox`.
@NullMarked
package fr.spico.replica;

import org.jspecify.annotations.NullMarked;
