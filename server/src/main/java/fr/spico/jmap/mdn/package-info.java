/// Message disposition notifications: receipts (RFC 9007, RFC 8098). Uses `core`, `blob`, `email`,
/// `identity`, `submission` for its refusals, `outbox`, `replica`. Found by `core` as beans.
@NullMarked
package fr.spico.jmap.mdn;

import org.jspecify.annotations.NullMarked;
