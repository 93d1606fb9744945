package fr.spico.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;

/// Writes a mailbox of French clinical mail into a Maildir; the same seed gives the same mails. One
/// mail in a thousand holds [#RARE], one in three is an answer, one in seven has a document.
final class Corpus {

    static final String RARE = "zygomycose";
    static final String FREQUENT = "pansement";

    private static final String[] FIRST = {
        "Claire",
        "Paul",
        "Nadia",
        "Jean-Marc",
        "Éloïse",
        "Karim",
        "Maïté",
        "Hugues",
        "Fanny",
        "Yann"
    };
    private static final String[] LAST = {
        "Vasseur",
        "Ndiaye",
        "Cazenave",
        "Le Bihan",
        "Ferrand",
        "Benali",
        "Ortalis",
        "Roquefeuil",
        "Saint-Martin",
        "Delmas",
        "Garrigue",
        "Bousquet"
    };
    private static final String[] SUBJECTS = {
        "Compte rendu de consultation", "Avis cardiologique", "Sortie d'hospitalisation",
        "Résultats biologiques", "Renouvellement d'ordonnance", "Plaie chronique, suivi",
        "Bilan kinésithérapie", "Demande d'imagerie", "Coordination des soins à domicile"
    };
    private static final String[] WORDS =
            """
            patient patiente consultation traitement douleur genou gauche droite tension artérielle bilan sanguin
            créatinine normale contrôle échographie abdominale sans anomalie antécédents diabète insuline adaptation
            posologie ordonnance infirmière passage matin soir plaie évolution favorable surveillance pansement
            mobilité kinésithérapie séances reprise marche dyspnée effort auscultation libre hospitalisation sortie
            courrier confrère avis demandé rendez-vous prochain semaine famille informée accord recherche allergie
            pénicilline vaccination grippe rappel vigilance chute domicile aide auxiliaire nutrition poids stable
            """
                    .split("\\s+");

    private final Random random;
    private final byte[] pdf = new byte[3_000];

    Corpus(long seed) {
        this.random = new Random(seed);
        random.nextBytes(pdf);
    }

    /// @param maildir made here, with `cur`, `new` and `tmp`
    void write(Path maildir, String owner, int mails) throws IOException {
        for (String folder : new String[] {"cur", "new", "tmp"}) {
            Files.createDirectories(maildir.resolve(folder));
        }
        Instant first = Instant.parse("2020-01-06T08:00:00Z");
        for (int i = 0; i < mails; i++) {
            Instant at = first.plusSeconds(1800L * i);
            byte[] mail = mail(i, at, owner);
            String flags = i % 9 == 0 ? "" : "S";
            Path file =
                    maildir.resolve(
                            "cur/%d.M%dP1.bench,S=%d:2,%s"
                                    .formatted(at.getEpochSecond(), i, mail.length, flags));
            Files.write(file, mail);
            Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(at));
        }
    }

    byte[] mail(int i, Instant at, String owner) {
        String body = body(i);
        boolean document = i % 7 == 3;
        StringBuilder mail = new StringBuilder(header(i, at, owner));
        if (document) {
            mail.append("Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\n");
        }
        mail.append("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n")
                .append(body);
        if (document) {
            mail.append("\n--b\nContent-Type: application/pdf; name=\"cr")
                    .append(i)
                    .append(".pdf\"\nContent-Disposition: attachment; filename=\"cr")
                    .append(i)
                    .append(".pdf\"\nContent-Transfer-Encoding: base64\n\n")
                    .append(
                            Base64.getMimeEncoder(76, "\n".getBytes(StandardCharsets.US_ASCII))
                                    .encodeToString(pdf))
                    .append("\n--b--\n");
        }
        return mail.toString().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private String header(int i, Instant at, String owner) {
        String first = FIRST[random.nextInt(FIRST.length)];
        String last = LAST[random.nextInt(LAST.length)];
        boolean answer = i % 3 == 2;
        String thread = answer ? "References: <m" + (i - 1) + "@bench.test>\n" : "";
        return """
        Message-ID: <m%d@bench.test>
        %sDate: %s
        From: %s <pro%d@liberal.mssante.test>
        To: <%s>
        Subject: %s%s
        MIME-Version: 1.0
        """
                .formatted(
                        i,
                        thread,
                        DateTimeFormatter.RFC_1123_DATE_TIME
                                .withLocale(Locale.ROOT)
                                .format(at.atOffset(ZoneOffset.UTC)),
                        encoded(first + " " + last),
                        random.nextInt(300),
                        owner,
                        answer ? "Re: " : "",
                        encoded(SUBJECTS[random.nextInt(SUBJECTS.length)] + " " + last));
    }

    private String body(int i) {
        StringBuilder body = new StringBuilder("Chère consœur, cher confrère,\n\n");
        int words = 80 + random.nextInt(220);
        for (int w = 0; w < words; w++) {
            body.append(WORDS[random.nextInt(WORDS.length)]).append(w % 12 == 11 ? '\n' : ' ');
        }
        if (i % 1000 == 500) {
            body.append(RARE);
        }
        return body.append("\n\nBien confraternellement\n").toString();
    }

    private static String encoded(String text) {
        boolean plain = text.chars().allMatch(c -> c < 128);
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        return plain ? text : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(octets) + "?=";
    }
}
