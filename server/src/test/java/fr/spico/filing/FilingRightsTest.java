package fr.spico.filing;

import static fr.spico.exchange.ExchangeCast.pdf;
import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.Browser.Answer;
import fr.spico.account.Account;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Who may file what, and where.
class FilingRightsTest extends FilingScene {

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
}
