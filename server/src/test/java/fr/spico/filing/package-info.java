@NullMarked
package fr.spico.filing;

import org.jspecify.annotations.NullMarked;
