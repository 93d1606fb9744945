/// Tests of the platform as a whole.
@NullMarked
package fr.spico;

import org.jspecify.annotations.NullMarked;
