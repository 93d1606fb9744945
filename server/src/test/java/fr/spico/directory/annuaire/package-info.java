/// Tests of the Annuaire Santé's client, against the sandbox's.
@NullMarked
package fr.spico.directory.annuaire;

import org.jspecify.annotations.NullMarked;
