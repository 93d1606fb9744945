/// The FHIR API of the Annuaire Santé, version 2: one person's details, and what changed since a
/// time. Knows the API and its limits, nothing of versions or searches. Used by the directory.
@NullMarked
package fr.spico.directory.annuaire;

import org.jspecify.annotations.NullMarked;
