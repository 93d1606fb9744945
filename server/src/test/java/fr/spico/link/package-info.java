/// Rows L2–L10, tried through HTTP before an operator in memory, and their pure rules.
@NullMarked
package fr.spico.link;

import org.jspecify.annotations.NullMarked;
