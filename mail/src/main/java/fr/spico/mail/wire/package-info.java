/// How a connection to an operator is made: addresses, deadlines, TLS and trust. Uses the package
/// root `fr.spico.mail` and Angus Mail's settings; used by `imap` and `smtp`.
@NullMarked
package fr.spico.mail.wire;

import org.jspecify.annotations.NullMarked;
