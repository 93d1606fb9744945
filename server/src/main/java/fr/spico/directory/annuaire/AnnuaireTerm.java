package fr.spico.directory.annuaire;

/// A code of a nomenclature.
///
/// @param code e.g. `10`, `SM04`
/// @param display its words; empty mostly, the API has codes alone
public record AnnuaireTerm(String code, String display) {}
