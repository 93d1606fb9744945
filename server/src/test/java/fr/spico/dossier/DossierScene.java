package fr.spico.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.Browser;
import fr.spico.Browser.Answer;
import fr.spico.PlatformTest;
import fr.spico.account.Account;
import fr.spico.account.People;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// People with patients and documents, over HTTP. Each patient is new.
@PlatformTest
public abstract class DossierScene {

    private static final AtomicInteger PATIENTS = new AtomicInteger(100);

    @Autowired protected Environment environment;
    @Autowired protected People people;

    protected Browser signedIn(Account account) {
        Browser browser = new Browser(environment);
        assertThat(browser.signIn(account).status()).isEqualTo(200);
        return browser;
    }

    /// Simone CABIROL, qualified, with a number of her own.
    protected static Map<String, Object> patient() {
        return patient("Cabirol", "Simone Marie", "1941-03-12");
    }

    protected static Map<String, Object> patient(String name, String firstNames, String birth) {
        Map<String, Object> patient = new HashMap<>();
        patient.put("birthName", name);
        patient.put("birthFirstNames", firstNames);
        patient.put("usedFirstName", firstNames.split(" ")[0]);
        patient.put("sex", "F");
        patient.put("birthDate", birth);
        patient.put("birthplace", "31555");
        patient.put("matricule", matricule("2" + birth.substring(2, 4) + birth.substring(5, 7)));
        patient.put("oid", InsRules.NIR_TEST);
        patient.put("state", "qualified");
        return patient;
    }

    private static String matricule(String beginning) {
        int n = PATIENTS.incrementAndGet();
        String number =
                beginning + "%05d".formatted(31000 + n / 900) + "%03d".formatted(100 + n % 900);
        return number + "%02d".formatted(97 - Long.parseLong(number) % 97);
    }

    protected static String newDossier(Browser browser, Map<String, Object> patient) {
        Answer answer =
                browser.post("/api/dossiers", Map.of("patient", patient, "role", "attending"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("id").asString();
    }

    protected static void join(Browser browser, String dossier, Account account) {
        Answer answer =
                browser.post(
                        "/api/dossiers/" + dossier + "/members",
                        Map.of("login", account.login(), "role", "participant"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    protected static byte[] pdf(String text) {
        return ("%PDF-1.4\n% " + text + "\n%%EOF\n").getBytes(StandardCharsets.UTF_8);
    }

    protected static String upload(Browser browser, String dossier, byte[] content) {
        Answer answer = browser.upload("/api/dossiers/" + dossier + "/files", content);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("fileId").asString();
    }

    protected static JsonNode newDocument(Browser browser, String dossier, byte[] content) {
        return newDocument(browser, dossier, content, "normal");
    }

    protected static JsonNode newDocument(
            Browser browser, String dossier, byte[] content, String confidentiality) {
        Answer answer = tryDocument(browser, dossier, content, "11488-4", confidentiality);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    protected static Answer tryDocument(
            Browser browser,
            String dossier,
            byte[] content,
            String category,
            String confidentiality) {
        return browser.post(
                "/api/dossiers/" + dossier + "/documents",
                Map.of(
                        "fileId",
                        upload(browser, dossier, content),
                        "category",
                        category,
                        "title",
                        "Consultation",
                        "actDate",
                        "2026-02-11",
                        "author",
                        "",
                        "confidentiality",
                        confidentiality));
    }
}
