package fr.spico.filing;

import static fr.spico.exchange.ExchangeCast.archive;
import static fr.spico.exchange.ExchangeCast.pdf;
import static fr.spico.exchange.ExchangeCast.xdm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.spico.Browser.Answer;
import fr.spico.exchange.ExchangeCast;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// From a received mail into the right dossier (row B3), and out of it.
class FilingTest extends FilingScene {

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
        aMonthHasPassed(second);
        assertThat(undo(mail, "2-1").problem()).isEqualTo("too-late");
    }

    @Test
    void whatWasFiledIsTakenBackByItsDocumentWhenTheMailOrTheLinkIsGone() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        String mail = received("Bilan", COLLEAGUE, attached("IHE_XDM.ZIP", zip(traits(dossier))));
        String document =
                file(mail, "2-1", Map.of("dossierId", dossier)).json().get("documentId").asString();
        assertThat(origin(document).get("undoable").asBoolean()).isTrue();
        doctor.call("Email/set", "{\"destroy\":[\"%s\"]}".formatted(mail));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> undo(mail, "2-1").problem().equals("no-such-mail"));
        assertThat(browser.delete("/api/profile/mailbox-link").status()).isEqualTo(204);
        assertThat(origin(document).get("undoable").asBoolean()).isTrue();
        Answer undone = browser.delete("/api/filing/documents/" + document);
        assertThat(undone.status()).as(undone.body()).isEqualTo(204);
        assertThat(documents(dossier).size()).isZero();
        assertThat(browser.delete("/api/filing/documents/" + document).problem())
                .isEqualTo("no-such-document");
        assertThat(browser.get("/api/dossiers/" + dossier + "/timeline").body())
                .contains("document-withdrawn");
    }

    @Test
    void byItsDocumentTooOnlyWhatCameByMailIsTakenBackAndForThirtyDays() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        String uploaded = document(dossier, pdf("à la main"), "11502-2");
        Answer notFiled = browser.delete("/api/filing/documents/" + uploaded);
        assertThat(notFiled.status()).isEqualTo(404);
        assertThat(notFiled.problem()).isEqualTo("not-filed");
        String mail = received("Bilan", COLLEAGUE, attached("IHE_XDM.ZIP", zip(traits(dossier))));
        String document =
                file(mail, "2-1", Map.of("dossierId", dossier)).json().get("documentId").asString();
        aMonthHasPassed(document);
        assertThat(origin(document).get("undoable").asBoolean()).isFalse();
        Answer late = browser.delete("/api/filing/documents/" + document);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.problem()).isEqualTo("too-late");
    }

    private void aMonthHasPassed(String document) {
        database.run(tx ->
                tx.sql("update filing set at = :then where document = cast(:document as uuid)")
                        .param("then", Timestamp.from(Instant.now().minus(Duration.ofDays(31))))
                        .param("document", document)
                        .update());
    }

    private JsonNode origin(String document) {
        return browser.get("/api/documents/" + document + "/mail").json().get("mail");
    }

    @Test
    void anAttachmentWithAContentIdIsFiledAndAPictureOfTheTextIsNot() {
        String pdf = attached("bilan.pdf", pdf("Bilan"));
        String mail =
                received(
                        "Avec identifiants",
                        COLLEAGUE,
                        withContentId(pdf, "application/pdf", "attachment")
                                + withContentId(
                                        attached("logo.png", pdf("l")), "image/png", "inline")
                                + withContentId(
                                        attached("photo.png", pdf("p")), "image/png", "attachment")
                                + withContentId(
                                        attached("suite.pdf", pdf("s")),
                                        "application/pdf",
                                        "inline"));
        assertThat(items(mail).valueStream().map(item -> item.get("name").asString()))
                .containsExactly("bilan.pdf", "photo.png", "suite.pdf");
    }

    private static String withContentId(String part, String type, String disposition) {
        return part.replace("application/octet-stream", type)
                .replace(
                        "Content-Disposition: attachment",
                        "Content-ID: <"
                                + type.replace('/', '.')
                                + "@test>\nContent-Disposition: "
                                + disposition);
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
        assertThat(origin(document).get("undoable").asBoolean()).isFalse();
        assertThat(browser.delete("/api/filing/documents/" + document).problem())
                .isEqualTo("in-use");
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
}
