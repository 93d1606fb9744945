@NullMarked
package fr.spico.platform.config;

import org.jspecify.annotations.NullMarked;
