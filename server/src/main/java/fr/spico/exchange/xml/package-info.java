/// XML written as a stream and read without trusting it: no DTD, no entity, nothing from outside.
/// Uses nothing. Used by `cda` and `xdm`.
@NullMarked
package fr.spico.exchange.xml;

import org.jspecify.annotations.NullMarked;
