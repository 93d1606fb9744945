/// Tests of the one path for sending.
@NullMarked
package fr.spico.outbox;

import org.jspecify.annotations.NullMarked;
