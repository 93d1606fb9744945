package fr.spico.document;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.Browser;
import fr.spico.Browser.Answer;
import fr.spico.dossier.DossierScene;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.ReadTx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class DocumentTest extends DossierScene {

    @Autowired Database database;

    private Browser doctor;
    private String dossier;

    @BeforeEach
    void openDossier() {
        doctor = signedIn(people.doctor());
        dossier = newDossier(doctor, patient());
    }

    @Test
    void aFileComesBackOctetForOctetUnderANameThatSaysWhatItIs() {
        byte[] content = large(3_000_000);
        JsonNode document = newDocument(doctor, dossier, content);
        Answer answer = content(document, "");
        assertThat(answer.response().body()).isEqualTo(content);
        assertThat(answer.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(document.get("fileName").asString())
                .isEqualTo("20260211_CR ou fiche de consultation ou de visite_CABIROL_Simone.pdf");
        assertThat(document.get("author").asString()).isEqualTo("Dr Hélène Castelbon");
    }

    @Test
    void itIsKeptEncrypted() {
        JsonNode document = newDocument(doctor, dossier, pdf("un secret de patient"));
        UUID file = DocumentBlob.file(document.get("blobId").asString()).orElseThrow();
        byte[] kept = database.read(tx -> FileQueries.piece(tx, file, 0)).orElseThrow();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1))
                .doesNotContain("secret")
                .doesNotContain("PDF");
    }

    @Test
    void whoChangesTheStoredOctetsIsFoundOut() {
        JsonNode document = newDocument(doctor, dossier, pdf("original"));
        UUID file = DocumentBlob.file(document.get("blobId").asString()).orElseThrow();
        byte[] kept = database.read(tx -> FileQueries.piece(tx, file, 0)).orElseThrow();
        kept[kept.length - 1] ^= 1;
        database.run(tx -> {
            FileQueries.deletePieces(tx, file);
            FileQueries.putPiece(tx, file, 0, kept);
        });
        assertThat(content(document, "").status()).isNotEqualTo(200);
    }

    @Test
    void aPartOfAFileIsSentAlone() {
        byte[] content = large(200_000);
        JsonNode document = newDocument(doctor, dossier, content);
        Answer middle = content(document, "", "Range", "bytes=100000-100099");
        assertThat(middle.status()).isEqualTo(206);
        assertThat(middle.response().body())
                .isEqualTo(Arrays.copyOfRange(content, 100_000, 100_100));
        assertThat(middle.header("Content-Range")).isEqualTo("bytes 100000-100099/200000");
        assertThat(content(document, "", "Range", "bytes=-5").response().body())
                .isEqualTo(Arrays.copyOfRange(content, 199_995, 200_000));
        assertThat(content(document, "", "Range", "bytes=200000-").status()).isEqualTo(416);
        assertThat(content(document, "", "Range", "nonsense").status()).isEqualTo(200);
    }

    @Test
    void whoHasItAlreadyIsNotSentItAgain() {
        JsonNode document = newDocument(doctor, dossier, pdf("connu"));
        String etag = content(document, "").header("ETag");
        assertThat(etag).isNotEmpty();
        assertThat(content(document, "", "If-None-Match", etag).status()).isEqualTo(304);
        assertThat(content(document, "", "Range", "bytes=0-3", "If-Range", "\"other\"").status())
                .isEqualTo(200);
    }

    @Test
    void aNewVersionKeepsTheOldOne() {
        JsonNode document = newDocument(doctor, dossier, pdf("première"));
        JsonNode second = newVersion(document, pdf("deuxième"), false);
        assertThat(second.get("version").asInt()).isEqualTo(2);
        assertThat(second.at("/versions/0/cancelled").asBoolean()).isFalse();
        JsonNode third = newVersion(document, pdf("troisième"), true);
        assertThat(third.at("/versions/1/cancelled").asBoolean()).isTrue();
        assertThat(content(document, "?version=1").body()).contains("première");
        assertThat(content(document, "").body()).contains("troisième");
        assertThat(content(document, "?version=9").problem()).isEqualTo("no-such-document");
    }

    @Test
    void theSameFileTwiceIsNoticed() {
        JsonNode document = newDocument(doctor, dossier, pdf("deux fois"));
        Answer again = doctor.upload("/api/dossiers/" + dossier + "/files", pdf("deux fois"));
        assertThat(again.json().at("/sameAs/0/documentId").asString())
                .isEqualTo(document.get("id").asString());
        String other = newDossier(doctor, patient());
        assertThat(
                        doctor.upload("/api/dossiers/" + other + "/files", pdf("deux fois"))
                                .json()
                                .get("sameAs")
                                .size())
                .isZero();
    }

    @Test
    void aFileIsWhatItsContentSaysAndOthersAreRefusedWithAReason() {
        String files = "/api/dossiers/" + dossier + "/files";
        Answer program =
                doctor.upload(files, "MZ\u0090 programme".getBytes(StandardCharsets.UTF_8));
        assertThat(program.status()).isEqualTo(415);
        assertThat(program.problem()).isEqualTo("refused-type");
        assertThat(program.json().get("detail").asString()).contains("programme");
        assertThat(doctor.upload(files, new byte[0]).problem()).isEqualTo("empty-file");
        Answer tooLarge = doctor.upload(files, large(21_000_000));
        assertThat(tooLarge.problem()).isEqualTo("too-large");
        assertThat(tooLarge.json().get("detail").asString()).contains("20 Mo");
    }

    @Test
    void aLargeOfficeTextIsLookedIntoAsItIsStoredAndNothingOfARefusedOneStays() throws IOException {
        String files = "/api/dossiers/" + dossier + "/files";
        Answer text = doctor.upload(files, office("word/document.xml"));
        assertThat(text.status()).as(text.body()).isEqualTo(201);
        assertThat(text.json().get("type").asString()).contains("wordprocessingml");
        long before = database.read(DocumentTest::piecesAndFiles);
        Answer macros = doctor.upload(files, office("word/vbaProject.bin"));
        assertThat(macros.status()).isEqualTo(415);
        assertThat(macros.json().get("detail").asString()).contains("macros");
        assertThat(database.read(DocumentTest::piecesAndFiles)).isEqualTo(before);
    }

    private static long piecesAndFiles(ReadTx tx) {
        return tx.sql(
                        "select (select count(*) from document_piece) + (select count(*) from document_file)")
                .query(Long.class)
                .single();
    }

    /// @param last after 200 KB of something else
    private static byte[] office(String last) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("docProps/thumbnail.jpeg"));
            zip.write(large(200_000));
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.putNextEntry(new ZipEntry(last));
        }
        return out.toByteArray();
    }

    @Test
    void aFileBecomesOneDocumentOfItsOwnDossierByItsOwnAuthor() {
        String file = upload(doctor, dossier, pdf("une fois"));
        String other = newDossier(doctor, patient());
        assertThat(add(other, file).problem()).isEqualTo("no-such-file");
        assertThat(add(dossier, file).status()).isEqualTo(201);
        assertThat(add(dossier, file).problem()).isEqualTo("no-such-file");
    }

    @Test
    void whatIsMissingInADescriptionIsSaidFieldByField() {
        Answer answer =
                doctor.post(
                        "/api/dossiers/" + dossier + "/documents",
                        Map.of("category", "inconnue", "actDate", "hier"));
        assertThat(answer.problem()).isEqualTo("bad-document");
        assertThat(answer.json().get("problems").findValuesAsString("field"))
                .containsExactly("category", "actDate");
    }

    @Test
    void theListHasTheLatestActFirst() {
        newDocument(doctor, dossier, pdf("un"));
        JsonNode documents =
                doctor.get("/api/dossiers/" + dossier + "/documents").json().get("documents");
        assertThat(documents.size()).isEqualTo(1);
        assertThat(documents.at("/0/category/classLabel").asString()).isEqualTo("Compte rendu");
        assertThat(documents.at("/0/may").size()).isEqualTo(3);
    }

    private Answer add(String into, String file) {
        return doctor.post(
                "/api/dossiers/" + into + "/documents",
                Map.of("fileId", file, "category", "11488-4", "actDate", "2026-01-02"));
    }

    private JsonNode newVersion(JsonNode document, byte[] content, boolean cancels) {
        String file = upload(doctor, dossier, content);
        Answer answer =
                doctor.post(
                        "/api/documents/" + document.get("id").asString() + "/versions",
                        Map.of("fileId", file, "cancels", cancels));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private Answer content(JsonNode document, String query, String... headers) {
        return doctor.get(
                "/api/documents/" + document.get("id").asString() + "/content" + query, headers);
    }

    private static byte[] large(int size) {
        byte[] content = new byte[size];
        new Random(7).nextBytes(content);
        byte[] beginning = pdf("grand");
        System.arraycopy(beginning, 0, content, 0, beginning.length);
        return content;
    }
}
