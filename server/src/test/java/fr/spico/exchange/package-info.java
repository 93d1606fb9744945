@NullMarked
package fr.spico.exchange;

import org.jspecify.annotations.NullMarked;
