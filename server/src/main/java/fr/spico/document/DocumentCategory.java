package fr.spico.document;

import fr.spico.exchange.DocumentType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What kind of document it is, as the application shows it: a type (standards §3.5) with the class
/// that follows from it (§3.4).
public record DocumentCategory(String code, String label, String classCode, String classLabel) {

    private static final Map<String, DocumentCategory> ALL =
            DocumentType.all().stream()
                    .map(DocumentCategory::of)
                    .collect(
                            Collectors.toMap(
                                    DocumentCategory::code,
                                    Function.identity(),
                                    (first, _) -> first,
                                    LinkedHashMap::new));

    public static Optional<DocumentCategory> of(String code) {
        return Optional.ofNullable(ALL.get(code));
    }

    /// Class by class, by label within a class.
    static List<DocumentCategory> all() {
        return List.copyOf(ALL.values());
    }

    private static DocumentCategory of(DocumentType type) {
        return new DocumentCategory(
                type.code().value(),
                type.code().label().replace('\'', '’'),
                type.category().value(),
                type.category().label());
    }
}
