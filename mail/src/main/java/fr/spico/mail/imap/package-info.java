/// MailStore over IMAP4 (RFC 9051 and its extensions), by Angus Mail. Uses the package root
/// `fr.spico.mail`; used by the server's mail features.
@NullMarked
package fr.spico.mail.imap;

import org.jspecify.annotations.NullMarked;
