/// Push by event source (RFC 8620 §7.3). Uses `core`, `replica`, `outbox`, `account`. Used over
/// HTTP by every open application.
@NullMarked
package fr.spico.jmap.push;

import org.jspecify.annotations.NullMarked;
