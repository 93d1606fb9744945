/// Mail client library: what an operator's mailbox is and how it is read and written to. Uses Angus
/// Mail (IMAP, SMTP), Mime4j and the OWASP sanitizer, no framework and no SQL. Used by the server's
/// features `replica`, `outbox`, `link`, `jmap`.
@NullMarked
package fr.spico.mail;

import org.jspecify.annotations.NullMarked;
