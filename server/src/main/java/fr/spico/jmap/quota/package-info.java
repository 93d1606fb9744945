/// The methods of Quota (RFC 9425) over what the operator says. Uses `core`, `replica`. Found by
/// `core` as beans.
@NullMarked
package fr.spico.jmap.quota;

import org.jspecify.annotations.NullMarked;
