package fr.spico.exchange;

import java.util.Optional;

/// Who wrote a document, or sends it.
///
/// @param id national identifier with its kind in front, e.g. `8` and the RPPS number; empty if
///   there is none
/// @param title `DR`, `PR`… or empty
/// @param profession TRE_A02, e.g. `G15_10/SM54` « Médecin - Médecine générale (SM) »
public record Author(
        String id,
        String title,
        String lastName,
        String firstName,
        Optional<Code> profession,
        Structure structure) {

    /// OID of national identifiers of professionals (IDNPS).
    public static final String OID = "1.2.250.1.71.4.2.1";

    @Override
    public String toString() {
        return "Author[…]";
    }
}
