package fr.spico.sending;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.Browser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A draft with documents that is opened again.
class SendingRecognitionTest extends SendingScene {

    private static final String BILAN = "11502-2";

    @Test
    void aDraftThatIsOpenedAgainKnowsItsDocumentsAndItsArchive() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        String document = document(dossier, pdf("rouvert"), BILAN);
        JsonNode draft = draft(true, document);
        List<JsonNode> attachments = draft.get("attachments").valueStream().toList();
        JsonNode whole = recognised(blobsOf(save("Bilan", attachments)));
        assertThat(whole.at("/attachments/0/documentId").asString()).isEqualTo(document);
        assertThat(whole.at("/attachments/0/blobId").asString())
                .isEqualTo(attachments.get(0).get("blobId").asString());
        assertThat(whole.at("/attachments/1/documentId").isNull()).isTrue();
        assertThat(whole.at("/attachments/1/blobId").asString())
                .isEqualTo(attachments.get(1).get("blobId").asString());
        assertThat(whole.at("/xdm/on").asBoolean()).isTrue();
        JsonNode file = recognised(blobsOf(save("Bilan seul", attachments.subList(0, 1))));
        assertThat(file.at("/xdm/on").asBoolean()).isFalse();
        assertThat(file.at("/xdm/possible").asBoolean()).isTrue();
    }

    @Test
    void whatCameFromElsewhereIsNoDocumentAndAReplacedOneIsNoneAnyMore() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        String document = document(dossier, pdf("ancien"), BILAN);
        List<JsonNode> attachments =
                draft(false, document).get("attachments").valueStream().toList();
        List<String> blobs = blobsOf(save("Bilan", attachments));
        assertThat(recognised(List.of("d" + "0".repeat(32))).at("/attachments/0").isNull())
                .isTrue();
        assertThat(recognised(List.of()).get("xdm").isNull()).isTrue();
        String file =
                browser.upload("/api/dossiers/" + dossier + "/files", pdf("nouveau"))
                        .json()
                        .get("fileId")
                        .asString();
        browser.post(
                "/api/documents/" + document + "/versions",
                Map.of("fileId", file, "cancels", true));
        JsonNode replaced = recognised(blobs);
        assertThat(replaced.at("/attachments/0").isNull()).isTrue();
        assertThat(replaced.get("xdm").isNull()).isTrue();
    }

    private JsonNode recognised(List<String> blobs) {
        Browser.Answer answer =
                browser.post(
                        "/api/sending/recognitions",
                        Map.of("accountId", doctor.accountId, "blobIds", blobs));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private List<String> blobsOf(String email) {
        return doctor.email(email, "\"properties\":[\"attachments\"]")
                .get("attachments")
                .valueStream()
                .map(part -> part.get("blobId").asString())
                .toList();
    }

    private static byte[] pdf(String text) {
        return ("%PDF-1.4\n% " + text + "\n%%EOF\n").getBytes(StandardCharsets.UTF_8);
    }
}
