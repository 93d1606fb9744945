/// Tests of the replica, on real PostgreSQL, with an operator in memory and with a real Dovecot.
@NullMarked
package fr.spico.replica;

import org.jspecify.annotations.NullMarked;
