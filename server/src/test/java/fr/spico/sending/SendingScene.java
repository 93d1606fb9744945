package fr.spico.sending;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.Browser;
import fr.spico.jmap.DirectoryPeople;
import fr.spico.jmap.JmapScene;
import fr.spico.mail.MssAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// A doctor with a mailbox and patients of her own, and a colleague.
@TestPropertySource(properties = "spico.outbox.undo-window=1s")
public abstract class SendingScene extends JmapScene {

    private static final AtomicInteger PATIENTS = new AtomicInteger(500);

    protected Client doctor;
    protected Browser browser;
    protected MssAddress colleague;
    private String identity;

    @BeforeEach
    void aDoctorWithAMailbox() {
        doctor = link(people.doctor(), newAddress());
        browser = new Browser(environment);
        browser.signIn(doctor.account);
        colleague = newAddress();
        database.run(tx -> DirectoryPeople.add(tx, colleague));
        identity = doctor.call("Identity/get", "{}").path("list").path(0).path("id").asString();
    }

    protected Browser.Answer tryDraft(@Nullable Boolean xdm, String... documents) {
        Map<String, @Nullable Object> asked = new HashMap<>();
        asked.put("documents", List.of(documents));
        asked.put("xdm", xdm);
        return browser.post("/api/sending/drafts", asked);
    }

    protected JsonNode draft(@Nullable Boolean xdm, String... documents) {
        Browser.Answer answer = tryDraft(xdm, documents);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /// Saves a mail with these attachments at the operator.
    ///
    /// @param attachments as the draft has them
    protected String save(String subject, List<JsonNode> attachments) {
        String parts =
                String.join(
                        ",",
                        attachments.stream()
                                .map(a ->
                                        "{\"blobId\":\"%s\",\"type\":\"%s\",\"name\":\"%s\",\"disposition\":\"attachment\"}"
                                                .formatted(
                                                        a.get("blobId").asString(),
                                                        a.get("type").asString(),
                                                        a.get("name").asString()))
                                .toList());
        JsonNode created =
                doctor.call(
                        "Email/set",
                        """
                        {"create":{"d":{"mailboxIds":{"%s":true},"keywords":{"$draft":true},
                          "from":[{"email":"%s"}],"to":[{"email":"%s"}],"subject":"%s",
                          "header:X-MSS-INS:asRaw":" O","header:X-MSS-CODECDA:asRaw":" 00000-0",
                          "bodyValues":{"t":{"value":"Bonjour"}},"textBody":[{"partId":"t","type":"text/plain"}],
                          "attachments":[%s]}}}
                        """
                                .formatted(
                                        doctor.mailbox("drafts"),
                                        doctor.address.value(),
                                        colleague.value(),
                                        subject,
                                        parts));
        assertThat(created.path("created").has("d")).as(created.toString()).isTrue();
        return created.path("created").path("d").path("id").asString();
    }

    protected JsonNode submit(String email) {
        return doctor.call(
                "EmailSubmission/set",
                "{\"create\":{\"s\":{\"emailId\":\"%s\",\"identityId\":\"%s\"}}}"
                        .formatted(email, identity));
    }

    /// What the doctor did, as it is kept: « action subject ».
    protected List<String> audited() {
        return database.read(tx ->
                tx.sql(
                                """
                                select action || ' ' || subject from audit_entry
                                where account_id = :account order by id
                                """)
                        .param("account", doctor.account.id().value())
                        .query(String.class)
                        .list());
    }

    protected String newDossier(String name, String firstName, String state) {
        Map<String, Object> patient = new HashMap<>();
        patient.put("birthName", name);
        patient.put("birthFirstNames", firstName);
        patient.put("sex", "F");
        patient.put("birthDate", "1941-03-12");
        patient.put("state", state);
        if (state.equals("qualified")) {
            String number =
                    "24103%05d%03d".formatted(31555, 100 + PATIENTS.incrementAndGet() % 900);
            patient.put("matricule", number + "%02d".formatted(97 - Long.parseLong(number) % 97));
            patient.put("oid", "1.2.250.1.213.1.4.10");
        }
        Browser.Answer answer =
                browser.post("/api/dossiers", Map.of("role", "attending", "patient", patient));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("id").asString();
    }

    protected String document(String into, byte[] content, String category) {
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
