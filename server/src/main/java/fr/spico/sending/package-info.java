/// Sending documents of dossiers by mail: what a draft starts with, the checks before it leaves,
/// its trace in the timeline. Uses `document`, `dossier`, `outbox`, `jmap`, `link`. Used by nobody.
@NullMarked
package fr.spico.sending;

import org.jspecify.annotations.NullMarked;
