/// Apache James as the operator: how it is put together, who may open which mailbox, who may be
/// written to. Uses the cast, the directory's addresses and the journal. Used by the sandbox's main
/// class, its page and its seed.
@NullMarked
package fr.spico.sandbox.james;

import org.jspecify.annotations.NullMarked;
