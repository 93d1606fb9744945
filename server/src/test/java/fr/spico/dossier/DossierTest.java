package fr.spico.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.Browser;
import fr.spico.Browser.Answer;
import fr.spico.account.Account;
import fr.spico.platform.db.Database;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class DossierTest extends DossierScene {

    @Autowired Database database;

    @Test
    void aDossierExistsOnlyForItsCareCircle() {
        Browser doctor = signedIn(people.doctor());
        String id = newDossier(doctor, patient());
        Account nurse = people.of("Infirmier");
        Browser other = signedIn(nurse);
        for (String path : List.of("", "/documents", "/timeline")) {
            assertThat(other.get("/api/dossiers/" + id + path).problem())
                    .as(path)
                    .isEqualTo("no-such-dossier");
        }
        assertThat(search(other, "cabirol").get("total").asInt()).isZero();
        join(doctor, id, nurse);
        assertThat(other.get("/api/dossiers/" + id).status()).isEqualTo(200);
        assertThat(search(other, "cabirol").get("total").asInt()).isEqualTo(1);
    }

    @Test
    void whoLeavesTheCircleSeesNothingAnyMore() {
        Browser doctor = signedIn(people.doctor());
        String id = newDossier(doctor, patient());
        Account nurse = people.of("Infirmier");
        join(doctor, id, nurse);
        Browser other = signedIn(nurse);
        JsonNode dossier = other.get("/api/dossiers/" + id).json();
        String me = member(dossier, true);
        assertThat(other.delete("/api/dossiers/" + id + "/members/" + me).status()).isEqualTo(200);
        assertThat(other.get("/api/dossiers/" + id).problem()).isEqualTo("no-such-dossier");
        String last = member(doctor.get("/api/dossiers/" + id).json(), true);
        assertThat(doctor.delete("/api/dossiers/" + id + "/members/" + last).problem())
                .isEqualTo("last-member");
    }

    @Test
    void aPatientIsFoundByNameBirthDateOrNumberHoweverTheyAreWritten() {
        Browser doctor = signedIn(people.doctor());
        Map<String, Object> patient = patient("d’Estampes-Vial", "Éliane Rose", "1948-03-12");
        patient.put("usedName", "Le Drezen");
        newDossier(doctor, patient);
        newDossier(doctor, patient("Cabirol", "Simone", "1941-11-30"));
        String number = String.valueOf(patient.get("matricule"));
        for (String typed :
                List.of(
                        "estampes",
                        "ELIANE d'estampes",
                        "drezen elia",
                        "vial",
                        "12/03/1948",
                        "12.3.48",
                        "12 mars 1948",
                        "1948-03-12",
                        "12031948",
                        "né le 12/03/1948",
                        "née le 12 mars 1948",
                        "Estampes née le 12.03.48",
                        "Éliane, NÉE LE 12 MARS 1948",
                        "nee le 12/03/1948",
                        "né(e) le : 12/03/1948",
                        "née 12/03/1948",
                        "née le vendredi 12 mars 1948",
                        "le 12 mars 1948",
                        "du 12/03/1948",
                        "DDN 12/03/1948",
                        "DDN : 12/03/1948 Éliane",
                        "date de naissance : 12/03/1948",
                        "Le Drezen née d’Estampes",
                        "le drezen né le 12/03/1948",
                        "le drezen 12-03-1948",
                        number,
                        number.replaceFirst(
                                "(.)(..)(..)(..)(...)(...)(..)", "$1 $2 $3 $4 $5 $6 $7"),
                        number.substring(0, 7))) {
            JsonNode found = search(doctor, typed);
            assertThat(found.get("total").asInt()).as(typed).isEqualTo(1);
            assertThat(found.at("/dossiers/0/patient/displayName").asString())
                    .isEqualTo("LE DREZEN Éliane");
        }
        assertThat(search(doctor, "").get("total").asInt()).isEqualTo(2);
        assertThat(search(doctor, "13/03/1948").get("total").asInt()).isZero();
        assertThat(search(doctor, "estempes").get("total").asInt()).as("misspelt").isEqualTo(1);
    }

    @Test
    void aPatientIsNeverAMemberOfACircle() {
        Browser doctor = signedIn(people.doctor());
        String members = "/api/dossiers/" + newDossier(doctor, patient()) + "/members";
        Answer refused =
                doctor.post(
                        members,
                        Map.of(
                                "address",
                                "279035121518989@patient.mssante.test",
                                "name",
                                "Simone"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("patient-not-allowed");
        assertThat(refused.json().get("detail").asString()).contains("patient");
    }

    @Test
    void aTextThatCannotBeKeptIsRefusedInAnAddressToo() {
        Browser doctor = signedIn(people.doctor());
        for (String octets : List.of("%ed%a0%80", "%ff", "a%00b", "%c3")) {
            Answer refused = doctor.get("/api/dossiers?q=" + octets);
            assertThat(refused.status()).as(octets).isEqualTo(400);
        }
        assertThat(doctor.get("/api/dossiers?q=%c3%a9+%f0%9f%98%80").status()).isEqualTo(200);
    }

    @Test
    void aListTellsWhetherItsReaderMayBeginADossier() {
        assertThat(search(signedIn(people.doctor()), "").get("mayCreate").asBoolean()).isTrue();
        assertThat(search(signedIn(people.of("Psychologue")), "").get("mayCreate").asBoolean())
                .isFalse();
    }

    @Test
    void theLastOpenedComeFirst() {
        Browser doctor = signedIn(people.doctor());
        String first = newDossier(doctor, patient("Dutilh", "Marcelle", "1945-06-30"));
        String second = newDossier(doctor, patient("Cabirol", "Simone", "1941-03-12"));
        doctor.get("/api/dossiers/" + second);
        doctor.get("/api/dossiers/" + first);
        JsonNode recent = doctor.get("/api/dossiers/recent").json().get("dossiers");
        assertThat(recent.findValuesAsString("id")).containsExactly(first, second);
        assertThat(recent.at("/0/role").asString()).isEqualTo("Médecin traitant");
    }

    @Test
    void anIdentityWithAFaultIsRefusedTraitByTrait() {
        Browser doctor = signedIn(people.doctor());
        Map<String, Object> patient = patient();
        patient.put("matricule", "241033155512300");
        patient.put("birthName", " ");
        Answer answer = doctor.post("/api/dossiers", Map.of("patient", patient));
        assertThat(answer.problem()).isEqualTo("bad-identity");
        assertThat(answer.json().get("problems").findValuesAsString("trait"))
                .containsExactly("birthName", "matricule");
    }

    @Test
    void onePatientHasOneDossier() {
        Browser doctor = signedIn(people.doctor());
        Map<String, Object> patient = patient();
        String id = newDossier(doctor, patient);
        Answer again = doctor.post("/api/dossiers", Map.of("patient", patient));
        assertThat(again.problem()).isEqualTo("known-identity");
        assertThat(again.json().get("dossierId").asString()).isEqualTo(id);
        Answer other = signedIn(people.doctor()).post("/api/dossiers", Map.of("patient", patient));
        assertThat(other.problem()).isEqualTo("known-identity");
        assertThat(other.json().has("dossierId")).isFalse();
    }

    @Test
    void peopleAtTheSameMomentGiveAnInsToOneDossier() throws Exception {
        Browser doctor = signedIn(people.doctor());
        Map<String, Object> patient = patient();
        List<Callable<Answer>> creations =
                Collections.nCopies(
                        6, () -> doctor.post("/api/dossiers", Map.of("patient", patient)));
        assertThat(atOnce(creations))
                .containsExactlyInAnyOrder(
                        "201",
                        "known-identity",
                        "known-identity",
                        "known-identity",
                        "known-identity",
                        "known-identity");
        Map<String, Object> other = patient();
        List<Callable<Answer>> changes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String path = "/api/dossiers/" + newDossier(doctor, patient()) + "/patient";
            changes.add(() -> doctor.put(path, other));
        }
        assertThat(atOnce(changes))
                .containsExactlyInAnyOrder(
                        "200", "known-identity", "known-identity", "known-identity");
    }

    /// The status of each answer, or the code of its problem.
    private static List<String> atOnce(List<Callable<Answer>> requests) throws Exception {
        List<String> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(requests.size())) {
            for (Future<Answer> done : threads.invokeAll(requests)) {
                Answer answer = done.get();
                outcomes.add(
                        answer.status() < 300
                                ? Integer.toString(answer.status())
                                : answer.problem());
            }
        }
        return outcomes;
    }

    @Test
    void theOppositionOfThePatientIsWrittenDownAndWithdrawn() {
        Browser doctor = signedIn(people.doctor());
        String path = "/api/dossiers/" + newDossier(doctor, patient()) + "/opposition";
        JsonNode opposed = doctor.put(path, Map.of("since", "2026-03-02")).json();
        assertThat(opposed.at("/opposition/since").asString()).isEqualTo("2026-03-02");
        assertThat(opposed.at("/opposition/recordedBy").asString())
                .isEqualTo("Dr Hélène Castelbon");
        assertThat(doctor.put(path, Map.of("since", "2999-01-01")).status()).isEqualTo(400);
        for (String impossible : List.of("-50000-01-01", "1899-12-31")) {
            assertThat(doctor.put(path, Map.of("since", impossible)).status())
                    .as(impossible)
                    .isEqualTo(400);
        }
        assertThat(doctor.delete(path).json().get("opposition").isNull()).isTrue();
    }

    @Test
    void whatTheProfessionMayNotDoToADossierIsRefused() {
        Browser doctor = signedIn(people.doctor());
        String id = newDossier(doctor, patient());
        Account physiotherapist = people.of("Masseur-Kinésithérapeute");
        join(doctor, id, physiotherapist);
        Browser browser = signedIn(physiotherapist);
        assertThat(browser.post("/api/dossiers", Map.of("patient", patient())).problem())
                .isEqualTo("not-permitted");
        assertThat(browser.put("/api/dossiers/" + id + "/patient", patient()).problem())
                .isEqualTo("not-permitted");
        assertThat(
                        browser.post(
                                        "/api/dossiers/" + id + "/members",
                                        Map.of("login", physiotherapist.login()))
                                .problem())
                .isEqualTo("not-permitted");
        assertThat(browser.put("/api/dossiers/" + id + "/opposition", Map.of()).status())
                .isEqualTo(200);
    }

    @Test
    void everyAccessIsAuditedByIdsOnly() {
        Account account = people.doctor();
        Browser doctor = signedIn(account);
        String id = newDossier(doctor, patient());
        doctor.get("/api/dossiers/" + id);
        doctor.get("/api/dossiers/" + id + "/documents");
        search(doctor, "cabirol");
        List<String> noted =
                database.read(tx ->
                        tx.sql(
                                        """
                                        select action || ' ' || subject from audit_entry
                                        where account_id = :account order by id
                                        """)
                                .param("account", account.id().value())
                                .query(String.class)
                                .list());
        assertThat(noted)
                .contains("dossier.create " + id, "dossier.open " + id, "dossier.documents " + id)
                .contains("dossier.search 1")
                .noneMatch(line -> line.toLowerCase(java.util.Locale.ROOT).contains("cabirol"));
    }

    private static String member(JsonNode dossier, boolean me) {
        return dossier.get("circle")
                .valueStream()
                .filter(member -> member.get("me").asBoolean() == me)
                .findFirst()
                .orElseThrow()
                .get("id")
                .asString();
    }

    private static JsonNode search(Browser browser, String typed) {
        return browser.get("/api/dossiers?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8))
                .json();
    }
}
