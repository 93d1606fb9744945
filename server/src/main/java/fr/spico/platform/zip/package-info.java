/// What a ZIP shows before anybody opens it. Uses no feature; used by all.
@NullMarked
package fr.spico.platform.zip;

import org.jspecify.annotations.NullMarked;
