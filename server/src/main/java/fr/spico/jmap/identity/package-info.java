/// The methods of Identity (RFC 8621 §6). Uses `core`, `account`, `directory`. Found by `core` as
/// beans.
@NullMarked
package fr.spico.jmap.identity;

import org.jspecify.annotations.NullMarked;
