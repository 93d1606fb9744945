package fr.spico.document;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.Browser;
import fr.spico.account.Account;
import fr.spico.dossier.DossierScene;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The matrix as a member of the circle meets it, over HTTP.
class DocumentRightsTest extends DossierScene {

    @ParameterizedTest
    @CsvSource({
        // may a colleague of this profession read, replace, send a doctor's document; add one alike
        "Médecin, normal, true, true, true, true",
        "Médecin, restricted, true, false, true, true",
        "Médecin, masked, false, false, false, true",
        "Infirmier, restricted, true, false, false, true",
        "Psychologue, normal, true, false, true, true",
        "Psychologue, restricted, false, false, false, true",
        "Assistante sociale, masked, false, false, false, false",
        "Jardinier, normal, true, false, false, true",
        "Jardinier, restricted, false, false, false, false"
    })
    void aColleagueMayDoWhatTheMatrixSaysAndNothingElse(
            String profession,
            String confidentiality,
            boolean read,
            boolean replace,
            boolean send,
            boolean add) {
        Browser doctor = signedIn(people.doctor());
        String dossier = newDossier(doctor, patient());
        JsonNode document = newDocument(doctor, dossier, pdf("droits"), confidentiality);
        String id = document.get("id").asString();
        Account account = people.of(profession);
        join(doctor, dossier, account);
        Browser colleague = signedIn(account);
        colleague.get("/api/dossiers/" + dossier);
        doctor.get("/api/dossiers/" + dossier);

        JsonNode list = colleague.get("/api/dossiers/" + dossier + "/documents").json();
        assertThat(list.get("documents").size()).isEqualTo(read ? 1 : 0);
        for (String path : new String[] {"/api/dossiers", "/api/dossiers/recent"}) {
            assertThat(listed(doctor, path, dossier)).as(path).isEqualTo(1);
            assertThat(listed(colleague, path, dossier)).as(path).isEqualTo(read ? 1 : 0);
        }
        assertThat(colleague.get("/api/documents/" + id).status()).isEqualTo(read ? 200 : 404);
        assertThat(colleague.get("/api/documents/" + id + "/content").status())
                .isEqualTo(read ? 200 : 404);
        assertThat(
                        colleague
                                .post(
                                        "/api/documents/" + id + "/versions",
                                        Map.of("fileId", upload(colleague, dossier, pdf("v2"))))
                                .status())
                .isEqualTo(replace ? 200 : read ? 403 : 404);
        assertThat(
                        colleague
                                .post(
                                        "/api/sending/drafts",
                                        Map.of("documents", java.util.List.of(id)))
                                .status())
                .isEqualTo(send ? 200 : read ? 403 : 404);
        assertThat(
                        tryDocument(colleague, dossier, pdf("ajout"), "11488-4", confidentiality)
                                .status())
                .isEqualTo(add ? 201 : 403);
        JsonNode timeline = colleague.get("/api/dossiers/" + dossier + "/timeline").json();
        assertThat(
                        timeline.get("events")
                                .valueStream()
                                .anyMatch(e -> e.at("/document/id").asString("").equals(id)))
                .isEqualTo(read);
    }

    /// How many documents a list says a dossier has.
    private static int listed(Browser reader, String path, String dossier) {
        return reader.get(path)
                .json()
                .get("dossiers")
                .valueStream()
                .filter(each -> each.get("id").asString().equals(dossier))
                .findFirst()
                .orElseThrow()
                .get("documents")
                .asInt();
    }
}
