/// Spico, the platform. Each sub-package is a feature whose package root is its API.
@NullMarked
package fr.spico;

import org.jspecify.annotations.NullMarked;
