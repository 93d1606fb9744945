package fr.spico.document;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// What may be said of a document.
final class DocumentRules {

    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final int LONGEST = 200;

    private DocumentRules() {}

    /// @param field as docs/api.md names it
    record Problem(String field, String message) {}

    static List<Problem> problems(Description description, LocalDate today) {
        List<Problem> problems = new ArrayList<>();
        if (description.title().length() > LONGEST || description.author().length() > LONGEST) {
            problems.add(new Problem("title", "Le titre et l’auteur ont au plus 200 caractères."));
        }
        if (description.actDate().isAfter(today) || description.actDate().isBefore(EARLIEST)) {
            problems.add(
                    new Problem("actDate", "La date de l’acte ne peut pas être dans le futur."));
        }
        return problems;
    }
}
