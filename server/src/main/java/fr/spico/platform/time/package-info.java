/// Time, ids and randomness as parameters. Uses no feature; used by all.
@NullMarked
package fr.spico.platform.time;

import org.jspecify.annotations.NullMarked;
