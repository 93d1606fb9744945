package fr.spico.sandbox.mails;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import fr.spico.sandbox.cast.Cast;
import fr.spico.sandbox.cast.Domains;
import fr.spico.sandbox.cast.Extras;
import fr.spico.sandbox.cast.Person;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Mails as they come in real life: wrong charsets, broken structures, excess, tricks. All in the
/// doctor's mailbox.
final class Oddities {
    private static final Person DOCTOR = Cast.DOCTOR;
    private static final int LEVELS = 40;
    private static final int CROWD = 2000;
    private static final int LARGE = 3 * 1024 * 1024;

    private final Letterbox letterbox;
    private final Instant now;
    private int count;

    private Oddities(Letterbox letterbox, Instant now) {
        this.letterbox = letterbox;
        this.now = now;
    }

    static void put(Letterbox letterbox, Instant now) {
        Oddities oddities = new Oddities(letterbox, now);
        oddities.written();
        oddities.structures();
        oddities.attachments();
        oddities.forwards();
        oddities.headers();
        oddities.tricks();
        oddities.drafts();
    }

    /// Those whose octets can be written down, from `oddities.txt`: `@ ROLE | charset | subject`,
    /// then the rest of the mail; the role `-` gives the whole mail.
    private void written() {
        for (String block : Script.blocks("oddities")) {
            int lineEnd = block.indexOf('\n');
            String[] title = block.substring(0, lineEnd).split("\\|", -1);
            String role = title[0].strip();
            String fields =
                    role.equals("-")
                            ? ""
                            : fields(Extras.playing(role).getFirst(), title[2].strip());
            String mail = fields + MimePart.crlf(block.substring(lineEnd + 1));
            add(mail.getBytes(Charset.forName(title[1].strip())));
        }
    }

    private void structures() {
        byte[] header =
                (fields(Extras.playing("IMAGERIE").getFirst(), "Message illisible")
                                + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed\r\nContent-Transfer-Encoding: x-inconnu\r\n\r\n")
                        .getBytes(US_ASCII);
        add(header, noise(1800));
        add(
                nested().asMail(
                                fields(
                                        Extras.playing("DAC").getFirst(),
                                        "Quarante niveaux de pièces imbriquées")));
        add(
                "\r\nCe mail n'a aucun en-tête. Il a été déposé tel quel par un automate de laboratoire.\r\n"
                        .getBytes(UTF_8));
        add(
                part(
                        "Seulement une image",
                        Extras.playing("DERMATO").getFirst(),
                        MimePart.attachment("lésion.jpg", "image/jpeg", Pictures.wound(77))));
    }

    private void attachments() {
        Person hospital = Extras.playing("HOPITAL").getLast();
        byte[] pdf = Pdf.of("Compte rendu opératoire", "Suites simples.\n\nSortie le lendemain.");
        add(
                part(
                        "Noms de fichiers surprenants",
                        hospital,
                        mixed(
                                "noms",
                                MimePart.attachment(
                                        "Compte rendu opératoire – très long nom de fichier avec accents, virgules et œufs (version définitive n° 3).pdf",
                                        "application/pdf",
                                        pdf),
                                MimePart.attachment(
                                        "../../etc/ordonnance.pdf", "application/pdf", pdf),
                                MimePart.attachment("", "application/pdf", pdf),
                                MimePart.ascii(
                                        "Content-Type: application/pdf; name=\"=?iso-8859-1?Q?r=E9sum=E9.pdf?=\"\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                                                + base64(pdf)
                                                + "\r\n"))));
        add(
                part(
                        "Document au format IHE XDM",
                        hospital,
                        mixed(
                                "xdm",
                                MimePart.attachment("IHE_XDM.zip", "application/zip", xdm(pdf)))));
        add(
                part(
                        "Pièce jointe volumineuse (3 Mo)",
                        Extras.playing("IMAGERIE").getFirst(),
                        mixed(
                                "gros",
                                MimePart.attachment(
                                        "serie-scanner.bin",
                                        "application/octet-stream",
                                        noise(LARGE)))));
        add(
                part(
                        "Fichier winmail.dat",
                        Extras.playing("CONSEIL").getFirst(),
                        mixed(
                                "tnef",
                                MimePart.attachment(
                                        "winmail.dat", "application/ms-tnef", noise(2400)))));
        add(
                part(
                        "Photo intégrée au texte",
                        Extras.playing("DERMATO").getFirst(),
                        MimePart.multipart(
                                "related",
                                "photo",
                                List.of(
                                        MimePart.text(
                                                "html",
                                                "<p>Bonjour, voici la lésion ce matin :</p><p><img src=\"cid:lesion@derma\" alt=\"Lésion du dos\" width=\"360\"></p><p>Qu'en penses-tu ?</p><p><img src=\"cid:absente@derma\" alt=\"image manquante\"></p>",
                                                UTF_8),
                                        MimePart.inline(
                                                "lesion@derma",
                                                "lesion.jpg",
                                                "image/jpeg",
                                                Pictures.wound(5))))));
    }

    private void forwards() {
        Person colleague = Extras.playing("MG").getLast();
        byte[] original =
                MimePart.multipart(
                                "mixed",
                                "dedans",
                                List.of(
                                        MimePart.text(
                                                "plain",
                                                "Bonjour,\n\nLe bilan d'entrée est joint.\n\nCordialement",
                                                UTF_8),
                                        MimePart.attachment(
                                                "Bilan d'entrée.pdf",
                                                "application/pdf",
                                                Pdf.of(
                                                        "Bilan d'entrée",
                                                        "Hémoglobine 11,2 g/dl."))))
                        .asMail(
                                new Headers()
                                        .raw(
                                                "From",
                                                Headers.mailbox(Extras.playing("EHPAD").getFirst()))
                                        .people("To", List.of(colleague))
                                        .text("Subject", "Bilan d'entrée de la résidente")
                                        .date(now.minus(Duration.ofDays(6)))
                                        .raw("Message-ID", "<origine-1@" + Domains.LIBERAL + ">")
                                        .toString());
        add(
                part(
                        "Fwd: Bilan d'entrée de la résidente",
                        colleague,
                        mixed(
                                "transfert",
                                MimePart.text(
                                        "plain",
                                        "Je te fais suivre, elle change de médecin traitant.",
                                        UTF_8),
                                MimePart.message(original))));
        add(
                part(
                        "TR: Réunion du secteur",
                        colleague,
                        MimePart.text(
                                "plain",
                                "Pour information.\n\n-------- Message transféré --------\nDe : Dispositif d'appui à la coordination Autan <appui.autan@"
                                        + Domains.REGIONAL
                                        + ">\nDate : "
                                        + Headers.format(now.minus(Duration.ofDays(8)))
                                        + "\nObjet : Réunion du secteur\n\nBonjour à tous,\n\nLa réunion du secteur aura lieu à la mairie annexe.",
                                UTF_8)));
        add(
                part(
                        "Fwd: Fwd: Fwd: Protocole plaies",
                        Cast.NURSE,
                        mixed(
                                "poupees",
                                MimePart.text("plain", "Le protocole, en bas de la pile.", UTF_8),
                                MimePart.message(
                                        MimePart.multipart(
                                                        "mixed",
                                                        "p2",
                                                        List.of(
                                                                MimePart.text(
                                                                        "plain",
                                                                        "Voir plus bas.",
                                                                        UTF_8),
                                                                MimePart.message(original)))
                                                .asMail(
                                                        fields(
                                                                colleague,
                                                                "Fwd: Fwd: Protocole plaies"))))));
    }

    private void headers() {
        add(crowd());
        add(
                part(
                        "Objet interminable : "
                                + "synthèse pluriprofessionnelle du parcours de soins ".repeat(18),
                        Extras.playing("DAC").getFirst(),
                        MimePart.text(
                                "plain", "L'objet fait plus de neuf cents caractères.", UTF_8)));
        add(
                part(
                        "📎 Ordonnance 💊 et ع ربي, עברית, 中文",
                        Extras.playing("PHARMA").getFirst(),
                        MimePart.text(
                                "plain",
                                "Le logiciel de la pharmacie aime les pictogrammes 🙂.",
                                UTF_8)));
        byte[] twin =
                MimePart.text(
                                "plain",
                                "Ce résultat a été envoyé deux fois avec le même Message-ID.",
                                UTF_8)
                        .asMail(
                                new Headers()
                                        .raw("From", Headers.mailbox(Cast.LABORATORY))
                                        .people("To", List.of(DOCTOR))
                                        .text("Subject", "Envoi en double")
                                        .date(now.minus(Duration.ofDays(12)))
                                        .raw("Message-ID", "<double@" + Domains.LIBERAL + ">")
                                        .toString());
        add(twin);
        add(twin);
        add(
                MimePart.text("plain", "Merci de répondre au secrétariat, pas à moi.", UTF_8)
                        .asMail(
                                fields(
                                                Extras.playing("PNEUMO").getFirst(),
                                                "Réponse à une autre adresse")
                                        + "Reply-To: "
                                        + Headers.mailbox(
                                                "Secrétariat de pneumologie",
                                                Extras.playing("HOPITAL").getLast().address())
                                        + "\r\n"));
    }

    private void tricks() {
        add(
                part(
                        "Texte très long",
                        Extras.playing("CONSEIL").getFirst(),
                        MimePart.text(
                                "plain",
                                "Article du règlement départemental d'aide sociale, reproduit intégralement.\n"
                                        .repeat(4000),
                                UTF_8)));
        add(
                part(
                        "HTML profondément imbriqué",
                        Extras.playing("CONSEIL").getFirst(),
                        MimePart.text(
                                "html",
                                "<div>".repeat(3000) + "Au fond." + "</div>".repeat(3000),
                                UTF_8)));
    }

    private void drafts() {
        for (String subject :
                List.of("Synthèse pour la réunion de jeudi", "Demande d'avis (à finir)")) {
            byte[] draft =
                    MimePart.text("plain", "Bonjour,\n\n", UTF_8)
                            .asMail(
                                    new Headers()
                                            .raw("From", Headers.mailbox(DOCTOR))
                                            .people("To", List.of(Cast.CARDIOLOGIST))
                                            .text("Subject", subject)
                                            .date(now.minus(Duration.ofHours(30)))
                                            .raw(
                                                    "Message-ID",
                                                    "<brouillon-"
                                                            + ++count
                                                            + "@"
                                                            + Domains.REGIONAL
                                                            + ">")
                                            .toString());
            letterbox.put(
                    DOCTOR.address(),
                    "Drafts",
                    now.minus(Duration.ofHours(30)),
                    "\\Seen \\Draft",
                    draft);
        }
        byte[] spam =
                MimePart.text(
                                "plain",
                                "Offre exceptionnelle sur les fauteuils de bureau, répondez avant ce soir !",
                                UTF_8)
                        .asMail(
                                fields(
                                        Extras.playing("PRESTA").getFirst(),
                                        "Promotion sur le mobilier de cabinet"));
        letterbox.put(DOCTOR.address(), "Spam", now.minus(Duration.ofDays(2)), "", spam);
    }

    private byte[] crowd() {
        String recipients =
                IntStream.rangeClosed(1, CROWD)
                        .mapToObj(i ->
                                "\"Professionnel numero "
                                        + i
                                        + "\" <correspondant"
                                        + i
                                        + "@"
                                        + Domains.LIBERAL
                                        + ">")
                        .collect(Collectors.joining(",\r\n "));
        return MimePart.text(
                        "plain",
                        "Information envoyée à deux mille correspondants, tous visibles.",
                        UTF_8)
                .asMail(
                        new Headers()
                                .raw("From", Headers.mailbox(Extras.playing("AGENCE").getFirst()))
                                .raw("To", recipients)
                                .text(
                                        "Subject",
                                        "Information à tous les professionnels de la région")
                                .date(now.minus(Duration.ofDays(5)))
                                .raw("Message-ID", "<foule@" + Domains.LIBERAL + ">")
                                .toString());
    }

    private static MimePart nested() {
        MimePart inner = MimePart.text("plain", "Vous êtes arrivé au quarantième niveau.", UTF_8);
        for (int level = LEVELS; level > 0; level--) {
            inner =
                    MimePart.multipart(
                            "mixed",
                            "niveau-" + level,
                            List.of(MimePart.text("plain", "Niveau " + level, UTF_8), inner));
        }
        return inner;
    }

    private static byte[] xdm(byte[] pdf) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name :
                    List.of(
                            "INDEX.HTM",
                            "README.TXT",
                            "IHE_XDM/SUBSET01/METADATA.XML",
                            "IHE_XDM/SUBSET01/DOC0001.PDF")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(
                        name.endsWith("PDF")
                                ? pdf
                                : ("Contenu fictif de " + name + "\r\n").getBytes(ISO_8859_1));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static MimePart mixed(String boundary, MimePart... parts) {
        List<MimePart> all = new java.util.ArrayList<>(Arrays.asList(parts));
        if (!new String(parts[0].octets(), 0, 24, US_ASCII)
                .startsWith("Content-Type: text/plain")) {
            all.addFirst(
                    MimePart.text("plain", "Bonjour,\n\nDocument joint.\n\nCordialement", UTF_8));
        }
        return MimePart.multipart("mixed", boundary, all);
    }

    private byte[] part(String subject, Person from, MimePart body) {
        return body.asMail(fields(from, subject));
    }

    private String fields(Person from, String subject) {
        return new Headers()
                .raw("From", Headers.mailbox(from))
                .people("To", List.of(DOCTOR))
                .text("Subject", subject)
                .date(date(count + 1))
                .raw(
                        "Message-ID",
                        "<particulier-"
                                + (count + 1)
                                + "-"
                                + Integer.toHexString(subject.hashCode())
                                + "@"
                                + Domains.of(from.address())
                                + ">")
                .toString();
    }

    /// One every nine hours, back from yesterday.
    private Instant date(int number) {
        return now.minus(Duration.ofHours(20 + number * 9L));
    }

    private void add(byte[]... pieces) {
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        Arrays.stream(pieces).forEach(mail::writeBytes);
        count++;
        letterbox.put(
                DOCTOR.address(),
                "INBOX",
                date(count),
                count % 3 == 0 ? "" : "\\Seen",
                mail.toByteArray());
    }

    private static String base64(byte[] octets) {
        return Base64.getMimeEncoder().encodeToString(octets);
    }

    private static byte[] noise(int length) {
        byte[] octets = new byte[length];
        new SplittableRandom(length).nextBytes(octets);
        return octets;
    }
}
