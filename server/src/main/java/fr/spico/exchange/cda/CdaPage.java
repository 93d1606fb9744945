package fr.spico.exchange.cda;

import static fr.spico.exchange.cda.Narrative.escaped;

import fr.spico.exchange.PatientTraits;
import fr.spico.exchange.cda.Cda.Embedded;
import fr.spico.mail.safehtml.SafeHtml;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/// A clinical document as people read it: whose it is, who wrote it, and what it says.
public final class CdaPage {

    private static final DateTimeFormatter FRENCH_DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final Set<String> PICTURES = Set.of("image/jpeg", "image/png", "image/gif");

    private CdaPage() {}

    /// Whether the document says something that a page can show.
    public static boolean isReadable(Cda cda) {
        return cda.structuredBody().isPresent()
                || cda.file()
                        .filter(file -> file.octets().isPresent())
                        .filter(file -> isText(file) || PICTURES.contains(file.mediaType()))
                        .isPresent();
    }

    /// The inside of `<body>`, harmless whatever the document holds.
    public static String html(Cda cda) {
        return "<h1>"
                + escaped(cda.title().isEmpty() ? cda.type().label() : cda.title())
                + "</h1>"
                + header(cda)
                + cda.structuredBody()
                        .map(Narrative::html)
                        .or(() -> cda.file().map(CdaPage::file))
                        .orElse("");
    }

    private static String header(Cda cda) {
        return "<table class=\"who\">"
                + row("Patient", patient(cda.patient()))
                + row("Date", cda.date().map(FRENCH_DATE::format).orElse(""))
                + row("Auteur", cda.author())
                + row("Structure", cda.structure())
                + "</table>";
    }

    private static String row(String label, String value) {
        return value.isBlank()
                ? ""
                : "<tr><th scope=\"row\">" + label + "</th><td>" + escaped(value) + "</td></tr>";
    }

    private static String patient(PatientTraits patient) {
        String born =
                switch (patient.sex()) {
                    case F -> "née";
                    case M -> "né";
                    case U -> "né(e)";
                };
        Optional<LocalDate> birth = patient.birthDate();
        String names = patient.birthName() + " " + String.join(" ", patient.birthFirstNames());
        return names.strip()
                + (patient.usedName().isEmpty()
                        ? ""
                        : " (" + (patient.usedName() + " " + patient.usedFirstName()).strip() + ")")
                + birth.map(date -> ", " + born + " le " + FRENCH_DATE.format(date)).orElse("");
    }

    private static String file(Embedded file) {
        byte[] octets = file.octets().orElse(new byte[0]);
        if (isText(file)) {
            return SafeHtml.fromText(new String(octets, StandardCharsets.UTF_8));
        }
        return PICTURES.contains(file.mediaType())
                ? "<p><img alt=\"\" src=\"data:%s;base64,%s\"></p>"
                        .formatted(file.mediaType(), Base64.getEncoder().encodeToString(octets))
                : "<p>Le contenu de ce document est un fichier à télécharger.</p>";
    }

    private static boolean isText(Embedded file) {
        return file.mediaType().equals("text/plain");
    }
}
