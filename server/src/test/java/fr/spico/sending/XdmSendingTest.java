package fr.spico.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.spico.Browser;
import fr.spico.exchange.ExchangeCast;
import fr.spico.exchange.OtherReaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.DocumentEntry;
import org.projecthusky.common.hl7cdar2.POCDMT000040ClinicalDocument;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A mail with documents and their archive, from the dossier to the colleague's software.
class XdmSendingTest extends SendingScene {

    private static final String BILAN = "11502-2";
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0};

    @Test
    void theArchiveTravelsBesideTheFilesAndEverySoftwareReadsItOnTheOtherSide() throws Exception {
        String dossier = newDossier("CABIROL", "SIMONE MARIE", "qualified");
        byte[] content = pdf("bilan");
        JsonNode draft = draft(null, document(dossier, content, BILAN));
        assertThat(draft.at("/xdm/on").asBoolean()).isTrue();
        assertThat(draft.get("subject").asString())
                .isEqualTo("XDM/1.0/DDM+CR d'examens biologiques – CABIROL Simone 12/03/1941");
        assertThat(draft.at("/headers/X-MSS-CODECDA").asString()).isEqualTo(BILAN);
        assertThat(draft.at("/headers/X-MSS-INS").asString()).isEqualTo("O");
        List<JsonNode> attachments = draft.get("attachments").valueStream().toList();
        assertThat(attachments)
                .extracting(a -> a.get("name").asString())
                .containsExactly(
                        "20260211_CR d’examens biologiques_CABIROL_SIMONE.pdf", "IHE_XDM.ZIP");
        send(save(draft.get("subject").asString(), attachments));
        Client reader = link(people.doctor(), colleague);
        JsonNode mail = received(reader);
        assertThat(mail.get("subject").asString()).isEqualTo(draft.get("subject").asString());
        assertThat(mail.get("header:X-MSS-CODECDA:asText").asString()).isEqualTo(BILAN);
        assertThat(mail.get("header:X-MSS-INS:asText").asString()).isEqualTo("O");
        assertThat(mail.get("attachments").size()).isEqualTo(2);
        Map<String, byte[]> files =
                unzipped(download(reader, mail.at("/attachments/1/blobId").asString()));
        POCDMT000040ClinicalDocument cda = OtherReaders.cda(file(files, "DOC00001.XML"));
        assertThat(
                        Base64.getDecoder()
                                .decode(
                                        cda.getComponent()
                                                .getNonXMLBody()
                                                .getText()
                                                .getMergedXmlMixed()))
                .isEqualTo(content);
        DocumentEntry entry =
                OtherReaders.metadata(file(files, "METADATA.XML")).getDocumentEntries().getFirst();
        assertThat(entry.getTypeCode().getCode()).isEqualTo(BILAN);
        assertThat(entry.getPatientId().getAssigningAuthority().getUniversalId())
                .isEqualTo("1.2.250.1.213.1.4.10");
        assertThat(entry.getAuthors().getFirst().getAuthorPerson().getId().getId())
                .isEqualTo("8" + doctor.account.rpps().orElseThrow());
        JsonNode read =
                reader.get(
                                "/api/exchange/emails/"
                                        + reader.accountId
                                        + "/"
                                        + mail.get("id").asString())
                        .json();
        assertThat(read.at("/archives/0/documents/0/patient/birthName").asString())
                .isEqualTo("CABIROL");
    }

    @Test
    void theChoiceIsRememberedAndAnIdentityThatIsNotQualifiedStartsWithout() {
        String provisional = document(newDossier("ARAGON", "LUCE", "provisional"), pdf("a"), BILAN);
        assertThat(draft(null, provisional).at("/xdm/on").asBoolean()).isFalse();
        JsonNode on = draft(true, provisional);
        assertThat(on.at("/headers/X-MSS-INS").asString()).isEqualTo("N");
        assertThat(draft(null, provisional).at("/xdm/on").asBoolean()).isTrue();
        String qualified = document(newDossier("VIDAL", "ANNE", "qualified"), pdf("b"), BILAN);
        assertThat(draft(false, qualified).at("/xdm/on").asBoolean()).isFalse();
        JsonNode off = draft(null, qualified);
        assertThat(off.at("/xdm/on").asBoolean()).isFalse();
        assertThat(off.at("/xdm/possible").asBoolean()).isTrue();
        assertThat(off.get("headers").isEmpty()).isTrue();
        assertThat(off.get("subject").asString()).doesNotContain("XDM");
    }

    @Test
    void anArchiveIsOfOnePatientAndOfFilesThatItCanHold() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        String report = document(dossier, pdf("un"), BILAN);
        String picture = document(dossier, PNG, "11488-4");
        String other = document(newDossier("VIDAL", "ANNE", "qualified"), pdf("c"), BILAN);
        JsonNode two = draft(true, report, other);
        assertThat(two.at("/xdm/possible").asBoolean()).isFalse();
        assertThat(two.at("/xdm/why").asString()).contains("un seul patient");
        assertThat(two.get("attachments").size()).isEqualTo(2);
        JsonNode mixed = draft(true, report, picture);
        assertThat(mixed.get("attachments").size()).isEqualTo(3);
        assertThat(mixed.at("/xdm/leftOut/0/documentId").asString()).isEqualTo(picture);
        assertThat(mixed.at("/headers/X-MSS-CODECDA").asString()).isEqualTo(BILAN);
        JsonNode none = draft(true, picture);
        assertThat(none.at("/xdm/possible").asBoolean()).isFalse();
        assertThat(none.at("/xdm/why").asString()).contains("Aucun de ces documents");
    }

    @Test
    void headersAndPrefixFollowFromWhatTheMailCarriesWhateverItSays() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        JsonNode draft = draft(true, document(dossier, pdf("seul"), BILAN));
        List<JsonNode> attachments = draft.get("attachments").valueStream().toList();
        send(save("Sans archive", attachments.subList(0, 1)));
        Client reader = link(people.doctor(), colleague);
        JsonNode without = received(reader);
        assertThat(without.get("header:X-MSS-CODECDA:asText").isNull()).isTrue();
        assertThat(without.get("header:X-MSS-INS:asText").isNull()).isTrue();
        assertThat(without.get("subject").asString()).isEqualTo("Sans archive");
        send(save("Voici le bilan", attachments));
        await().atMost(Duration.ofSeconds(30)).until(() -> mails(reader).size() == 2);
        JsonNode with =
                mails(reader).stream()
                        .filter(m -> m.get("subject").asString().contains("bilan"))
                        .findFirst()
                        .orElseThrow();
        assertThat(with.get("subject").asString()).isEqualTo("XDM/1.0/DDM+Voici le bilan");
        assertThat(with.get("header:X-MSS-CODECDA:asText").asString()).isEqualTo(BILAN);
    }

    @Test
    void theArchiveOfAStrangerIsReadForTheHeadersToo() {
        byte[] strange =
                ExchangeCast.archive(
                        ExchangeCast.xdm(
                                ExchangeCast.ODETTE, ExchangeCast.document(1, "PRESC-BIO", "a")));
        String blob =
                doctor.http
                        .upload(
                                "/jmap/upload/" + doctor.accountId + "/",
                                strange,
                                "Authorization",
                                "Bearer " + doctor.token)
                        .json()
                        .get("blobId")
                        .asString();
        JsonNode attachment =
                JSON.readTree(
                        "{\"blobId\":\"%s\",\"type\":\"application/zip\",\"name\":\"ihe_xdm.zip\"}"
                                .formatted(blob));
        send(save("TR: Ordonnance", List.of(attachment)));
        JsonNode mail = received(link(people.doctor(), colleague));
        assertThat(mail.get("subject").asString()).isEqualTo("XDM/1.0/DDM+TR: Ordonnance");
        assertThat(mail.get("header:X-MSS-CODECDA:asText").asString()).isEqualTo("PRESC-BIO");
        assertThat(mail.get("header:X-MSS-INS:asText").asString()).isEqualTo("N");
    }

    @Test
    void theOppositionHoldsForAnArchiveWithoutTheFilesAndTheTimelineKnowsIt() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        JsonNode draft = draft(true, document(dossier, pdf("caché"), BILAN));
        List<JsonNode> archive = draft.get("attachments").valueStream().toList().subList(1, 2);
        browser.put("/api/dossiers/" + dossier + "/opposition", Map.of());
        String email = save("Archive seule", archive);
        JsonNode refused = submit(email).path("notCreated").path("s");
        assertThat(refused.path("type").asString()).isEqualTo("forbiddenToSend");
        assertThat(refused.path("description").asString()).contains("s’oppose");
        ObjectNode renamed = archive.getFirst().deepCopy().asObject();
        renamed.put("name", "documents.zip");
        assertThat(
                        submit(save("Archive renommée", List.of(renamed)))
                                .path("notCreated")
                                .path("s")
                                .path("description")
                                .asString())
                .contains("s’oppose");
        browser.delete("/api/dossiers/" + dossier + "/opposition");
        assertThat(submit(email).path("created").has("s")).isTrue();
        assertThat(browser.get("/api/dossiers/" + dossier + "/timeline").body())
                .contains("\"kind\":\"sent\"");
    }

    @Test
    void anArchiveIsABlobOfItsSenderAndOfNobodyElse() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        String blob =
                draft(true, document(dossier, pdf("x"), BILAN))
                        .at("/attachments/1/blobId")
                        .asString();
        assertThat(
                        doctor.get("/jmap/download/" + doctor.accountId + "/" + blob + "/x.zip")
                                .status())
                .isEqualTo(200);
        Client other = link(people.doctor(), newAddress());
        assertThat(other.get("/jmap/download/" + other.accountId + "/" + blob + "/x.zip").status())
                .isEqualTo(404);
    }

    @Test
    void whatTheCheckSaysOfAnArchiveIsWhatItSaysOfItsDocuments() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        JsonNode draft = draft(true, document(dossier, pdf("contrôlé"), BILAN));
        Browser.Answer answer =
                browser.post(
                        "/api/sending/checks",
                        Map.of(
                                "accountId", doctor.accountId,
                                "subject", draft.get("subject").asString(),
                                "text", "Madame, née le 01/01/1950",
                                "recipients", List.of(),
                                "blobIds", List.of(draft.at("/attachments/1/blobId").asString())));
        assertThat(answer.json().get("differences").findValuesAsString("code"))
                .containsExactly("birth-date");
        assertThat(audited())
                .as("what was known when it left")
                .contains("sending.check birth-date");
    }

    @Test
    void aPdfThatIsNoPdfAIsToldAndSent() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        String document = document(dossier, pdf("sans polices"), BILAN);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(draft(true, document).at("/attachments/0/note").asString())
                                .startsWith("Ce PDF"));
    }

    private void send(String email) {
        JsonNode answer = submit(email);
        assertThat(answer.path("created").has("s")).as(answer.toString()).isTrue();
    }

    private JsonNode received(Client reader) {
        await().atMost(Duration.ofSeconds(30)).until(() -> !mails(reader).isEmpty());
        return mails(reader).getFirst();
    }

    private List<JsonNode> mails(Client reader) {
        List<String> ids =
                reader.call("Email/query", "{}")
                        .path("ids")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList();
        return ids.stream()
                .map(id ->
                        reader.email(
                                id,
                                "\"properties\":[\"id\",\"subject\",\"attachments\",\"header:X-MSS-CODECDA:asText\",\"header:X-MSS-INS:asText\"]"))
                .toList();
    }

    private static byte[] download(Client reader, String blob) {
        return reader.get("/jmap/download/" + reader.accountId + "/" + blob + "/x.zip")
                .response()
                .body();
    }

    private static byte[] file(Map<String, byte[]> files, String name) {
        return Objects.requireNonNull(files.get("IHE_XDM/SUBSET01/" + name), name);
    }

    private static Map<String, byte[]> unzipped(byte[] archive) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static byte[] pdf(String text) {
        return ("%PDF-1.4\n% " + text + "\n%%EOF\n").getBytes(StandardCharsets.UTF_8);
    }
}
