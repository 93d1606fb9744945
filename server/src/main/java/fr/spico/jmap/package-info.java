/// JMAP (RFC 8620, 8621): one class per method, grouped as the RFCs group them. Uses `account`,
/// `link`, `replica`, `discussions`, `outbox`. Used by programs and our own application.
@NullMarked
package fr.spico.jmap;

import org.jspecify.annotations.NullMarked;
