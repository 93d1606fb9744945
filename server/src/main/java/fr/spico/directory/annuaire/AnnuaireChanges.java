package fr.spico.directory.annuaire;

import java.util.List;

/// What the Annuaire Santé says now of everybody and everything that changed since a time.
///
/// @param people each whole: whatever mailbox is not here, the person has no more
/// @param structures likewise
public record AnnuaireChanges(
        List<AnnuairePerson> people,
        List<AnnuaireStructure> structures,
        List<AnnuaireProblem> problems) {

    @Override
    public String toString() {
        return "AnnuaireChanges[%d people, %d structures, %d problems]"
                .formatted(people.size(), structures.size(), problems.size());
    }
}
