package fr.spico.directory.annuaire;

import java.util.List;
import java.util.Optional;

/// Where and how a person works (profile as-dp-practitionerrole, « situation d'exercice »).
///
/// @param functions kind of activity, mode (`L`, `S`…), function
/// @param structure empty if it names none, or one that the directory does not give
/// @param lost it names a structure that the directory does not give
/// @param mailboxes of the person at this structure
public record AnnuaireWorkplace(
        boolean active,
        List<AnnuaireTerm> functions,
        Optional<AnnuaireStructure> structure,
        boolean lost,
        List<AnnuaireMailbox> mailboxes) {

    @Override
    public String toString() {
        return "AnnuaireWorkplace[…]";
    }
}
