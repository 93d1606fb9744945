/// The one path for sending: checks, hold, submission, copy in Sent, delivery per recipient. Uses
/// `account`, `replica`, `directory`, `mail`. Used by `jmap` and `link`.
@NullMarked
package fr.spico.outbox;

import org.jspecify.annotations.NullMarked;
