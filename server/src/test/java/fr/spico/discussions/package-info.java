/// Tests of the package of the same name.
@NullMarked
package fr.spico.discussions;

import org.jspecify.annotations.NullMarked;
