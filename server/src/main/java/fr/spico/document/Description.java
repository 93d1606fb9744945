package fr.spico.document;

import fr.spico.dossier.Confidentiality;
import java.time.LocalDate;

/// What is said of a document.
///
/// @param author who wrote it; empty = who puts it in
/// @param title empty = the category's label
public record Description(
        DocumentCategory category,
        String title,
        LocalDate actDate,
        String author,
        Confidentiality confidentiality) {

    @Override
    public String toString() {
        return "Description[…]";
    }
}
