/// The mails that are there at the first start: plausible, varied, the same every time except for
/// their dates. Uses the cast and the journal. Used by the sandbox at its first start; the MIME
/// writer also by the page.
@NullMarked
package fr.spico.sandbox.mails;

import org.jspecify.annotations.NullMarked;
