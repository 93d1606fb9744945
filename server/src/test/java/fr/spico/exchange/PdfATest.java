package fr.spico.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.xmpbox.XMPMetadata;
import org.apache.xmpbox.xml.XmpSerializer;
import org.junit.jupiter.api.Test;

class PdfATest {

    @Test
    void a_pdf_made_to_last_has_no_fault() throws Exception {
        try (PDDocument pdf = new PDDocument()) {
            write(pdf, embedded(pdf));
            describe(pdf);
            assertThat(PdfA.fault(octets(pdf))).isEmpty();
        }
    }

    @Test
    void a_fault_is_told_in_a_sentence() throws Exception {
        try (PDDocument pdf = new PDDocument()) {
            write(pdf, new PDType1Font(FontName.HELVETICA));
            assertThat(PdfA.fault(octets(pdf)).orElse(""))
                    .startsWith("Ce PDF n’est pas au format d’archivage PDF/A-1 : ")
                    .contains("polices non incorporées", "métadonnées")
                    .endsWith(".");
        }
        assertThat(PdfA.fault("no pdf at all".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isPresent();
        assertThat(PdfA.fault(new byte[0])).isPresent();
    }

    private static PDFont embedded(PDDocument pdf) throws Exception {
        try (InputStream font =
                Objects.requireNonNull(
                        PDDocument.class.getResourceAsStream(
                                "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf"))) {
            return PDType0Font.load(pdf, font, true);
        }
    }

    private static void write(PDDocument pdf, PDFont font) throws Exception {
        PDPage page = new PDPage();
        pdf.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
            content.beginText();
            content.setFont(font, 12);
            content.newLineAtOffset(50, 700);
            content.showText("Compte rendu");
            content.endText();
        }
    }

    private static void describe(PDDocument pdf) throws Exception {
        Calendar now = new GregorianCalendar(2026, Calendar.MARCH, 9);
        pdf.getDocumentInformation().setTitle("Compte rendu");
        pdf.getDocumentInformation().setCreationDate(now);
        XMPMetadata xmp = XMPMetadata.createXMPMetadata();
        xmp.createAndAddDublinCoreSchema().setTitle("Compte rendu");
        xmp.createAndAddXMPBasicSchema().setCreateDate(now);
        var id = xmp.createAndAddPDFAIdentificationSchema();
        id.setPart(1);
        id.setConformance("B");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new XmpSerializer().serialize(xmp, out, true);
        PDMetadata metadata = new PDMetadata(pdf);
        metadata.importXMPMetadata(out.toByteArray());
        pdf.getDocumentCatalog().setMetadata(metadata);
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        PDOutputIntent intent = new PDOutputIntent(pdf, new ByteArrayInputStream(profile));
        intent.setInfo("sRGB IEC61966-2.1");
        intent.setOutputCondition("sRGB IEC61966-2.1");
        intent.setOutputConditionIdentifier("sRGB IEC61966-2.1");
        intent.setRegistryName("http://www.color.org");
        pdf.getDocumentCatalog().addOutputIntent(intent);
    }

    private static byte[] octets(PDDocument pdf) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        pdf.save(out, org.apache.pdfbox.pdfwriter.compress.CompressParameters.NO_COMPRESSION);
        return out.toByteArray();
    }
}
