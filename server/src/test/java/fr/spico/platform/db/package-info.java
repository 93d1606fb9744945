@NullMarked
package fr.spico.platform.db;

import org.jspecify.annotations.NullMarked;
