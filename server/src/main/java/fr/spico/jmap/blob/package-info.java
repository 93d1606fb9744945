/// Blobs (RFC 8620 §6): messages, their parts, uploads. Uses `core`, `replica`, `mail`. Used by the
/// methods of Email, and over HTTP.
@NullMarked
package fr.spico.jmap.blob;

import org.jspecify.annotations.NullMarked;
