package fr.spico.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.spico.Browser;
import fr.spico.Browser.Answer;
import fr.spico.jmap.DirectoryPeople;
import fr.spico.jmap.JmapScene;
import fr.spico.mail.MssAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// From a dossier to the mail and back to its timeline (rows T3, T4, B1).
@TestPropertySource(properties = "spico.outbox.undo-window=1s")
class SendingTest extends JmapScene {

    private static final AtomicInteger PATIENTS = new AtomicInteger();

    private Client doctor;
    private Browser browser;
    private String dossier;
    private MssAddress colleague;
    private String identity;

    @BeforeEach
    void aDoctorWithADossierAndAMailbox() {
        doctor = link(people.doctor(), newAddress());
        browser = new Browser(environment);
        browser.signIn(doctor.account);
        dossier = newDossier("CABIROL", "Simone");
        colleague = newAddress();
        database.run(tx -> DirectoryPeople.add(tx, colleague));
        identity = doctor.call("Identity/get", "{}").path("list").path(0).path("id").asString();
    }

    @Test
    void aListWithNothingInAPlaceIsNotUnderstood() {
        List<Object> nothing = Collections.singletonList(null);
        Map<String, Map<String, Object>> bodies =
                Map.of(
                        "drafts", Map.of("documents", nothing),
                        "recognitions", Map.of("blobIds", nothing),
                        "checks", Map.of("recipients", nothing, "blobIds", nothing));
        bodies.forEach((path, body) -> {
            Answer answer = browser.post("/api/sending/" + path, body);
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.json().get("detail").asString()).contains("comprise");
        });
    }

    @Test
    void theDraftHasTheDefaultSubjectAndTheAttachmentsAndTheTimelineTellsWhatBecameOfIt() {
        String first = document(dossier, "un", "11502-2");
        String second = document(dossier, "deux", "11490-0");
        JsonNode one = draft(first);
        assertThat(one.get("subject").asString())
                .isEqualTo("CR d’examens biologiques – CABIROL Simone 12/03/1941");
        JsonNode draft = draft(first, second);
        assertThat(draft.get("subject").asString())
                .isEqualTo("Documents – CABIROL Simone 12/03/1941");
        assertThat(draft.get("differences").size()).isZero();
        assertThat(submit(draft).path("created").has("s")).isTrue();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> {
                    JsonNode sent = sent();
                    assertThat(sent.get("state").asString()).isEqualTo("sent");
                    assertThat(sent.get("label").asString()).isEqualTo("Envoyé");
                });
        assertThat(sent().at("/recipients/0/address").asString()).isEqualTo(colleague.value());
        assertThat(sent().at("/recipients/0/state").asString()).isEqualTo("accepted");
        assertThat(sent().get("documents").size()).isEqualTo(2);
    }

    @Test
    void whatIsTakenBackOrLosesItsMailboxIsToldAsCanceled() {
        JsonNode first = draft(document(dossier, "repris", "11502-2"));
        String id = submit(first, held()).path("created").path("s").path("id").asString();
        assertThat(sent().get("state").asString()).isEqualTo("pending");
        doctor.call(
                "EmailSubmission/set",
                "{\"update\":{\"%s\":{\"undoStatus\":\"canceled\"}}}".formatted(id));
        assertThat(sent().get("state").asString()).isEqualTo("canceled");
        submit(draft(document(dossier, "délié", "11502-2")), held());
        assertThat(sent().get("state").asString()).isEqualTo("pending");
        assertThat(browser.delete("/api/profile/mailbox-link").status()).isEqualTo(204);
        assertThat(sent().get("state").asString()).isEqualTo("canceled");
    }

    @Test
    void aDocumentIsABlobOfTheMailboxForWhoMayReadItOnly() {
        String blob =
                draft(document(dossier, "octets", "11502-2"))
                        .at("/attachments/0/blobId")
                        .asString();
        assertThat(doctor.get("/jmap/download/" + doctor.accountId + "/" + blob + "/x.pdf").body())
                .contains("octets");
        Client other = link(people.doctor(), newAddress());
        assertThat(other.get("/jmap/download/" + other.accountId + "/" + blob + "/x.pdf").status())
                .isEqualTo(404);
    }

    @Test
    void theOppositionOfThePatientKeepsTheDocumentHereWhateverProgramSendsIt() {
        JsonNode draft = draft(document(dossier, "opposé", "11502-2"));
        browser.put("/api/dossiers/" + dossier + "/opposition", Map.of());
        JsonNode refused = submit(draft).path("notCreated").path("s");
        assertThat(refused.path("type").asString()).isEqualTo("forbiddenToSend");
        assertThat(refused.path("description").asString()).contains("s’oppose");
        assertThat(
                        browser.post(
                                        "/api/sending/drafts",
                                        Map.of(
                                                "documents",
                                                List.of(
                                                        draft.at("/attachments/0/documentId")
                                                                .asString())))
                                .problem())
                .isEqualTo("opposition");
        browser.delete("/api/dossiers/" + dossier + "/opposition");
        assertThat(submit(draft).path("created").has("s")).isTrue();
    }

    @Test
    void theOppositionOfThePatientStopsAMailThatWaits() {
        JsonNode draft = draft(document(dossier, "en attente", "11502-2"));
        String id = submit(draft, held()).path("created").path("s").path("id").asString();
        browser.put("/api/dossiers/" + dossier + "/opposition", Map.of());
        assertThat(sent().get("state").asString()).as("it waits still").isEqualTo("pending");
        leaveNow(id);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(sent().get("state").asString()).isEqualTo("refused"));
        assertThat(sent().at("/recipients/0/state").asString()).isEqualTo("refused");
        assertThat(
                        doctor.call("EmailSubmission/get", "{\"ids\":[\"%s\"]}".formatted(id))
                                .toString())
                .contains("s’oppose", "brouillons");
    }

    @Test
    void whatDoesNotAgreeIsAskedOnceAndTheRestIsNot() {
        String document = document(dossier, "contrôle", "11502-2");
        newDossier("MONTAZEL", "Odette");
        String blob = draft(document).at("/attachments/0/blobId").asString();
        assertThat(check("CR – CABIROL Simone 12/03/1941", "Voici le bilan.", blob)).isEmpty();
        assertThat(check("Bilan", "Voici le bilan de Mme Odette MONTAZEL.", blob))
                .containsExactly("other-patient");
        assertThat(check("Bilan", "née le 01/01/1950", blob)).containsExactly("birth-date");
    }

    @Test
    void anAttachmentIsRecognisedByItsContentOnceTheDraftIsSaved() {
        JsonNode draft = draft(document(dossier, "enregistré", "11502-2"));
        String email = create(draft);
        JsonNode part =
                doctor.email(email, "\"properties\":[\"attachments\"]").path("attachments").path(0);
        String blob = part.path("blobId").asString();
        assertThat(blob).startsWith("b");
        assertThat(check("Bilan", "née le 01/01/1950", blob)).containsExactly("birth-date");
    }

    private List<String> check(String subject, String text, String blob) {
        addColleagueToCircle();
        JsonNode answer =
                browser.post(
                                "/api/sending/checks",
                                Map.of(
                                        "accountId",
                                        doctor.accountId,
                                        "subject",
                                        subject,
                                        "text",
                                        text,
                                        "recipients",
                                        List.of(colleague.value()),
                                        "blobIds",
                                        List.of(blob)))
                        .json();
        return answer.get("differences").findValuesAsString("code");
    }

    private void addColleagueToCircle() {
        browser.post(
                "/api/dossiers/" + dossier + "/members",
                Map.of(
                        "address", colleague.value(),
                        "name", "Paul N’Diaye",
                        "profession", "Médecin",
                        "structure", "Cabinet",
                        "role", "participant"));
    }

    private JsonNode draft(String... documents) {
        Browser.Answer answer =
                browser.post(
                        "/api/sending/drafts",
                        Map.of("documents", List.of(documents), "xdm", false));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /// The draft, saved at the operator.
    private String create(JsonNode draft) {
        StringBuilder attachments = new StringBuilder();
        draft.get("attachments")
                .forEach(a ->
                        attachments
                                .append(attachments.isEmpty() ? "" : ",")
                                .append(
                                        "{\"blobId\":\"%s\",\"type\":\"%s\",\"name\":\"%s\",\"disposition\":\"attachment\"}"
                                                .formatted(
                                                        a.get("blobId").asString(),
                                                        a.get("type").asString(),
                                                        a.get("name").asString())));
        JsonNode created =
                doctor.call(
                        "Email/set",
                        """
                        {"create":{"d":{"mailboxIds":{"%s":true},"keywords":{"$draft":true},
                          "from":[{"email":"%s"}],"to":[{"email":"%s"}],"subject":"%s",
                          "bodyValues":{"t":{"value":"Bonjour"}},"textBody":[{"partId":"t","type":"text/plain"}],
                          "attachments":[%s]}}}
                        """
                                .formatted(
                                        doctor.mailbox("drafts"),
                                        doctor.address.value(),
                                        colleague.value(),
                                        draft.get("subject").asString(),
                                        attachments));
        assertThat(created.path("created").has("d")).as(created.toString()).isTrue();
        return created.path("created").path("d").path("id").asString();
    }

    private JsonNode submit(JsonNode draft) {
        return submit(draft, "");
    }

    private JsonNode submit(JsonNode draft, String envelope) {
        return doctor.call(
                "EmailSubmission/set",
                "{\"create\":{\"s\":{\"emailId\":\"%s\",\"identityId\":\"%s\"%s}}}"
                        .formatted(create(draft), identity, envelope));
    }

    /// Leaves in an hour.
    private String held() {
        return ",\"envelope\":{\"mailFrom\":{\"email\":\"%s\",\"parameters\":{\"HOLDFOR\":\"3600\"}},\"rcptTo\":[{\"email\":\"%s\"}]}"
                .formatted(doctor.address.value(), colleague.value());
    }

    /// The hour is over.
    private void leaveNow(String submission) {
        database.run(tx -> {
            tx.sql("update outbox_submission set next_try_at = now() where id = :id")
                    .param("id", Long.parseLong(submission.substring(1)))
                    .update();
            tx.sql("update scheduled_tasks set execution_time = now() where task_instance = :key")
                    .param("key", submission)
                    .update();
        });
    }

    private JsonNode sent() {
        return browser.get("/api/dossiers/" + dossier + "/timeline")
                .json()
                .get("events")
                .valueStream()
                .filter(event -> event.get("kind").asString().equals("sent"))
                .findFirst()
                .orElseThrow()
                .get("sending");
    }

    private String newDossier(String name, String firstName) {
        String number = "24103%05d%03d".formatted(31555, 100 + PATIENTS.incrementAndGet());
        String matricule = number + "%02d".formatted(97 - Long.parseLong(number) % 97);
        Browser.Answer answer =
                browser.post(
                        "/api/dossiers",
                        Map.of(
                                "role",
                                "attending",
                                "patient",
                                Map.of(
                                        "birthName",
                                        name,
                                        "birthFirstNames",
                                        firstName,
                                        "usedFirstName",
                                        firstName,
                                        "sex",
                                        "F",
                                        "birthDate",
                                        "1941-03-12",
                                        "matricule",
                                        matricule,
                                        "oid",
                                        "1.2.250.1.213.1.4.10",
                                        "state",
                                        "qualified")));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("id").asString();
    }

    private String document(String into, String text, String category) {
        byte[] content =
                ("%PDF-1.4\n% " + text + into + "\n%%EOF\n").getBytes(StandardCharsets.UTF_8);
        String file =
                browser.upload("/api/dossiers/" + into + "/files", content)
                        .json()
                        .get("fileId")
                        .asString();
        Browser.Answer answer =
                browser.post(
                        "/api/dossiers/" + into + "/documents",
                        Map.of("fileId", file, "category", category, "actDate", "2026-02-11"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("id").asString();
    }
}
