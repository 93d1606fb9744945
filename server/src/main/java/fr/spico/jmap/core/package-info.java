/// The protocol itself (RFC 8620): requests, arguments, references, errors, limits. Uses `account`,
/// `link`, `replica` only to say whose data may be seen. Used by every JMAP method.
@NullMarked
package fr.spico.jmap.core;

import org.jspecify.annotations.NullMarked;
