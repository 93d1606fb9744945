package fr.spico.exchange;

import fr.spico.exchange.OutgoingDocument.Content;
import fr.spico.exchange.PatientTraits.Ins;
import fr.spico.exchange.PatientTraits.Sex;
import fr.spico.exchange.xdm.XdmWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Fictitious people and their documents.
public final class ExchangeCast {

    public static final Issuer ISSUER =
            new Issuer("1.2.250.1.999.7", "Spico", "0.1.0", "Éditeur de Spico");

    public static final Instant NOW = Instant.parse("2026-03-09T09:05:00Z");

    public static final PatientTraits SIMONE =
            new PatientTraits(
                    "CABIROL",
                    List.of("SIMONE", "MARIE"),
                    "MONTAZEL",
                    "Simone",
                    Sex.F,
                    Optional.of(LocalDate.of(1941, 3, 12)),
                    "31555",
                    Optional.of(new Ins("241033155501234", "1.2.250.1.213.1.4.10")));

    /// Whose identity is not qualified.
    public static final PatientTraits ODETTE =
            new PatientTraits(
                    "D'ARAGON & FILS",
                    List.of("Odette"),
                    "",
                    "",
                    Sex.U,
                    Optional.empty(),
                    "",
                    Optional.empty());

    private static final Structure PRACTICE =
            new Structure(
                    "1310012345",
                    "Cabinet médical du Pont & des Carmes",
                    new Code("SA07", "1.2.250.1.71.4.2.4", "Cabinet individuel"),
                    new Code("AMBULATOIRE", "1.2.250.1.213.1.1.4.9", "Ambulatoire"));

    public static final Author DOCTOR =
            new Author(
                    "810100000017",
                    "DR",
                    "CASTELBON",
                    "Hélène",
                    Optional.of(
                            new Code(
                                    "G15_10/SM54",
                                    "1.2.250.1.213.1.1.4.5",
                                    "Médecin - Médecine générale (SM)")),
                    PRACTICE);

    /// Without any national number.
    public static final Author SOCIAL_WORKER =
            new Author(
                    "",
                    "",
                    "PEYROLADE",
                    "Luc",
                    Optional.empty(),
                    new Structure(
                            "",
                            "Service d'aide <Sud>",
                            new Code("SA41", "1.2.250.1.71.4.2.4", "Autre établissement"),
                            new Code("ETABLISSEMENT", "1.2.250.1.213.1.1.4.9", "Établissement")));

    private ExchangeCast() {}

    public static byte[] pdf(String text) {
        return ("%PDF-1.4\n% " + text + "\n%%EOF\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    public static OutgoingDocument document(int number, String type, String title) {
        byte[] content = pdf(title);
        return document(number, type, title, CdaMedia.PDF, () -> new ByteArrayInputStream(content));
    }

    public static OutgoingDocument document(int number, CdaMedia media, Content content) {
        return document(number, "51851-4", "Papiers", media, content);
    }

    private static OutgoingDocument document(
            int number, String type, String title, CdaMedia media, Content content) {
        return new OutgoingDocument(
                id(number),
                id(1000 + number),
                1,
                Optional.empty(),
                DocumentType.of(type).orElseThrow(),
                title,
                Instant.parse("2026-03-02T17:40:12Z"),
                LocalDate.of(2026, 3, 2),
                DOCTOR,
                Set.of(),
                media,
                content);
    }

    /// The second version of a masked document, by somebody without a number.
    public static OutgoingDocument replacement(int number, int replaced) {
        byte[] content = "Évaluation : <à compléter> & à signer.".getBytes(StandardCharsets.UTF_8);
        return new OutgoingDocument(
                id(number),
                id(1000 + replaced),
                2,
                Optional.of(id(replaced)),
                DocumentType.of("28653-4").orElseThrow(),
                "Évaluation sociale \u0007<sans suite>",
                Instant.parse("2026-01-31T23:30:00Z"),
                LocalDate.of(2026, 1, 31),
                SOCIAL_WORKER,
                Set.of(
                        ConfidentialityCode.INVISIBLE_TO_REPRESENTATIVES,
                        ConfidentialityCode.MASKED_FROM_PROFESSIONALS),
                CdaMedia.TEXT,
                () -> new ByteArrayInputStream(content));
    }

    public static OutgoingXdm xdm(PatientTraits patient, OutgoingDocument... documents) {
        return new OutgoingXdm(id(500), NOW, patient, "d7", DOCTOR, List.of(documents));
    }

    public static OutgoingXdm simonesReport() {
        return xdm(SIMONE, document(1, "11488-4", "Consultation du 2 mars"));
    }

    public static byte[] archive(OutgoingXdm xdm) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            XdmWriter.write(xdm, ISSUER, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static UUID id(int number) {
        return new UUID(0x5f1c_0000_0000_4000L, 0x8000_0000_0000_0000L + number);
    }
}
