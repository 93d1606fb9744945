package fr.spico.exchange;

import static fr.spico.exchange.ExchangeCast.SIMONE;
import static fr.spico.exchange.ExchangeCast.archive;
import static fr.spico.exchange.ExchangeCast.document;
import static fr.spico.exchange.ExchangeCast.pdf;
import static fr.spico.exchange.ExchangeCast.replacement;
import static fr.spico.exchange.ExchangeCast.xdm;
import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.Browser.Answer;
import fr.spico.jmap.JmapScene;
import fr.spico.mail.MssAddress;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The documents of a received mail, over HTTP.
class ExchangeResourceTest extends JmapScene {

    private static final byte[] ZIP =
            archive(xdm(SIMONE, document(1, "11502-2", "Bilan"), replacement(2, 9)));
    private static final String COLLEAGUE = "vial@liberal.mssante.test";
    private static final String PATIENT = "279035121518989@patient.mssante.test";

    private MssAddress address;

    @BeforeEach
    void aMailbox() {
        address = newAddress();
    }

    @Test
    void each_document_is_told_with_what_a_reader_needs_to_know() {
        Client client = received("alpha", COLLEAGUE, "IHE_XDM.ZIP", ZIP);
        JsonNode archives = documents(client, "alpha").json().path("archives");
        assertThat(archives.size()).isEqualTo(1);
        assertThat(archives.path(0).path("partId").asString()).isEqualTo("2");
        assertThat(archives.path(0).path("refused").isNull()).isTrue();
        JsonNode report = archives.path(0).path("documents").path(0);
        assertThat(report.path("n").asString()).isEqualTo("2-1");
        assertThat(report.path("type").path("label").asString())
                .isEqualTo("CR d'examens biologiques");
        assertThat(report.path("title").asString()).isEqualTo("Bilan");
        assertThat(report.path("date").asString()).isEqualTo("2026-03-02");
        assertThat(report.path("author").asString()).isEqualTo("Hélène CASTELBON");
        assertThat(report.path("shown").asString()).isEqualTo("pdf");
        assertThat(report.path("file").path("type").asString()).isEqualTo("application/pdf");
        assertThat(report.path("problem").isNull()).isTrue();
        JsonNode patient = report.path("patient");
        assertThat(patient.path("birthName").asString()).isEqualTo("CABIROL");
        assertThat(patient.path("birthFirstNames").asString()).isEqualTo("SIMONE MARIE");
        assertThat(patient.path("birthDate").asString()).isEqualTo("1941-03-12");
        assertThat(patient.path("birthplace").asString()).isEqualTo("31555");
        assertThat(patient.path("matricule").asString()).isEqualTo("241033155501234");
        assertThat(archives.path(0).path("documents").path(1).path("confidentiality").toString())
                .isEqualTo(
                        "[\"Masqué aux professionnels de santé\",\"Non visible par représentants légaux du patient\"]");
    }

    @Test
    void a_document_s_file_is_downloaded_and_runs_nothing() {
        Client client = received("beta", COLLEAGUE, "ihe_xdm.zip", ZIP);
        Answer file = client.get(path(client, "beta") + "/documents/2-1");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.response().body()).isEqualTo(pdf("Bilan"));
        assertThat(file.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(file.header("Content-Disposition"))
                .startsWith("attachment")
                .contains("20260302_CR%20d%27examens%20biologiques_CABIROL_SIMONE.pdf");
        assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(file.header("Content-Security-Policy"))
                .contains("default-src 'none'", "sandbox");
    }

    @Test
    void a_file_whose_media_type_is_none_is_downloaded_too() {
        byte[] zip =
                Archives.with(
                                """
                                <ClinicalDocument xmlns='urn:hl7-org:v3'><component><nonXMLBody>
                                <text mediaType='foo&#13;&#10;X: y' representation='B64'>AAECAw==</text>
                                </nonXMLBody></component></ClinicalDocument>
                                """)
                        .zip();
        Client client = received("lambda", COLLEAGUE, "IHE_XDM.ZIP", zip);
        Answer file = client.get(path(client, "lambda") + "/documents/2-1");
        assertThat(file.status()).as(file.body()).isEqualTo(200);
        assertThat(file.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(file.response().body()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void a_document_s_page_stands_in_a_frame_of_its_own() {
        Client client = received("gamma", COLLEAGUE, "IHE_XDM.zip", ZIP);
        Answer page = client.get(path(client, "gamma") + "/documents/2-2/html?theme=dark");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "sandbox", "frame-ancestors 'self'")
                .doesNotContain("allow-scripts");
        assertThat(page.body())
                .startsWith("<!doctype html>")
                .contains("Évaluation sociale &lt;sans suite&gt;", "CABIROL SIMONE MARIE");
        Answer none = client.get(path(client, "gamma") + "/documents/2-9/html");
        assertThat(none.problem()).isEqualTo("no-such-document");
    }

    @Test
    void an_archive_under_another_name_is_known_by_the_subject() {
        Client client = received("XDM/1.0/DDM+delta", COLLEAGUE, "lot.zip", ZIP);
        Client other = received("epsilon", COLLEAGUE, "lot.zip", ZIP);
        assertThat(documents(client, "delta").json().path("archives").size()).isEqualTo(1);
        assertThat(documents(other, "epsilon").json().path("archives").size()).isZero();
    }

    @Test
    void a_bad_archive_is_refused_with_a_sentence_and_its_mail_is_there() {
        Client client = received("zeta", COLLEAGUE, "IHE_XDM.ZIP", new byte[] {'P', 'K', 0});
        JsonNode archive = documents(client, "zeta").json().path("archives").path(0);
        assertThat(archive.path("refused").asString())
                .isEqualTo("Ce fichier n’est pas une archive, ou il a été abîmé en route.");
        assertThat(archive.path("documents").size()).isZero();
        assertThat(client.get(path(client, "zeta") + "/documents/2-1").problem())
                .isEqualTo("no-such-document");
        String page = "/api/discussions/emails/" + client.accountId + "/" + client.emailId("zeta");
        assertThat(client.get(page + "/html").status()).isEqualTo(200);
        assertThat(
                        client.get(
                                        "/jmap/download/%s/b%s-2/IHE_XDM.ZIP"
                                                .formatted(
                                                        client.accountId, client.emailId("zeta")))
                                .status())
                .isEqualTo(200);
    }

    @Test
    void documents_of_a_patient_s_mail_do_not_exist_for_who_may_not_exchange_with_patients() {
        Client doctor = received("eta", PATIENT, "IHE_XDM.ZIP", ZIP);
        Client worker = link(people.socialWorker(), address);
        String id = doctor.emailId("eta");
        assertThat(documents(doctor, "eta").status()).isEqualTo(200);
        String asWorker = "/api/exchange/emails/" + worker.accountId + "/" + id;
        for (String end : new String[] {"", "/documents/2-1", "/documents/2-2/html"}) {
            assertThat(worker.get(asWorker + end).problem()).isEqualTo("no-such-mail");
        }
    }

    @Test
    void nobody_reads_the_documents_of_another_s_mailbox() {
        Client client = received("theta", COLLEAGUE, "IHE_XDM.ZIP", ZIP);
        Client stranger = link(people.doctor(), newAddress());
        for (String end : new String[] {"", "/documents/2-1", "/documents/2-1/html"}) {
            assertThat(stranger.get(path(client, "theta") + end).problem())
                    .isEqualTo("no-such-mail");
        }
    }

    @Test
    void what_does_not_exist_is_not_found_whatever_is_asked() {
        Client client = received("iota", COLLEAGUE, "IHE_XDM.ZIP", ZIP);
        for (String n :
                new String[] {"2-0", "2-3", "1-1", "9-1", "2-99999", "x", "2", "-1", "2_1-1"}) {
            assertThat(client.get(path(client, "iota") + "/documents/" + n).problem())
                    .as(n)
                    .isEqualTo("no-such-document");
        }
        for (String id : new String[] {"e999999", "x", "e"}) {
            assertThat(client.get("/api/exchange/emails/" + client.accountId + "/" + id).problem())
                    .isEqualTo("no-such-mail");
        }
    }

    @Test
    void an_outage_is_a_problem_and_no_empty_list() {
        Client client = received("kappa", COLLEAGUE, "IHE_XDM.ZIP", ZIP);
        String path = path(client, "kappa");
        OPERATOR.unreachable(true);
        Answer answer = client.get(path);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("operator-unreachable");
        OPERATOR.unreachable(false);
        assertThat(client.get(path).status()).isEqualTo(200);
        OPERATOR.unreachable(true);
        assertThat(client.get(path + "/documents/2-1").status())
                .as("what was fetched a moment ago is still here")
                .isEqualTo(200);
    }

    private Client received(String subject, String from, String fileName, byte[] zip) {
        MssAddress to = newAddressIfUsed();
        deliver(
                to,
                mail(
                        """
                        Message-ID: <%s@liberal.mssante.test>
                        Date: Mon, 9 Mar 2026 09:05:00 +0100
                        From: %s
                        To: %s
                        Subject: %s
                        Content-Type: multipart/mixed; boundary=o

                        --o
                        Content-Type: text/plain; charset=utf-8

                        Bonjour.
                        --o
                        Content-Type: application/zip; name="%5$s"
                        Content-Disposition: attachment; filename="%5$s"
                        Content-Transfer-Encoding: base64

                        %6$s
                        --o--
                        """
                                .formatted(
                                        java.util.UUID.randomUUID(),
                                        from,
                                        to.value(),
                                        subject,
                                        fileName,
                                        Base64.getMimeEncoder(76, new byte[] {'\n'})
                                                .encodeToString(zip))));
        return link(people.doctor(), to);
    }

    private boolean used;

    private MssAddress newAddressIfUsed() {
        MssAddress mine = used ? newAddress() : address;
        used = true;
        return mine;
    }

    private static Answer documents(Client client, String subject) {
        return client.get(path(client, subject));
    }

    private static String path(Client client, String subject) {
        return "/api/exchange/emails/" + client.accountId + "/" + client.emailId(subject);
    }
}
