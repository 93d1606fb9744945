/// A FHIR server with the shapes, limits and moods of the Annuaire Santé's API, version 2, over the
/// generated directory. Uses the JDK and Jackson alone, so that tests of the platform can start it
/// by itself. Used by the sandbox.
@NullMarked
package fr.spico.sandbox.annuaire;

import org.jspecify.annotations.NullMarked;
