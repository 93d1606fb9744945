package fr.spico.filing;

import static fr.spico.exchange.ExchangeCast.pdf;
import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.Browser.Answer;
import fr.spico.exchange.PatientTraits;
import fr.spico.exchange.PatientTraits.Sex;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Whose a received document may be (row B3).
class ProposalsTest extends FilingScene {

    @Test
    void anotherIdentityIsNeverFiledUnlessAPersonHasLookedAtIt() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        PatientTraits twin =
                new PatientTraits(
                        "CABIROL",
                        List.of("SYLVIE"),
                        "",
                        "",
                        Sex.F,
                        Optional.of(LocalDate.of(1941, 3, 12)),
                        "",
                        Optional.empty());
        String mail = received("Jumelle", COLLEAGUE, attached("IHE_XDM.ZIP", zip(twin)));
        JsonNode proposal = proposal(mail, "2-1");
        assertThat(proposal.get("oneGesture").isNull()).isTrue();
        assertThat(states(proposal.at("/candidates/0")))
                .containsEntry("firstNames", "different")
                .containsEntry("birthDate", "same")
                .containsEntry("matricule", "unknown");
        Answer refused = file(mail, "2-1", Map.of("dossierId", dossier));
        assertThat(refused.problem()).isEqualTo("identity-differs");
        assertThat(refused.json().at("/traits/0/trait").asString()).isEqualTo("firstNames");
        assertThat(refused.json().at("/traits/0/document").asString()).isEqualTo("SYLVIE");
        assertThat(documents(dossier).size()).isZero();
        Answer confirmed =
                file(mail, "2-1", Map.of("dossierId", dossier, "confirmed", List.of("firstNames")));
        assertThat(confirmed.status()).isEqualTo(201);
        assertThat(audited())
                .as("why, where a person insisted")
                .contains("filing.confirm firstNames");
    }

    @Test
    void whatCannotBeFiledHasNoGesture() throws IOException {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        byte[] changed = withChangedDocument(zip(traits(dossier)));
        String mail = received("Abîmé", COLLEAGUE, attached("IHE_XDM.ZIP", changed));
        JsonNode proposal = proposal(mail, "2-1");
        assertThat(proposal.at("/candidates/0/exact").asBoolean()).isTrue();
        assertThat(proposal.at("/item/refused").asString()).contains("empreinte");
        assertThat(proposal.get("oneGesture").isNull()).isTrue();
        assertThat(file(mail, "2-1", Map.of("dossierId", dossier)).problem())
                .isEqualTo("refused-type");
    }

    /// The hash is another then.
    private static byte[] withChangedDocument(byte[] archive) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                in.transferTo(zip);
                if (entry.getName().endsWith("DOC00001.XML")) {
                    zip.write(' ');
                }
            }
        }
        return out.toByteArray();
    }

    @Test
    void anAttachmentFindsItsPatientByWhatPeopleWroteAround() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        newDossier("MONTAZEL", "ODETTE", "qualified");
        String byName =
                received(
                        "Résultats",
                        COLLEAGUE,
                        attached("20260302_CR d'imagerie médicale_CABIROL_Simone.pdf", pdf("1")));
        JsonNode proposal = proposal(byName, "2");
        assertThat(proposal.get("candidates").size()).isEqualTo(1);
        assertThat(proposal.at("/candidates/0/dossierId").asString()).isEqualTo(dossier);
        assertThat(proposal.get("oneGesture").isNull()).isTrue();
        assertThat(proposal.at("/proposed/category/code").asString()).isEqualTo("18748-4");
        assertThat(proposal.at("/proposed/actDate").asString()).isEqualTo("2026-03-02");
        assertThat(proposal.at("/proposed/title").asString()).isEqualTo("CR d'imagerie médicale");
        assertThat(proposal.at("/proposed/author").asString()).isEqualTo("Dr Paul VIAL");
        String bySubject =
                received(
                        "Ordonnance Cabirol 12/03/1941", COLLEAGUE, attached("scan.pdf", pdf("2")));
        JsonNode second = proposal(bySubject, "2");
        assertThat(second.at("/candidates/0/dossierId").asString()).isEqualTo(dossier);
        assertThat(states(second.at("/candidates/0"))).containsEntry("birthDate", "same");
        assertThat(second.at("/proposed/category/code").asString()).isEqualTo("57833-6");
        String other =
                received(
                        "Simone CABIROL, née le 01/02/1950",
                        COLLEAGUE,
                        attached("a.pdf", pdf("3")));
        Answer differs = file(other, "2", Map.of("dossierId", dossier, "category", "11488-4"));
        assertThat(differs.problem()).isEqualTo("identity-differs");
        String nobody = received("Bonjour", COLLEAGUE, attached("b.pdf", pdf("4")));
        assertThat(proposal(nobody, "2").get("candidates").size()).isZero();
    }

    @Test
    void thePdfBesideAnArchiveIsTheSameDocument() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        String mail =
                received(
                        "Bilan",
                        COLLEAGUE,
                        attached("bilan.pdf", pdf("Bilan"))
                                + attached("IHE_XDM.ZIP", zip(traits(dossier)))
                                + attached("autre.pdf", pdf("Autre")));
        JsonNode items = items(mail);
        assertThat(items.size()).isEqualTo(2);
        assertThat(items.path(0).get("ref").asString()).isEqualTo("3-1");
        assertThat(items.path(0).get("partIds").toString()).isEqualTo("[\"3\",\"2\"]");
        assertThat(items.path(1).get("ref").asString()).isEqualTo("4");
    }

    @Test
    void aBirthDateThatIsAnotherIsShownBesideNeverFiledInAGesture() {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        PatientTraits slip =
                new PatientTraits(
                        "CABIROL",
                        List.of("SIMONE"),
                        "",
                        "",
                        Sex.F,
                        Optional.of(LocalDate.of(1941, 3, 21)),
                        "",
                        Optional.empty());
        String mail = received("Bilan", COLLEAGUE, attached("IHE_XDM.ZIP", zip(slip)));
        JsonNode proposal = proposal(mail, "2-1");
        assertThat(proposal.get("oneGesture").isNull()).isTrue();
        assertThat(proposal.at("/candidates/0/dossierId").asString()).isEqualTo(dossier);
        assertThat(proposal.at("/candidates/0/exact").asBoolean()).isFalse();
        assertThat(states(proposal.at("/candidates/0"))).containsEntry("birthDate", "different");
        assertThat(file(mail, "2-1", Map.of("dossierId", dossier)).problem())
                .isEqualTo("identity-differs");
    }

    @Test
    void aScanFindsItsPatientByWhatItSaysItself() throws Exception {
        String dossier = newDossier("CABIROL", "SIMONE", "qualified");
        String mail =
                received(
                        "Document",
                        COLLEAGUE,
                        attached("scan.pdf", page("Mme Simone Cabirol, née le 12/03/1941")));
        JsonNode candidate = proposal(mail, "2").at("/candidates/0");
        assertThat(candidate.get("dossierId").asString()).isEqualTo(dossier);
        assertThat(states(candidate)).containsEntry("birthDate", "same");
        String other =
                received(
                        "CABIROL Simone",
                        COLLEAGUE,
                        attached("scan.pdf", page("Mme Simone Cabirol, née le 01/02/1950")));
        assertThat(file(other, "2", Map.of("dossierId", dossier, "category", "11488-4")).problem())
                .as("what the document says counts when it is filed, too")
                .isEqualTo("identity-differs");
    }

    private static byte[] page(String sentence) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument pdf = new PDDocument()) {
            PDPage page = new PDPage();
            pdf.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                content.beginText();
                content.setFont(new PDType1Font(FontName.HELVETICA), 12);
                content.newLineAtOffset(60, 700);
                content.showText(sentence);
                content.endText();
            }
            pdf.save(out);
        }
        return out.toByteArray();
    }
}
