package fr.spico.directory.annuaire;

import java.util.List;

/// A structure (profile as-dp-organization). Texts are empty where it says nothing.
///
/// @param rank of the resource in what was read, from 1
/// @param national its IDNST, e.g. `1580008803`
/// @param active false once the directory took it out
/// @param name its company name, otherwise its sign
/// @param lines of its postal address
/// @param department as the directory has it
public record AnnuaireStructure(
        long rank,
        String national,
        boolean active,
        String name,
        List<String> lines,
        String postalCode,
        String town,
        String department,
        List<AnnuaireMailbox> mailboxes) {

    @Override
    public String toString() {
        return "AnnuaireStructure[…]";
    }
}
