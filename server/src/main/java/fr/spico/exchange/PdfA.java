package fr.spico.exchange;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult.ValidationError;
import org.apache.pdfbox.preflight.parser.PreflightParser;

/// Whether a PDF will look the same in twenty years: PDF/A-1b, as the field asks for (ECO.2.1.1). A
/// fault is told, not forbidden: most PDFs of the field have one.
public final class PdfA {

    /// By the first digit of PDFBox's codes.
    private static final Map<Character, String> FAULTS =
            Map.of(
                    '1', "la structure du fichier",
                    '2', "les couleurs",
                    '3', "des polices non incorporées",
                    '4', "la transparence",
                    '5', "des annotations",
                    '6', "des actions",
                    '7', "les métadonnées");

    private PdfA() {}

    /// One French sentence that says what is amiss; empty if nothing. May take a second for a long
    /// document.
    public static Optional<String> fault(byte[] pdf) {
        try {
            return errors(pdf).stream()
                    .filter(error -> !error.isWarning())
                    .map(error ->
                            FAULTS.getOrDefault(error.getErrorCode().charAt(0), "autre chose"))
                    .distinct()
                    .sorted()
                    .collect(Collectors.collectingAndThen(Collectors.joining(", "), Optional::of))
                    .filter(faults -> !faults.isEmpty())
                    .map("Ce PDF n’est pas au format d’archivage PDF/A-1 : %s."::formatted);
        } catch (IOException | RuntimeException e) {
            // The checker meets some damage with exceptions of any kind.
            return Optional.of("Ce PDF est abîmé.");
        }
    }

    private static List<ValidationError> errors(byte[] pdf) throws IOException {
        try (PDDocument parsed = new PreflightParser(new RandomAccessReadBuffer(pdf)).parse()) {
            return ((PreflightDocument) parsed).validate().getErrorsList();
        }
    }
}
