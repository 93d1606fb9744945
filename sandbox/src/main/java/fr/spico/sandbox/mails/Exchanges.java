package fr.spico.sandbox.mails;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.spico.sandbox.cast.Cast;
import fr.spico.sandbox.cast.Identifiers;
import fr.spico.sandbox.cast.Person;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Mails with documents about patients of the doctor's, as the software of others writes them: IHE
/// XDM with CDA beside the PDF, and an attachment that only its name tells.
public final class Exchanges {

    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("yyyyMMdd");

    private record Mail(Instant date, byte[] content) {}

    private final List<Mail> mails = new ArrayList<>();
    private final Instant now;

    private Exchanges(Instant now) {
        this.now = now;
        laboratory();
        cardiologist();
        physiotherapist();
    }

    /// @param birth yyyyMMdd
    /// @param matricule empty if the sender does not know it
    private record Patient(String name, String first, String sex, String birth, String matricule) {

        String shown() {
            return "%s %s %s/%s/%s"
                    .formatted(
                            name,
                            first,
                            birth.substring(6),
                            birth.substring(4, 6),
                            birth.substring(0, 4));
        }

        @Override
        public String toString() {
            return "Patient[…]";
        }
    }

    /// @param code of JDV_J07, `label` as there
    private record Report(String code, String label, String title, LocalDate day, String text) {}

    static void put(Letterbox letterbox, Instant now) {
        for (Mail mail : new Exchanges(now).mails) {
            letterbox.put(Cast.DOCTOR.address(), "INBOX", mail.date(), "\\Seen", mail.content());
        }
    }

    /// The mails, octet by octet, for whoever reads them by other means.
    public static List<byte[]> all(Instant now) {
        return new Exchanges(now).mails.stream().map(Mail::content).toList();
    }

    /// Qualified: it can be filed in one gesture.
    private void laboratory() {
        Patient simone =
                new Patient("CABIROL", "Simone", "F", "19410312", Identifiers.ins("2410331555074"));
        Report report =
                new Report(
                        "11502-2",
                        "CR d'examens biologiques",
                        "Bilan sanguin",
                        day(2),
                        "Hémoglobine 12,8 g/dL\nCréatinine 74 µmol/L\nPotassium 4,1 mmol/L\nConclusion : bilan stable.");
        byte[] pdf = Pdf.of(report.title(), simone.shown() + "\n\n" + report.text());
        String body =
                "<nonXMLBody><text mediaType=\"application/pdf\" representation=\"B64\">"
                        + Base64.getEncoder().encodeToString(pdf)
                        + "</text></nonXMLBody>";
        send(
                Cast.LABORATORY,
                "XDM/1.0/DDM+" + report.label() + " " + simone.shown(),
                MimePart.attachment(
                        COMPACT.format(report.day()) + "_" + report.label() + "_CABIROL_Simone.pdf",
                        "application/pdf",
                        pdf),
                archive(Cast.LABORATORY, simone, report, body));
    }

    /// Structured, and without INS; the birth date is not the dossier's.
    private void cardiologist() {
        Patient jean = new Patient("ESSAI-MARTIN", "Jean Paul", "M", "19540813", "");
        Report report =
                new Report(
                        "11488-4",
                        "CR ou fiche de consultation ou de visite",
                        "Consultation de cardiologie",
                        day(5),
                        "");
        String body =
                """
                <structuredBody>
                <component><section><title>Motif</title><text><paragraph>Dyspnée d'effort depuis trois semaines.</paragraph></text></section></component>
                <component><section><title>Examens</title><text><table><thead><tr><th>Examen</th><th>Résultat</th></tr></thead>
                <tbody><tr><td>Tension</td><td>148/86 mmHg</td></tr><tr><td>FEVG</td><td>52 %</td></tr></tbody></table></text></section></component>
                <component><section><title>Conclusion</title><text><list><item>Bisoprolol 2,5 mg le matin</item><item>Contrôle dans <content styleCode="Bold">trois mois</content></item></list></text></section></component>
                </structuredBody>\
                """;
        send(
                Cast.CARDIOLOGIST,
                "XDM/1.0/DDM+" + report.label() + " " + jean.shown(),
                archive(Cast.CARDIOLOGIST, jean, report, body));
    }

    private void physiotherapist() {
        LocalDate day = day(9);
        send(
                Cast.PHYSIOTHERAPIST,
                "Bilan de rééducation",
                MimePart.attachment(
                        COMPACT.format(day) + "_Bilan par professionnel de santé_GARDELLE_René.pdf",
                        "application/pdf",
                        Pdf.of(
                                "Bilan de rééducation",
                                "M. René GARDELLE, né le 21/09/1947\n\nMarche 400 m sans aide.")));
    }

    private LocalDate day(int ago) {
        return LocalDate.ofInstant(now, Headers.PARIS).minusDays(ago);
    }

    private void send(Person from, String subject, MimePart... attachments) {
        int count = mails.size() + 1;
        Instant date = now.minus(Duration.ofHours(40 + count * 7L));
        List<MimePart> parts = new ArrayList<>();
        parts.add(
                MimePart.text(
                        "plain",
                        "Bonjour,\n\nVeuillez trouver ci-joint le document.\n\nCordialement\n"
                                + from.displayName(),
                        UTF_8));
        parts.addAll(List.of(attachments));
        String header =
                new Headers()
                        .raw("From", Headers.mailbox(from))
                        .people("To", List.of(Cast.DOCTOR))
                        .text("Subject", subject)
                        .date(date)
                        .raw("Message-ID", "<echange-" + count + "@exemple.mssante.test>")
                        .toString();
        mails.add(
                new Mail(
                        date,
                        MimePart.multipart("mixed", "echange-" + count, parts).asMail(header)));
    }

    private MimePart archive(Person from, Patient patient, Report report, String body) {
        byte[] cda = cda(from, patient, report, body).getBytes(UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, "README.TXT", ("Emetteur : " + from.fullName() + "\r\n").getBytes(UTF_8));
            put(zip, "INDEX.HTM", "<html><body>README.TXT</body></html>".getBytes(UTF_8));
            put(zip, "IHE_XDM/SUBSET01/DOC00001.XML", cda);
            put(
                    zip,
                    "IHE_XDM/SUBSET01/METADATA.XML",
                    metadata(from, patient, report, cda).getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return MimePart.attachment("IHE_XDM.ZIP", "application/zip", out.toByteArray());
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static String cda(Person from, Patient patient, Report report, String body) {
        String id =
                patient.matricule().isEmpty()
                        ? "<id nullFlavor=\"NI\"/>"
                        : "<id root=\"1.2.250.1.213.1.4.10\" extension=\"%s\"/>"
                                .formatted(patient.matricule());
        return read("exchange.cda.xml")
                .formatted(
                        patient.name() + report.day(),
                        report.code(),
                        report.label().replace("'", "&apos;"),
                        report.title(),
                        COMPACT.format(report.day()),
                        id,
                        patient.name(),
                        patient.first().toUpperCase(java.util.Locale.FRENCH),
                        patient.first().split(" ")[0].toUpperCase(java.util.Locale.FRENCH),
                        patient.sex(),
                        patient.birth(),
                        from.fullName().replace("'", "&apos;"),
                        body);
    }

    private static String metadata(Person from, Patient patient, Report report, byte[] cda) {
        String id =
                patient.matricule().isEmpty()
                        ? "dossier-1^^^&amp;1.2.250.1.999.3&amp;ISO^PI"
                        : patient.matricule() + "^^^&amp;1.2.250.1.213.1.4.10&amp;ISO^NH";
        return read("exchange.metadata.xml")
                .formatted(
                        slot("URI", "DOC00001.XML")
                                + slot("hash", sha1(cda))
                                + slot("size", Integer.toString(cda.length))
                                + slot("creationTime", COMPACT.format(report.day()) + "090000")
                                + slot("serviceStartTime", COMPACT.format(report.day())),
                        patient.name(),
                        patient.first(),
                        patient.birth(),
                        patient.sex(),
                        report.title(),
                        slot(
                                "authorPerson",
                                from.rpps().isEmpty()
                                        ? "^" + from.structure()
                                        : "8"
                                                + from.rpps()
                                                + "^"
                                                + from.lastName()
                                                + "^"
                                                + from.firstName()),
                        slot("authorInstitution", from.structure()),
                        report.code(),
                        report.label().replace("'", "&apos;"),
                        id,
                        COMPACT.format(report.day()));
    }

    private static String read(String template) {
        try (InputStream in =
                Objects.requireNonNull(Exchanges.class.getResourceAsStream("/mails/" + template))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String slot(String name, String value) {
        return "<rim:Slot name=\"%s\"><rim:ValueList><rim:Value>%s</rim:Value></rim:ValueList></rim:Slot>\n"
                .formatted(name, value);
    }

    private static String sha1(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
