package fr.spico.directory.annuaire;

import java.util.List;
import java.util.Optional;

/// A professional with everything that the Annuaire Santé says in public (profile
/// as-dp-practitioner and its roles).
///
/// @param rank of the resource in what was read, from 1
/// @param national the IDNPS, e.g. `810100000025`
/// @param active false once the directory took the person out
/// @param title e.g. `DR`, otherwise `M`, `MME`
/// @param mailboxes of the person, wherever they work
/// @param doubtful something of it could not be read: what is missing here need not be gone
public record AnnuairePerson(
        long rank,
        String national,
        Optional<String> rpps,
        boolean active,
        String title,
        String lastName,
        String firstName,
        Optional<AnnuaireTerm> profession,
        Optional<AnnuaireTerm> specialty,
        List<AnnuaireMailbox> mailboxes,
        List<AnnuaireWorkplace> workplaces,
        boolean doubtful) {

    @Override
    public String toString() {
        return "AnnuairePerson[…]";
    }
}
