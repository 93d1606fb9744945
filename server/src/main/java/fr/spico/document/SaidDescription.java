package fr.spico.document;

import fr.spico.dossier.Confidentiality;
import fr.spico.platform.http.Problem;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// What a client says of a document, not looked at yet.
///
/// @param category code of JDV_J07
/// @param actDate ISO 8601
/// @param confidentiality null = normal
public record SaidDescription(
        @Nullable String category,
        @Nullable String title,
        @Nullable String actDate,
        @Nullable String author,
        @Nullable String confidentiality) {

    /// @throws Problem `bad-document` with every problem found
    public Description read(LocalDate today) {
        List<DocumentRules.Problem> problems = new ArrayList<>();
        Optional<DocumentCategory> known = DocumentCategory.of(text(category));
        Optional<Confidentiality> level =
                Confidentiality.parse(confidentiality == null ? "normal" : confidentiality);
        Optional<LocalDate> date = date(actDate);
        if (known.isEmpty()) {
            problems.add(new DocumentRules.Problem("category", "Choisissez une catégorie."));
        }
        if (level.isEmpty()) {
            problems.add(
                    new DocumentRules.Problem(
                            "confidentiality", "Choisissez une confidentialité."));
        }
        if (date.isEmpty()) {
            problems.add(new DocumentRules.Problem("actDate", "Indiquez la date de l’acte."));
        }
        if (!problems.isEmpty()) {
            throw bad(problems);
        }
        Description description =
                new Description(known.get(), text(title), date.get(), text(author), level.get());
        problems.addAll(DocumentRules.problems(description, today));
        if (!problems.isEmpty()) {
            throw bad(problems);
        }
        return description;
    }

    static Problem bad(List<DocumentRules.Problem> problems) {
        return new Problem(HttpStatus.BAD_REQUEST, "bad-document", problems.getFirst().message())
                .with("problems", problems);
    }

    private static Optional<LocalDate> date(@Nullable String iso) {
        try {
            return Optional.of(LocalDate.parse(text(iso)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip().replaceAll("\\s+", " ");
    }

    @Override
    public String toString() {
        return "SaidDescription[…]";
    }
}
