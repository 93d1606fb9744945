/// The operator's memory on disk: what each mailbox holds, in an append-only journal and one file
/// of contents. Uses nothing of James: plain files. Used by the operator (restore, keep) and by the
/// seed, which writes a journal before James has even started.
@NullMarked
package fr.spico.sandbox.journal;

import org.jspecify.annotations.NullMarked;
