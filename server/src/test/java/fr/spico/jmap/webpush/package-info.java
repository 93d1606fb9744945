@NullMarked
package fr.spico.jmap.webpush;

import org.jspecify.annotations.NullMarked;
