/// Figures: drives a running platform over HTTP, and the operator behind it over raw IMAP, in one
/// run. Uses nothing of the platform's code. Used by `./spico bench`.
@NullMarked
package fr.spico.bench;

import org.jspecify.annotations.NullMarked;
