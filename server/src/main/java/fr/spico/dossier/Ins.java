package fr.spico.dossier;

import java.util.List;

/// A national health identity number (standards §6).
///
/// @param matricule 13 characters and their key
/// @param oid of the register that gave it
public record Ins(String matricule, String oid) {

    /// The matricules with a right key that stand in a text, blanks in them or not.
    public static List<String> matricules(String text) {
        return InsRules.in(text);
    }

    @Override
    public String toString() {
        return "Ins[…]";
    }
}
