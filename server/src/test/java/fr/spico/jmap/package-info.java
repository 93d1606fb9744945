/// Tests of the package of the same name.
@NullMarked
package fr.spico.jmap;

import org.jspecify.annotations.NullMarked;
