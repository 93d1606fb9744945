/// HTML of strangers made harmless. Uses the package root `fr.spico.mail`; used by the server's
/// mail features.
@NullMarked
package fr.spico.mail.safehtml;

import org.jspecify.annotations.NullMarked;
