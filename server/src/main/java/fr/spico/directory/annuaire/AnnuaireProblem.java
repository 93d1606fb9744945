package fr.spico.directory.annuaire;

/// A resource that could not be used. Holds nothing of it.
///
/// @param rank of the resource in what was read, from 1
public record AnnuaireProblem(long rank, Kind kind) {

    public enum Kind {
        /// No FHIR that can be read.
        RESOURCE,
        /// Without the identifier by which it is known.
        IDENTIFIER,
        /// It points to something that the directory does not give.
        REFERENCE
    }
}
