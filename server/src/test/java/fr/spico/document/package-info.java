/// Tried through HTTP on a real PostgreSQL, and their pure rules.
@NullMarked
package fr.spico.document;

import org.jspecify.annotations.NullMarked;
