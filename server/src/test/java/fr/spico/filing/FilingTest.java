package fr.spico.filing;

import static fr.spico.exchange.ExchangeCast.archive;
import static fr.spico.exchange.ExchangeCast.pdf;
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
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// From a received mail into the right dossier (row B3).
class FilingTest extends SendingScene {

    private static final String COLLEAGUE = "\"Dr Paul VIAL\" <vial@liberal.mssante.test>";

    @Test
    void whereTheQualifiedIdentitiesAreOneAGestureIsEnough() {
        String dossier = newDossier("CABIROL", "SIMONE MARIE", "qualified");
        String mail = received("Bilan", COLLEAGUE, attached("IHE_XDM.ZIP", zip(traits(dossier))));
        JsonNode proposal = proposal(mail, "2-1");
        assertThat(proposal.get("oneGesture").asString()).isEqualTo(dossier);
        JsonNode candidate = proposal.at("/candidates/0");
        assertThat(candidate.get("exact").asBoolean()).isTrue();
        assertThat(states(candidate))
                .containsEntry("matricule", "same")
                .containsEntry("birthName", "same")
                .containsEntry("birthDate", "same")
                .doesNotContainValue("different");
        assertThat(proposal.at("/proposed/category/code").asString()).isEqualTo("11502-2");
        assertThat(proposal.at("/proposed/actDate").asString()).isEqualTo("2026-03-02");
        Answer filed = file(mail, "2-1", Map.of("dossierId", dossier));
        assertThat(filed.status()).as(filed.body()).isEqualTo(201);
        JsonNode document =
                browser.get("/api/documents/" + filed.json().get("documentId").asString()).json();
        assertThat(document.get("title").asString()).isEqualTo("Bilan");
        assertThat(document.get("author").asString()).isEqualTo("Hélène CASTELBON");
        assertThat(document.at("/category/code").asString()).isEqualTo("11502-2");
        assertThat(
                        browser.get("/api/documents/" + document.get("id").asString() + "/content")
                                .response()
                                .body())
                .isEqualTo(pdf("Bilan"));
        assertThat(browser.get("/api/dossiers/" + dossier + "/timeline").body())
                .contains("reçu par MSSanté");
    }

    @Test
    void whatIsFiledIsFiledOnceAndSaysWhereItIsAndFromWhere() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        String mail = received("Bilan", COLLEAGUE, attached("IHE_XDM.ZIP", zip(traits(dossier))));
        String document =
                file(mail, "2-1", Map.of("dossierId", dossier)).json().get("documentId").asString();
        Answer again = file(mail, "2-1", Map.of("dossierId", dossier));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.problem()).isEqualTo("already-filed");
        assertThat(again.json().get("documentId").asString()).isEqualTo(document);
        assertThat(again.json().get("detail").asString()).contains("CABIROL");
        JsonNode item = items(mail).path(0);
        assertThat(item.at("/filed/documentId").asString()).isEqualTo(document);
        assertThat(item.at("/filed/undoUntil").isNull()).isFalse();
        JsonNode origin = browser.get("/api/documents/" + document + "/mail").json().get("mail");
        assertThat(origin.get("emailId").asString()).isEqualTo(mail);
        assertThat(origin.get("subject").asString()).isEqualTo("Bilan");
        String other = received("Encore", COLLEAGUE, attached("copie.pdf", pdf("Bilan")));
        Answer same = file(other, "2", Map.of("dossierId", dossier, "category", "11502-2"));
        assertThat(same.problem()).as("the same file by another mail").isEqualTo("already-filed");
        assertThat(same.json().get("documentId").asString()).isEqualTo(document);
    }

    @Test
    void twoPeopleAtTheSameMomentFileOnce() throws Exception {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        String mail = received("Bilan", COLLEAGUE, attached("IHE_XDM.ZIP", zip(traits(dossier))));
        List<Callable<Integer>> gestures = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            gestures.add(() -> file(mail, "2-1", Map.of("dossierId", dossier)).status());
        }
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Integer> done : threads.invokeAll(gestures)) {
                statuses.add(done.get());
            }
        }
        assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409);
        assertThat(documents(dossier).size()).isEqualTo(1);
    }

    @Test
    void anotherIdentityIsNeverFiledUnlessAPersonHasLookedAtIt() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        PatientTraits twin =
                new PatientTraits(
                        "CABIROL",
                        List.of("SYLVIE"),
                        "",
                        "",
                        Sex.F,
                        Optional.of(LocalDate.of(1941, 3, 12)),
                        "",
                        Optional.empty());
        String mail = received("Jumelle", COLLEAGUE, attached("IHE_XDM.ZIP", zip(twin)));
        JsonNode proposal = proposal(mail, "2-1");
        assertThat(proposal.get("oneGesture").isNull()).isTrue();
        assertThat(states(proposal.at("/candidates/0")))
                .containsEntry("firstNames", "different")
                .containsEntry("birthDate", "same")
                .containsEntry("matricule", "unknown");
        Answer refused = file(mail, "2-1", Map.of("dossierId", dossier));
        assertThat(refused.problem()).isEqualTo("identity-differs");
        assertThat(refused.json().at("/traits/0/trait").asString()).isEqualTo("firstNames");
        assertThat(refused.json().at("/traits/0/document").asString()).isEqualTo("SYLVIE");
        assertThat(documents(dossier).size()).isZero();
        Answer confirmed =
                file(mail, "2-1", Map.of("dossierId", dossier, "confirmed", List.of("firstNames")));
        assertThat(confirmed.status()).isEqualTo(201);
    }

    @Test
    void anAttachmentFindsItsPatientByWhatPeopleWroteAround() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        newDossier("MONTAZEL", "ODETTE", "qualified");
        String byName =
                received(
                        "Résultats",
                        COLLEAGUE,
                        attached("20260302_CR d'imagerie médicale_CABIROL_Simone.pdf", pdf("1")));
        JsonNode proposal = proposal(byName, "2");
        assertThat(proposal.get("candidates").size()).isEqualTo(1);
        assertThat(proposal.at("/candidates/0/dossierId").asString()).isEqualTo(dossier);
        assertThat(proposal.get("oneGesture").isNull()).isTrue();
        assertThat(proposal.at("/proposed/category/code").asString()).isEqualTo("18748-4");
        assertThat(proposal.at("/proposed/actDate").asString()).isEqualTo("2026-03-02");
        assertThat(proposal.at("/proposed/title").asString()).isEqualTo("CR d'imagerie médicale");
        assertThat(proposal.at("/proposed/author").asString()).isEqualTo("Dr Paul VIAL");
        String bySubject =
                received(
                        "Ordonnance Cabirol 12/03/1941", COLLEAGUE, attached("scan.pdf", pdf("2")));
        JsonNode second = proposal(bySubject, "2");
        assertThat(second.at("/candidates/0/dossierId").asString()).isEqualTo(dossier);
        assertThat(states(second.at("/candidates/0"))).containsEntry("birthDate", "same");
        assertThat(second.at("/proposed/category/code").asString()).isEqualTo("57833-6");
        String other =
                received(
                        "Simone CABIROL, née le 01/02/1950",
                        COLLEAGUE,
                        attached("a.pdf", pdf("3")));
        Answer differs = file(other, "2", Map.of("dossierId", dossier, "category", "11488-4"));
        assertThat(differs.problem()).isEqualTo("identity-differs");
        String nobody = received("Bonjour", COLLEAGUE, attached("b.pdf", pdf("4")));
        assertThat(proposal(nobody, "2").get("candidates").size()).isZero();
    }

    @Test
    void thePdfBesideAnArchiveIsTheSameDocument() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        String mail =
                received(
                        "Bilan",
                        COLLEAGUE,
                        attached("bilan.pdf", pdf("Bilan"))
                                + attached("IHE_XDM.ZIP", zip(traits(dossier)))
                                + attached("autre.pdf", pdf("Autre")));
        JsonNode items = items(mail);
        assertThat(items.size()).isEqualTo(2);
        assertThat(items.path(0).get("ref").asString()).isEqualTo("3-1");
        assertThat(items.path(0).get("partIds").toString()).isEqualTo("[\"3\",\"2\"]");
        assertThat(items.path(1).get("ref").asString()).isEqualTo("4");
    }

    @Test
    void whatWasFiledIsTakenBackForThirtyDays() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        String mail = received("Bilan", COLLEAGUE, attached("IHE_XDM.ZIP", zip(traits(dossier))));
        String document =
                file(mail, "2-1", Map.of("dossierId", dossier)).json().get("documentId").asString();
        assertThat(undo(mail, "2-1").status()).isEqualTo(204);
        assertThat(documents(dossier).size()).isZero();
        assertThat(browser.get("/api/documents/" + document).problem())
                .isEqualTo("no-such-document");
        assertThat(items(mail).path(0).get("filed").isNull()).isTrue();
        assertThat(undo(mail, "2-1").problem()).isEqualTo("not-filed");
        assertThat(browser.get("/api/dossiers/" + dossier + "/timeline").body())
                .contains("document-withdrawn", "\"title\":\"Bilan\"");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> database.read(tx -> pieces(tx, document)) == 0);
        String second =
                file(mail, "2-1", Map.of("dossierId", dossier)).json().get("documentId").asString();
        database.run(tx ->
                tx.sql("update filing set at = :then where document = cast(:document as uuid)")
                        .param("then", Timestamp.from(Instant.now().minus(Duration.ofDays(31))))
                        .param("document", second)
                        .update());
        assertThat(undo(mail, "2-1").problem()).isEqualTo("too-late");
    }

    @Test
    void whatWasSentOnStays() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        String mail = received("Bilan", COLLEAGUE, attached("IHE_XDM.ZIP", zip(traits(dossier))));
        String document =
                file(mail, "2-1", Map.of("dossierId", dossier)).json().get("documentId").asString();
        JsonNode draft = draft(true, document);
        JsonNode sent = submit(save("Bilan", draft.get("attachments").valueStream().toList()));
        assertThat(sent.path("created").has("s")).as(sent.toString()).isTrue();
        assertThat(undo(mail, "2-1").problem()).isEqualTo("in-use");
    }

    @Test
    void nobodyFilesIntoADossierThatIsNotTheirs() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        String mail = received("Bilan", COLLEAGUE, attached("IHE_XDM.ZIP", zip(traits(dossier))));
        Colleague other = colleagueOfTheMailbox(people.doctor());
        assertThat(other.file(mail, "2-1", Map.of("dossierId", dossier)).problem())
                .isEqualTo("no-such-dossier");
        assertThat(other.proposal(mail, "2-1").get("candidates").size()).isZero();
        file(mail, "2-1", Map.of("dossierId", dossier));
        JsonNode filed = other.items(mail).path(0).get("filed");
        assertThat(filed.get("documentId").isNull()).isTrue();
        assertThat(filed.get("dossier").isNull()).isTrue();
        assertThat(filed.get("message").asString()).contains("ne vous est pas ouvert");
        assertThat(other.undo(mail, "2-1").problem()).isEqualTo("not-filed");
    }

    @Test
    void aProfessionFilesWhatItMayPutIn() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        Account clerk = people.of("Pharmacien");
        browser.post(
                "/api/dossiers/" + dossier + "/members",
                Map.of("login", clerk.login(), "role", "participant"));
        String mail = received("Bilan", COLLEAGUE, attached("bilan_CABIROL_Simone.pdf", pdf("p")));
        Colleague worker = colleagueOfTheMailbox(clerk);
        Answer masked =
                worker.file(
                        mail,
                        "2",
                        Map.of(
                                "dossierId", dossier,
                                "category", "11502-2",
                                "confidentiality", "masked"));
        assertThat(masked.problem()).isEqualTo("not-permitted");
        assertThat(
                        worker.file(mail, "2", Map.of("dossierId", dossier, "category", "11502-2"))
                                .status())
                .isEqualTo(201);
    }

    @Test
    void aPatientSMailIsFiledByWhoMaySeeItOnly() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        String matricule = traits(dossier).ins().orElseThrow().matricule();
        String mail =
                received(
                        "Ma photo",
                        "\"Simone\" <" + matricule + "@patient.mssante.test>",
                        attached("photo.pdf", pdf("photo")));
        JsonNode candidate = proposal(mail, "2").at("/candidates/0");
        assertThat(candidate.get("dossierId").asString()).isEqualTo(dossier);
        assertThat(states(candidate)).containsEntry("matricule", "same");
        Colleague worker = colleagueOfTheMailbox(people.socialWorker());
        assertThat(worker.get(mail, "").problem()).isEqualTo("no-such-mail");
        assertThat(worker.get(mail, "/items/2").problem()).isEqualTo("no-such-mail");
        assertThat(worker.file(mail, "2", Map.of("dossierId", dossier)).problem())
                .isEqualTo("no-such-mail");
        assertThat(worker.undo(mail, "2").problem()).isEqualTo("no-such-mail");
    }

    @Test
    void whatCannotBeFiledSaysWhy() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        String mail =
                received(
                        "Divers",
                        COLLEAGUE,
                        attached("outil.exe", new byte[] {'M', 'Z', 1, 2})
                                + attached("IHE_XDM.zip", new byte[] {'P', 'K', 0}));
        Answer refused = file(mail, "2", Map.of("dossierId", dossier, "category", "11488-4"));
        assertThat(refused.problem()).isEqualTo("refused-type");
        assertThat(items(mail).size()).as("a bad archive brings no document").isEqualTo(1);
        assertThat(file(mail, "9", Map.of("dossierId", dossier)).problem())
                .isEqualTo("no-such-item");
        Answer bad = file(mail, "2", Map.of("dossierId", dossier, "actDate", "hier"));
        assertThat(bad.problem()).isEqualTo("bad-document");
        assertThat(documents(dossier).size()).isZero();
    }

    @Test
    void anOutageIsToldAndNothingIsHalfFiled() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        String mail = received("Bilan", COLLEAGUE, attached("IHE_XDM.ZIP", zip(traits(dossier))));
        OPERATOR.unreachable(true);
        assertThat(get(browser, mail, "").problem()).isEqualTo("operator-unreachable");
        assertThat(file(mail, "2-1", Map.of("dossierId", dossier)).problem())
                .isEqualTo("operator-unreachable");
        OPERATOR.unreachable(false);
        assertThat(file(mail, "2-1", Map.of("dossierId", dossier)).status()).isEqualTo(201);
    }

    @Test
    void theDocumentStaysWhenItsMailboxLeaves() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        String mail = received("Bilan", COLLEAGUE, attached("IHE_XDM.ZIP", zip(traits(dossier))));
        String document =
                file(mail, "2-1", Map.of("dossierId", dossier)).json().get("documentId").asString();
        assertThat(browser.delete("/api/profile/mailbox-link").status()).isEqualTo(204);
        assertThat(browser.get("/api/documents/" + document).status()).isEqualTo(200);
        JsonNode origin = browser.get("/api/documents/" + document + "/mail").json().get("mail");
        assertThat(origin.get("emailId").isNull()).isTrue();
        assertThat(origin.get("filedBy").asString()).isNotEmpty();
    }

    @Test
    void aTextWithinADocumentIsFiledAsTheDocument() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        byte[] zip = archive(xdm(traits(dossier), ExchangeCast.replacement(1, 9)));
        String mail = received("Évaluation", COLLEAGUE, attached("IHE_XDM.ZIP", zip));
        Answer filed = file(mail, "2-1", Map.of("dossierId", dossier, "confidentiality", "normal"));
        assertThat(filed.status()).as(filed.body()).isEqualTo(201);
        String document = "/api/documents/" + filed.json().get("documentId").asString();
        assertThat(browser.get(document).json().get("type").asString())
                .isEqualTo("application/hl7-cda+xml");
        assertThat(browser.get(document + "/page").body()).contains("à compléter");
    }

    @Test
    void aStructuredDocumentIsReadInTheDossierToo() throws Exception {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        byte[] cda = structured();
        String mail = received("Synthèse CABIROL Simone", COLLEAGUE, attached("s.xml", cda));
        Answer filed = file(mail, "2", Map.of("dossierId", dossier, "category", "60591-5"));
        assertThat(filed.status()).as(filed.body()).isEqualTo(201);
        Answer page =
                browser.get(
                        "/api/documents/"
                                + filed.json().get("documentId").asString()
                                + "/page?theme=dark");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Problèmes actifs").doesNotContain("<script");
        assertThat(page.header("Content-Security-Policy")).contains("sandbox");
        String report = document(dossier, pdf("sans page"), "11502-2");
        assertThat(browser.get("/api/documents/" + report + "/page").problem())
                .isEqualTo("no-page");
    }

    // --- the scene

    private static byte[] structured() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        FilingTest.class.getResourceAsStream(
                                "/fr/spico/exchange/level3.cda.xml"))) {
            return in.readAllBytes();
        }
    }

    private PatientTraits traits(String dossier) {
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

    private static byte[] zip(PatientTraits patient) {
        return archive(xdm(patient, ExchangeCast.document(1, "11502-2", "Bilan")));
    }

    private static String attached(String name, byte[] content) {
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
    private String received(String subject, String from, String attachments) {
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

    private String path(String mail, String rest) {
        return "/api/filing/emails/" + doctor.accountId + "/" + mail + rest;
    }

    private Answer get(Browser reader, String mail, String rest) {
        return reader.get(path(mail, rest));
    }

    private JsonNode items(String mail) {
        return get(browser, mail, "").json().get("items");
    }

    private JsonNode proposal(String mail, String ref) {
        Answer answer = get(browser, mail, "/items/" + ref);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private Answer file(String mail, String ref, Map<String, Object> said) {
        return browser.post(path(mail, "/items/" + ref), said);
    }

    private Answer undo(String mail, String ref) {
        return browser.delete(path(mail, "/items/" + ref));
    }

    private JsonNode documents(String dossier) {
        return browser.get("/api/dossiers/" + dossier + "/documents").json().get("documents");
    }

    private static Map<String, String> states(JsonNode candidate) {
        Map<String, String> states = new java.util.HashMap<>();
        candidate
                .get("traits")
                .forEach(t -> states.put(t.get("trait").asString(), t.get("state").asString()));
        return states;
    }

    private static long pieces(fr.spico.platform.db.ReadTx tx, String document) {
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

    private Colleague colleagueOfTheMailbox(Account account) {
        link(account, doctor.address);
        Browser signedIn = new Browser(environment);
        signedIn.signIn(account);
        return new Colleague(signedIn);
    }

    /// Somebody else who has the same mailbox.
    private final class Colleague {

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
