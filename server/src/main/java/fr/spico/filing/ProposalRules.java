package fr.spico.filing;

import fr.spico.document.DocumentCategory;
import fr.spico.dossier.BirthDates;
import fr.spico.dossier.Confidentiality;
import fr.spico.dossier.Names;
import fr.spico.exchange.ConfidentialityCode;
import fr.spico.exchange.DocumentType;
import fr.spico.exchange.ReceivedDocument;
import fr.spico.filing.Evidence.Texts;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is proposed to be said of a document. Everything can be changed by who files it.
final class ProposalRules {

    /// ECO.2.1.6: the date of the act stands first.
    private static final Pattern DATED =
            Pattern.compile("^(?<y>(?:19|20)\\d{2})-?(?<m>\\d{2})-?(?<d>\\d{2})(?!\\d)");

    /// Words by which people call a type, the more telling first.
    private static final List<Map.Entry<String, String>> WORDS =
            List.of(
                    Map.entry("compte rendu operatoire", "34874-8"),
                    Map.entry("cro", "34874-8"),
                    Map.entry("anatomopathologie", "60568-3"),
                    Map.entry("anapath", "60568-3"),
                    Map.entry("lettre de liaison", "11490-0"),
                    Map.entry("lettre de sortie", "11490-0"),
                    Map.entry("compte rendu d hospitalisation", "34112-3"),
                    Map.entry("crh", "34112-3"),
                    Map.entry("hospitalisation", "34112-3"),
                    Map.entry("urgences", "15507-7"),
                    Map.entry("irm", "18748-4"),
                    Map.entry("scanner", "18748-4"),
                    Map.entry("tdm", "18748-4"),
                    Map.entry("radio", "18748-4"),
                    Map.entry("radiographie", "18748-4"),
                    Map.entry("echographie", "18748-4"),
                    Map.entry("imagerie", "18748-4"),
                    Map.entry("biologie", "11502-2"),
                    Map.entry("bilan sanguin", "11502-2"),
                    Map.entry("analyses", "11502-2"),
                    Map.entry("ordonnance", "57833-6"),
                    Map.entry("prescription", "57828-6"),
                    Map.entry("consultation", "11488-4"),
                    Map.entry("synthese", "60591-5"),
                    Map.entry("attestation", "51851-4"));

    private ProposalRules() {}

    /// @param category empty if nothing tells it
    record Proposed(
            Optional<DocumentCategory> category,
            String title,
            LocalDate actDate,
            String author,
            Confidentiality confidentiality) {

        @Override
        public String toString() {
            return "Proposed[…]";
        }
    }

    /// @param received day on which the mail came
    static Proposed of(ReceivedDocument document, LocalDate received) {
        return new Proposed(
                DocumentType.of(document.type().value())
                        .flatMap(type -> DocumentCategory.of(type.code().value())),
                cut(document.title()),
                document.date().filter(date -> !date.isAfter(received)).orElse(received),
                cut(document.author()),
                confidentiality(document));
    }

    /// @param author name of who sent the mail
    static Proposed of(Texts texts, String author, LocalDate received) {
        String bare = texts.fileName().replaceFirst("\\.[A-Za-z0-9]{1,5}$", "");
        return new Proposed(
                category(bare).or(() -> category(texts.subject())),
                cut(title(bare)),
                date(bare, received).orElse(received),
                cut(author),
                Confidentiality.NORMAL);
    }

    private static Confidentiality confidentiality(ReceivedDocument document) {
        return document.confidentiality().stream()
                        .anyMatch(code ->
                                ConfidentialityCode.of(code.value())
                                        .equals(
                                                Optional.of(
                                                        ConfidentialityCode
                                                                .MASKED_FROM_PROFESSIONALS)))
                ? Confidentiality.MASKED
                : Confidentiality.NORMAL;
    }

    /// The longest label that is there in full, else the first word that tells.
    static Optional<DocumentCategory> category(String text) {
        String plain = " " + Names.plain(text.replace('_', ' ')) + " ";
        return DocumentType.all().stream()
                .filter(type -> plain.contains(" " + Names.plain(type.code().label()) + " "))
                .max(Comparator.comparingInt(type -> type.code().label().length()))
                .map(type -> type.code().value())
                .or(() ->
                        WORDS.stream()
                                .filter(word -> plain.contains(" " + word.getKey() + " "))
                                .map(Map.Entry::getValue)
                                .findFirst())
                .flatMap(DocumentCategory::of);
    }

    private static Optional<LocalDate> date(String name, LocalDate received) {
        Matcher m = DATED.matcher(name);
        if (m.find()) {
            try {
                return Optional.of(
                                LocalDate.of(
                                        Integer.parseInt(m.group("y")),
                                        Integer.parseInt(m.group("m")),
                                        Integer.parseInt(m.group("d"))))
                        .filter(date -> !date.isAfter(received));
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        }
        return BirthDates.in(name.replace('_', ' '), received).stream()
                .map(found -> found.dates().getFirst())
                .filter(date -> date.isAfter(received.minusYears(2)))
                .findFirst();
    }

    /// `20260302_CR de consultation_CABIROL_Simone` → its second part.
    private static String title(String bare) {
        String[] parts = bare.split("_");
        boolean named = parts.length >= 3 && DATED.matcher(parts[0]).find();
        return named ? parts[1].strip() : bare.replace('_', ' ').strip();
    }

    private static String cut(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return clean.length() > 200 ? clean.substring(0, 200) : clean;
    }
}
