package fr.spico.filing;

import static fr.spico.exchange.ExchangeCast.archive;
import static fr.spico.exchange.ExchangeCast.xdm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.spico.Browser;
import fr.spico.Browser.Answer;
import fr.spico.account.Account;
import fr.spico.exchange.ExchangeCast;
import fr.spico.exchange.PatientTraits;
import fr.spico.exchange.PatientTraits.Ins;
import fr.spico.exchange.PatientTraits.Sex;
import fr.spico.sending.SendingScene;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Mails with attachments, and what can be asked of them.
abstract class FilingScene extends SendingScene {

    static final String COLLEAGUE = "\"Dr Paul VIAL\" <vial@liberal.mssante.test>";

    static byte[] structured() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        FilingScene.class.getResourceAsStream(
                                "/fr/spico/exchange/level3.cda.xml"))) {
            return in.readAllBytes();
        }
    }

    PatientTraits traits(String dossier) {
        JsonNode patient = browser.get("/api/dossiers/" + dossier).json().get("patient");
        return new PatientTraits(
                patient.get("birthName").asString(),
                List.of(patient.get("birthFirstNames").asString().split(" ")),
                "",
                "",
                Sex.F,
                Optional.of(LocalDate.parse(patient.get("birthDate").asString())),
                "",
                Optional.of(
                        new Ins(
                                patient.get("matricule").asString(),
                                patient.get("oid").asString())));
    }

    static byte[] zip(PatientTraits patient) {
        return archive(xdm(patient, ExchangeCast.document(1, "11502-2", "Bilan")));
    }

    static String attached(String name, byte[] content) {
        return """
        --o
        Content-Type: application/octet-stream; name="%1$s"
        Content-Disposition: attachment; filename="%1$s"
        Content-Transfer-Encoding: base64

        %2$s
        """
                .formatted(
                        name, Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(content));
    }

    /// @return the mail's id
    String received(String subject, String from, String attachments) {
        deliver(
                doctor.address,
                mail(
                        """
                        Message-ID: <%s@liberal.mssante.test>
                        Date: Mon, 9 Mar 2026 09:05:00 +0100
                        From: %s
                        To: %s
                        Subject: %s
                        MIME-Version: 1.0
                        Content-Type: multipart/mixed; boundary=o

                        --o
                        Content-Type: text/plain; charset=utf-8

                        Bonjour, cordialement.
                        %s--o--
                        """
                                .formatted(
                                        java.util.UUID.randomUUID(),
                                        from,
                                        doctor.address.value(),
                                        subject,
                                        attachments)));
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        doctor.call(
                                                "Email/query",
                                                "{\"filter\":{\"subject\":\"%s\"}}"
                                                        .formatted(subject))
                                        .path("ids")
                                        .size()
                                == 1);
        return doctor.emailId(subject);
    }

    String path(String mail, String rest) {
        return "/api/filing/emails/" + doctor.accountId + "/" + mail + rest;
    }

    Answer get(Browser reader, String mail, String rest) {
        return reader.get(path(mail, rest));
    }

    JsonNode items(String mail) {
        return get(browser, mail, "").json().get("items");
    }

    JsonNode proposal(String mail, String ref) {
        Answer answer = get(browser, mail, "/items/" + ref);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    Answer file(String mail, String ref, Map<String, Object> said) {
        return browser.post(path(mail, "/items/" + ref), said);
    }

    Answer undo(String mail, String ref) {
        return browser.delete(path(mail, "/items/" + ref));
    }

    JsonNode documents(String dossier) {
        return browser.get("/api/dossiers/" + dossier + "/documents").json().get("documents");
    }

    static Map<String, String> states(JsonNode candidate) {
        Map<String, String> states = new java.util.HashMap<>();
        candidate
                .get("traits")
                .forEach(t -> states.put(t.get("trait").asString(), t.get("state").asString()));
        return states;
    }

    static long pieces(fr.spico.platform.db.ReadTx tx, String document) {
        return tx.sql(
                        """
                        select count(*) from document_piece p
                        join document_version v on v.file = p.file
                        where v.document = cast(:document as uuid)
                        """)
                .param("document", document)
                .query(Long.class)
                .single();
    }

    Colleague colleagueOfTheMailbox(Account account) {
        link(account, doctor.address);
        Browser signedIn = new Browser(environment);
        signedIn.signIn(account);
        return new Colleague(signedIn);
    }

    /// Somebody else who has the same mailbox.
    final class Colleague {

        private final Browser http;

        Colleague(Browser http) {
            this.http = http;
        }

        Answer get(String mail, String rest) {
            return http.get(path(mail, rest));
        }

        JsonNode items(String mail) {
            return get(mail, "").json().get("items");
        }

        JsonNode proposal(String mail, String ref) {
            return get(mail, "/items/" + ref).json();
        }

        Answer file(String mail, String ref, Map<String, Object> said) {
            return http.post(path(mail, "/items/" + ref), said);
        }

        Answer undo(String mail, String ref) {
            return http.delete(path(mail, "/items/" + ref));
        }
    }
}
