package fr.spico.dossier;

/// What is wrong with one trait of an identity.
///
/// @param trait as docs/api.md names it
/// @param message French, for the user
public record IdentityProblem(String trait, String message) {}
