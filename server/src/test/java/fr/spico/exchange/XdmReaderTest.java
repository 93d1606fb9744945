package fr.spico.exchange;

import static fr.spico.exchange.ExchangeCast.ODETTE;
import static fr.spico.exchange.ExchangeCast.SIMONE;
import static fr.spico.exchange.ExchangeCast.archive;
import static fr.spico.exchange.ExchangeCast.document;
import static fr.spico.exchange.ExchangeCast.id;
import static fr.spico.exchange.ExchangeCast.pdf;
import static fr.spico.exchange.ExchangeCast.replacement;
import static fr.spico.exchange.ExchangeCast.simonesReport;
import static fr.spico.exchange.ExchangeCast.xdm;
import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.exchange.PatientTraits.Sex;
import fr.spico.exchange.ReceivedDocument.Shown;
import fr.spico.exchange.ReceivedXdm.Read;
import fr.spico.exchange.xdm.XdmReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.DocumentEntry;

/// Archives of others and of ours, read.
class XdmReaderTest {

    @Test
    void what_was_written_is_read() {
        byte[] zip = archive(simonesReport());
        ReceivedDocument read = one(zip);
        assertThat(read.number()).isEqualTo(1);
        assertThat(read.id()).isEqualTo(Oids.of(id(1)));
        assertThat(read.type().label()).isEqualTo("CR ou fiche de consultation ou de visite");
        assertThat(read.title()).isEqualTo("Consultation du 2 mars");
        assertThat(read.date()).contains(LocalDate.of(2026, 3, 2));
        assertThat(read.author()).isEqualTo("Hélène CASTELBON");
        assertThat(read.structure()).isEqualTo("Cabinet médical du Pont & des Carmes");
        assertThat(read.patient()).isEqualTo(SIMONE);
        assertThat(read.confidentiality()).extracting(Code::value).containsExactly("N");
        assertThat(read.shown()).isEqualTo(Shown.PDF);
        assertThat(read.problem()).isEmpty();
        assertThat(read.doubt()).isEmpty();
        ReceivedFile file = XdmReader.file(zip, 1).orElseThrow();
        assertThat(file.octets()).isEqualTo(pdf("Consultation du 2 mars"));
        assertThat(file.kind())
                .isEqualTo(
                        new ReceivedFile.Kind(
                                "application/pdf",
                                "20260302_CR ou fiche de consultation ou de visite_CABIROL_SIMONE.pdf"));
    }

    @Test
    void what_a_new_version_replaces_is_told_and_a_plain_text_can_be_read() {
        byte[] zip = archive(xdm(ODETTE, document(1, "PRESC-BIO", "Bilan"), replacement(2, 9)));
        List<ReceivedDocument> read = read(zip);
        assertThat(read.getFirst().replaces()).isEmpty();
        assertThat(read.get(1).replaces()).contains("urn:uuid:" + id(9));
        assertThat(read.get(1).confidentiality())
                .extracting(Code::value)
                .containsExactly("N", "MASQUE_PS", "INVISIBLE_REPRESENTANTS_LEGAUX");
        assertThat(read.get(1).patient()).isEqualTo(ODETTE);
        assertThat(read.get(1).shown()).isEqualTo(Shown.PAGE);
        assertThat(XdmReader.page(zip, 2).orElseThrow())
                .contains("&lt;à compléter&gt; &amp; à signer");
        assertThat(XdmReader.page(zip, 3)).isEmpty();
        assertThat(XdmReader.file(zip, 0)).isEmpty();
    }

    @Test
    void names_with_signs_of_hl7_survive() {
        assertThat(one(archive(xdm(ODETTE, document(1, "PRESC-BIO", "a")))).patient().birthName())
                .isEqualTo("D'ARAGON & FILS");
    }

    /// As others write: prefixes, folders and capitals of their own, times without minutes, the
    /// document itself as a PDF, what is not known left out.
    @Test
    void another_sender_s_archive_is_read() throws Exception {
        String wellFormed =
                Golden.read("other.metadata.xml")
                        .replace(">n/a<", ">20260131<")
                        .replace(">sept<", ">7<");
        DocumentEntry entry =
                OtherReaders.metadata(wellFormed.getBytes(StandardCharsets.UTF_8))
                        .getDocumentEntries()
                        .getFirst();
        assertThat(entry.getTitle().getValue()).isEqualTo("Radiographie du thorax");
        byte[] zip =
                new Archives()
                        .put("ihe_xdm/ss000001/metadata.xml", Golden.octets("other.metadata.xml"))
                        .put("ihe_xdm/ss000001/cr.pdf", pdf("direct"))
                        .put(
                                "ihe_xdm/ss000001/texte.txt",
                                "Bonjour".getBytes(StandardCharsets.UTF_8))
                        .zip();
        List<ReceivedDocument> read = read(zip);
        ReceivedDocument report = read.getFirst();
        assertThat(report.shown()).isEqualTo(Shown.PDF);
        assertThat(report.type().label()).isEqualTo("CR d'imagerie médicale");
        assertThat(report.title()).isEqualTo("Radiographie du thorax");
        assertThat(report.date()).contains(LocalDate.of(2026, 2, 1));
        assertThat(report.author()).isEqualTo("Paul VIAL");
        assertThat(report.patient().birthName()).isEqualTo("LE PÉCHOUX");
        assertThat(report.patient().birthFirstNames()).containsExactly("MARIE ANGE");
        assertThat(report.patient().usedName()).isEqualTo("DUPRÉ");
        assertThat(report.patient().sex()).isEqualTo(Sex.F);
        assertThat(report.patient().birthDate()).contains(LocalDate.of(1978, 11, 26));
        assertThat(report.patient().ins().orElseThrow().matricule()).isEqualTo("278113155512329");
        assertThat(XdmReader.file(zip, 1).orElseThrow().octets()).isEqualTo(pdf("direct"));
        ReceivedDocument text = read.get(1);
        assertThat(text.type()).isEqualTo(new Code("X-1", "1.2.3", "Papier maison"));
        assertThat(text.title()).isEqualTo("Papier maison");
        assertThat(text.date()).isEmpty();
        assertThat(text.patient().birthDate()).isEmpty();
        assertThat(text.shown()).isEqualTo(Shown.NOT);
        assertThat(text.problem()).isEmpty();
        assertThat(XdmReader.file(zip, 2).orElseThrow().kind().name())
                .isEqualTo("Papier maison_LE PECHOUX.txt");
    }

    @Test
    void a_structured_document_is_read_section_by_section() throws Exception {
        byte[] cda = Golden.octets("level3.cda.xml");
        OtherReaders.cda(cda);
        byte[] zip = Archives.with(cda).zip();
        assertThat(one(zip).shown()).isEqualTo(Shown.PAGE);
        assertThat(one(zip).doubt()).isEmpty();
        Golden.check("level3.html", XdmReader.page(zip, 1).orElseThrow().replace("><", ">\n<"));
    }

    @Test
    void nothing_of_a_structured_document_runs_or_comes_from_elsewhere() {
        String evil =
                """
                <ClinicalDocument xmlns="urn:hl7-org:v3"><title>&lt;script&gt;alert(1)&lt;/script&gt;</title>
                <component><structuredBody><component><section>
                <title>&lt;img src=x onerror=alert(2)&gt;</title>
                <text><script>alert(3)</script><iframe src="https://evil.example/"/>
                <linkHtml href="javascript:alert(4)">ici</linkHtml>
                <linkHtml href="https://evil.example/" onclick="alert(5)">là</linkHtml>
                <table onmouseover="alert(6)"><tr><td colspan="1&quot; onclick=&quot;alert(7)">x</td></tr></table>
                <img src="https://evil.example/p.png"/><renderMultiMedia referencedObject="P"/>
                <paragraph styleCode="Bold" style="background:url(https://evil.example/b.png)">y</paragraph></text>
                <entry><observationMedia ID="P"><value mediaType="image/svg+xml" representation="B64">PHN2Zy8+</value></observationMedia></entry>
                </section></component></structuredBody></component></ClinicalDocument>
                """;
        String page = XdmReader.page(Archives.with(evil).zip(), 1).orElseThrow();
        assertThat(page.toLowerCase(Locale.ROOT))
                .doesNotContain(
                        "<script",
                        "<iframe",
                        "javascript:",
                        "onclick=\"",
                        "onmouseover",
                        "<img",
                        "svg",
                        "url(")
                .contains("&lt;script&gt;", "href=\"https://evil.example/\"", "noopener");
    }

    @Test
    void the_pdf_that_a_structured_document_brings_goes_first() throws Exception {
        String pdf = Base64.getEncoder().encodeToString(pdf("copie"));
        String cda =
                Golden.read("level3.cda.xml")
                        .replaceFirst(
                                "(?s)<value mediaType=\"image/png\".*?</value>",
                                "<value mediaType=\"application/pdf\" representation=\"B64\">"
                                        + pdf
                                        + "</value>");
        OtherReaders.cda(cda.getBytes(StandardCharsets.UTF_8));
        byte[] zip = Archives.with(cda).zip();
        assertThat(one(zip).shown()).isEqualTo(Shown.PDF);
        assertThat(XdmReader.file(zip, 1).orElseThrow().octets()).isEqualTo(pdf("copie"));
        assertThat(XdmReader.page(zip, 1)).isPresent();
    }

    @Test
    void a_document_in_any_encoding_is_read() {
        for (String name : new String[] {"ISO-8859-1", "windows-1252", "UTF-16"}) {
            String xml =
                    new String(
                                    Archives.of(simonesReport()).file("DOC00001.XML"),
                                    StandardCharsets.UTF_8)
                            .replace("UTF-8", name);
            byte[] zip = Archives.with(xml.getBytes(Charset.forName(name))).zip();
            assertThat(one(zip).problem()).as(name).isEmpty();
            assertThat(XdmReader.page(zip, 1).orElse("")).as(name).isEmpty();
            assertThat(one(zip).shown()).as(name).isEqualTo(Shown.PDF);
        }
    }

    @Test
    void a_document_of_another_patient_than_announced_is_doubted() {
        byte[] zip =
                Archives.of(simonesReport()).metadata("PID-7|19410312", "PID-7|19410313").zip();
        assertThat(one(zip).doubt())
                .contains(
                        "Le document et sa description ne désignent pas le même patient : vérifiez l’identité avant de le classer.");
        assertThat(one(zip).shown()).isEqualTo(Shown.PDF);
    }

    @Test
    void documents_of_several_patients_are_doubted() {
        Archives simone = Archives.of(xdm(SIMONE, document(1, "11488-4", "a")));
        Archives odette = Archives.of(xdm(ODETTE, document(2, "11488-4", "b")));
        byte[] zip =
                simone.put("IHE_XDM/SUBSET02/METADATA.XML", odette.file("METADATA.XML"))
                        .put("IHE_XDM/SUBSET02/DOC00001.XML", odette.file("DOC00001.XML"))
                        .zip();
        assertThat(read(zip).getFirst().doubt()).isEmpty();
        assertThat(read(zip).get(1).doubt())
                .contains(
                        "Cette archive mêle les documents de plusieurs patients : vérifiez l’identité avant de classer celui-ci.");
    }

    private static ReceivedDocument one(byte[] zip) {
        return read(zip).getFirst();
    }

    private static List<ReceivedDocument> read(byte[] zip) {
        ReceivedXdm read = XdmReader.read(zip);
        assertThat(read).isInstanceOf(Read.class);
        return ((Read) read).documents();
    }
}
