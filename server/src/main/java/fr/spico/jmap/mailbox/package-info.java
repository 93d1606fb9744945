/// The methods of Mailbox (RFC 8621 §2). Uses `core`, `replica`. Found by `core` as beans.
@NullMarked
package fr.spico.jmap.mailbox;

import org.jspecify.annotations.NullMarked;
