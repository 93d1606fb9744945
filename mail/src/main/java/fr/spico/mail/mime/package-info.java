/// MIME and RFC 5322 as data: parsing that never fails, and building. Uses the package root
/// `fr.spico.mail`; used by the server's mail features.
@NullMarked
package fr.spico.mail.mime;

import org.jspecify.annotations.NullMarked;
