package fr.spico.document;

import fr.spico.dossier.Patient;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What is said of a document, and how its file is called.
final class DocumentRules {

    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[\\\\/:*?\"<>|\\p{Cntrl}]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
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

    /// `20220531_CR d’imagerie médicale_CORSE_Figatellix.pdf` (ECO.2.1.6).
    static String fileName(Document document, Patient patient) {
        String extension =
                FileType.of(document.file().type()).map(FileType::extension).orElse("bin");
        String name =
                String.join(
                        "_",
                        COMPACT.format(document.actDate()),
                        document.category().label(),
                        bare(patient.name()),
                        bare(patient.firstName()));
        return NOT_IN_A_NAME.matcher(name).replaceAll(" ").strip() + "." + extension;
    }

    private static String bare(String name) {
        return MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
    }
}
