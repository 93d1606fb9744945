/// The methods of Email (RFC 8621 §4). Uses `core`, `blob`, `replica`, `discussions`. Found by
/// `core` as beans.
@NullMarked
package fr.spico.jmap.email;

import org.jspecify.annotations.NullMarked;
