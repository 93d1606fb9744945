package fr.spico.document;

import fr.spico.exchange.DocumentType;
import java.util.List;
import java.util.Optional;

/// What kind of document it is, as the application shows it: a type (standards §3.5) with the class
/// that follows from it (§3.4).
public record DocumentCategory(String code, String label, String classCode, String classLabel) {

    public static Optional<DocumentCategory> of(String code) {
        return DocumentType.of(code).map(DocumentCategory::of);
    }

    /// Class by class, by label within a class.
    static List<DocumentCategory> all() {
        return DocumentType.all().stream().map(DocumentCategory::of).toList();
    }

    private static DocumentCategory of(DocumentType type) {
        return new DocumentCategory(
                type.code().value(),
                type.code().label().replace('\'', '’'),
                type.category().value(),
                type.category().label());
    }
}
