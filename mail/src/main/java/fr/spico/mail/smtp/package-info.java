/// MailSender over SMTP submission (RFC 6409), by Angus Mail. Uses the package root
/// `fr.spico.mail`; used by the server's mail features.
@NullMarked
package fr.spico.mail.smtp;

import org.jspecify.annotations.NullMarked;
