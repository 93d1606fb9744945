package fr.spico.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The words of a PDF that anybody may have written.
class PdfTextTest {

    private static final String SHOWN = "BT /F1 12 Tf 60 700 Td (Simone Cabirol) Tj ET";

    @Test
    void the_first_pages_are_read_and_the_others_are_not() throws Exception {
        try (PDDocument pdf = new PDDocument()) {
            for (int i = 1; i <= 9; i++) {
                page(pdf, "page " + i);
            }
            assertThat(PdfText.beginning(octets(pdf)))
                    .contains("page 1", "page 5")
                    .doesNotContain("page 6");
        }
    }

    @Test
    void a_page_without_end_is_read_at_its_beginning() {
        String page = SHOWN + "BT /F1 1 Tf (abcdefghij) Tj ET\n".repeat(20_000);
        assertThat(PdfText.beginning(pdf("", page.getBytes(ISO_8859_1))))
                .contains("Simone Cabirol")
                .hasSizeLessThan(60_000);
    }

    @Test
    void what_was_packed_once_is_read() throws Exception {
        byte[] packed = packed((SHOWN + " ".repeat(1000)).getBytes(ISO_8859_1));
        assertThat(PdfText.beginning(pdf("/Filter /FlateDecode", packed))).contains("Cabirol");
        assertThat(PdfText.beginning(pdf("/Filter[/FlateDecode]", packed))).contains("Cabirol");
    }

    @Test
    void a_small_file_that_unpacks_to_a_large_one_is_not_opened() throws Exception {
        byte[] bomb = new byte[80 << 20];
        Arrays.fill(bomb, (byte) ' ');
        System.arraycopy(SHOWN.getBytes(ISO_8859_1), 0, bomb, 0, SHOWN.length());
        byte[] packed = packed(bomb);
        assertThat(packed.length).isLessThan(200_000);
        assertThat(PdfText.beginning(pdf("/Filter /FlateDecode", packed))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Filter [/ASCIIHexDecode /FlateDecode]",
                "/Filter /LZWDecode",
                "/F#69lter /RunLengthDecode",
                "/Filter /Flate#44ecode",
                "/Filter 7 0 R"
            })
    void what_cannot_be_measured_from_outside_is_not_opened(String filter) {
        byte[] plain = SHOWN.getBytes(ISO_8859_1);
        assertThat(PdfText.beginning(pdf("", plain))).contains("Cabirol");
        assertThat(PdfText.beginning(pdf(filter, plain))).isEmpty();
    }

    @Test
    void what_is_locked_or_damaged_says_nothing() throws Exception {
        try (PDDocument pdf = new PDDocument()) {
            page(pdf, "Simone Cabirol");
            pdf.protect(new StandardProtectionPolicy("a", "b", new AccessPermission()));
            assertThat(PdfText.beginning(octets(pdf))).isEmpty();
        }
        assertThat(PdfText.beginning(new byte[0])).isEmpty();
        assertThat(PdfText.beginning("%PDF-1.4\nnothing".getBytes(ISO_8859_1))).isEmpty();
        assertThat(PdfText.beginning(new byte[PdfText.LARGEST + 1])).isEmpty();
    }

    private static void page(PDDocument pdf, String text) throws IOException {
        PDPage page = new PDPage();
        pdf.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
            content.beginText();
            content.setFont(new PDType1Font(FontName.HELVETICA), 12);
            content.newLineAtOffset(60, 700);
            content.showText(text);
            content.endText();
        }
    }

    private static byte[] octets(PDDocument pdf) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        pdf.save(out);
        return out.toByteArray();
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream packing =
                new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION))) {
            packing.write(content);
        }
        return out.toByteArray();
    }

    /// One page; a reader finds its objects without a table of them.
    private static byte[] pdf(String filter, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                """
                %%PDF-1.4
                1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
                2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
                3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R
                 /Resources << /Font << /F1 5 0 R >> >> >> endobj
                5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj
                4 0 obj << /Length %d %s >> stream
                """
                        .formatted(content.length, filter)
                        .getBytes(ISO_8859_1));
        out.writeBytes(content);
        out.writeBytes(
                "\nendstream endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n".getBytes(ISO_8859_1));
        return out.toByteArray();
    }
}
