package fr.spico.replica;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.Role;
import fr.spico.replica.EmailQuery.EmailFilter;
import fr.spico.replica.EmailQuery.EmailFilter.And;
import fr.spico.replica.EmailQuery.EmailFilter.InRole;
import fr.spico.replica.EmailQuery.EmailFilter.Not;
import fr.spico.replica.EmailQuery.EmailFilter.Or;
import fr.spico.replica.EmailQuery.EmailFilter.Text;
import fr.spico.replica.EmailQuery.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What French professionals write and what they type to find it again.
class ReplicaSearchTest extends ReplicaScene {

    @AfterEach
    void detach() {
        database.run(tx -> replica.detach(tx, mailbox));
    }

    private static byte[] letter(String subject, String body, String attachment) {
        return ("""
        Message-ID: <%s@example.test>\r
        Date: Mon, 9 Mar 2026 09:05:00 +0100\r
        From: "Dr Jean-Luc d'Artagnan" <jean-luc.dartagnan@chu-exemple.test>\r
        To: "Maïwenn Le Goffic" <maiwenn@medimail.mssante.test>\r
        Subject: %s\r
        MIME-Version: 1.0\r
        Content-Type: multipart/mixed; boundary=b\r
        \r
        --b\r
        Content-Type: text/plain; charset=utf-8\r
        Content-Transfer-Encoding: 8bit\r
        \r
        %s\r
        --b\r
        Content-Type: application/pdf; name="%s"\r
        Content-Disposition: attachment; filename="%s"\r
        Content-Transfer-Encoding: base64\r
        \r
        JVBERi0=\r
        --b--\r
        """
                        .formatted(UUID.randomUUID(), subject, body, attachment, attachment))
                .getBytes(StandardCharsets.UTF_8);
    }

    private void one(String body) {
        put(FolderPath.INBOX, letter("Courrier", body, "piece.pdf"));
        put(FolderPath.INBOX, letter("Autre courrier", "Rien de tout cela.", "autre.pdf"));
        attachAndFill();
    }

    /// Written, typed: each pair in one mailbox would find the others, so each has its own mail in
    /// one mailbox and a number that only it has.
    @Test
    void whatIsWrittenInOneWayIsFoundInAnother() {
        String[][] pairs = {
            {"Il est à l’hôpital", "l'hôpital"},
            {"Il est à l’hôpital", "hopital"},
            {"Il est à l'hôpital", "l’hopital"},
            {"admis aux urgences", "d'urgence"},
            {"un œdème pulmonaire", "oedeme"},
            {"un oedeme pulmonaire", "œdèmes"},
            {"son cœur bat", "coeur"},
            {"ex æquo", "aequo"},
            {"suivi post-opératoire", "postopératoire"},
            {"suivi postopératoire", "post-opératoire"},
            {"suivi post-opératoire", "post operatoire"},
            {"prendre rendez-vous", "rendez-vous"},
            {"prendre rendez-vous", "rendez vous"},
            {"test COVID-19 négatif", "covid19"},
            {"test covid19 négatif", "COVID-19"},
            {"née le 12/03/1948", "12 mars 1948"},
            {"née le 12 mars 1948", "12/03/1948"},
            {"née le 12.03.1948", "1948-03-12"},
            {"le 1er février 2026", "01/02/2026"},
            {"tél. 05 61 22 33 44", "0561223344"},
            {"tél. 0561223344", "05 61 22 33 44"},
            {"tél. 05.61.22.33.44", "05 61 22 33 44"},
            {"écrire à jean.dupont@chu.test", "jean.dupont@chu.test"},
            {"écrire à jean.dupont@chu.test", "dupont@chu"},
            {"créatininémie à 120 µmol/L", "umol"},
            {"température 38,5", "38,5"},
            {"des hémorragies digestives", "hémorragie digestive"},
            {"une opération", "opérations"},
            {"les patientes traitées", "patiente traitee"},
            {"prise de sang", "prise de"},
            {"prise de sang", "sang avec"},
            {"xanthochromie", "xantho"},
            {"HÉMOGLOBINE GLYQUÉE", "hemoglobine glyquee"},
            {"bilan (complet)", "\"bilan complet\""},
            {"bilan, complet", "'bilan complet'"},
            {"Zoé\u0301e", "zoee"},
            {"ano\u00admalie", "anomalie"},
        };
        for (int i = 0; i < pairs.length; i++) {
            put(FolderPath.INBOX, letter("Courrier", pairs[i][0] + " repère" + i, "piece.pdf"));
        }
        attachAndFill();
        for (int i = 0; i < pairs.length; i++) {
            String typed = pairs[i][1];
            EmailFilter both =
                    new And(
                            List.of(
                                    new Text(Place.ANYWHERE, typed),
                                    new Text(Place.BODY, "\"repere" + i + "\"")));
            assertThat(query(everything(), both).ids()).as(String.join(" / ", pairs[i])).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "opération,opaque",
        "12 mars 1948,13/03/1948",
        "bilan complet,\"complet bilan\"",
        "bilan très complet,\"bilan complet\"",
        "hémorragies,\"hémorragie\"",
        "hépatite C,hépatite b",
        "jean.martin@chu.test,jean.dupont@chu.test"
    })
    void whatIsNotMeantIsNotFound(String written, String typed) {
        one(written);
        assertThat(query(everything(), new Text(Place.ANYWHERE, typed)).ids()).isEmpty();
    }

    @Test
    void eachPlaceIsLookedAtAlone() {
        put(
                FolderPath.INBOX,
                letter("Résultats d'analyses", "Voyez le scanner.", "Échographie_2026-02-11.pdf"));
        attachAndFill();
        assertFound(Place.SUBJECT, "resultat", "resul", "\"résultats d'analyses\"", "d'analyse");
        assertNotFound(Place.SUBJECT, "scanner", "goffic", "echographie", "\"analyses résultats\"");
        assertFound(Place.BODY, "scanners", "voyez le scan");
        assertNotFound(Place.BODY, "resultat", "artagnan", "echographie", "pdf");
        assertFound(
                Place.ATTACHMENT_NAME,
                "echographies",
                "écho",
                "11/02/2026",
                "\"2026 02 11\"",
                "pdf");
        assertNotFound(Place.ATTACHMENT_NAME, "scanner", "resultat");
        assertFound(Place.FROM, "jean-luc", "jeanluc", "d'artagnan", "luc chu-ex", "artag");
        assertNotFound(Place.FROM, "goffic", "scanner");
        assertFound(Place.TO, "le goffic", "maïwenn");
        assertFound(Place.ANYWHERE, "analyse scanner goffic artagnan echographie");
        assertNotFound(Place.ANYWHERE, "f:goffic", "analyse inconnu");
    }

    private void assertFound(Place place, String... typed) {
        for (String text : typed) {
            assertThat(query(everything(), new Text(place, text)).total()).as(text).isEqualTo(1);
        }
    }

    private void assertNotFound(Place place, String... typed) {
        for (String text : typed) {
            assertThat(query(everything(), new Text(place, text)).total()).as(text).isEqualTo(0);
        }
    }

    @Test
    void patientsMailsAreNotFoundByThoseWhoDoNotSeeThem() {
        deliver(patientMail("Ordonnance"));
        deliver(mail("Ordonnance du confrère"));
        attachAndFill();
        List<EmailFilter> filters =
                List.of(
                        new Text(Place.ANYWHERE, "ordonnance"),
                        new Text(Place.SUBJECT, "ordonnance"),
                        new And(
                                List.of(
                                        new Text(Place.ANYWHERE, "ordonnance"),
                                        new InRole(Role.INBOX))),
                        new Not(List.of(new Text(Place.ANYWHERE, "absent"))),
                        new Or(
                                List.of(
                                        new Text(Place.ANYWHERE, "absent"),
                                        new Text(Place.ANYWHERE, "ordonnance"))));
        for (EmailFilter filter : filters) {
            assertThat(query(everything(), filter).ids()).as(filter.toString()).hasSize(2);
            assertThat(query(everything(), filter).total()).isEqualTo(2);
            assertThat(query(withoutPatients(), filter).ids()).as(filter.toString()).hasSize(1);
            assertThat(query(withoutPatients(), filter).total()).isEqualTo(1);
        }
    }

    @Test
    void whatWasFoundIsMarkedHoweverItIsWritten() {
        put(
                FolderPath.INBOX,
                letter(
                        "Suivi post-opératoire",
                        "Née le 12 mars 1948, <b>tél.</b> 05 61 22 33 44, à l’hôpital.",
                        "CR-opératoire.pdf"));
        attachAndFill();
        assertThat(snippet("postoperatoire").subject())
                .contains("Suivi <mark>post-opératoire</mark>");
        assertThat(snippet("12/03/1948").preview().orElseThrow())
                .contains("Née le <mark>12 mars 1948</mark>, &lt;b&gt;");
        assertThat(snippet("0561223344").preview().orElseThrow())
                .contains("<mark>05 61 22 33 44</mark>");
        assertThat(snippet("hopitaux").preview().orElseThrow()).contains("l’<mark>hôpital</mark>");
        assertThat(snippet("opératoires").attachment()).contains("CR-<mark>opératoire</mark>.pdf");
        assertThat(snippet("absent").attachment()).isEmpty();
    }

    private Replica.Snippet snippet(String typed) {
        EmailId email = all().getFirst();
        EmailFilter filter = new Text(Place.ANYWHERE, typed);
        return database.read(tx ->
                java.util.Objects.requireNonNull(
                        replica.snippets(tx, everything(), filter, List.of(email)).get(email)));
    }
}
