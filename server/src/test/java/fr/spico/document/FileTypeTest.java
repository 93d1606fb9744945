package fr.spico.document;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.document.FileType.Recognition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileTypeTest {

    private static final String MACROS =
            "<Override ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/>";

    @ParameterizedTest
    @CsvSource({
        "25504446, PDF",
        "ffd8ffe0, JPEG",
        "89504e470d0a1a0a, PNG",
        "474946383961, GIF",
        "524946460000000057454250, WEBP",
        "49492a00, TIFF",
        "4d4d002a, TIFF"
    })
    void theContentSaysTheType(String beginning, FileType type) {
        byte[] octets = java.util.HexFormat.of().parseHex(beginning);
        if (type == FileType.PDF) {
            octets = "%PDF-1.7".getBytes(StandardCharsets.US_ASCII);
        }
        assertThat(FileType.recognise(octets)).isEqualTo(new Recognition.Taken(type));
    }

    @Test
    void textsOfOfficeProgramsAreToldApartByWhatIsInThem() throws IOException {
        assertThat(FileType.recognise(zip("[Content_Types].xml", "word/document.xml")))
                .isEqualTo(new Recognition.Taken(FileType.DOCX));
        assertThat(FileType.recognise(zip("mimetype=application/vnd.oasis.opendocument.text")))
                .isEqualTo(new Recognition.Taken(FileType.ODT));
        assertThat(refusal(zip("[Content_Types].xml", "word/vbaProject.bin"))).contains("macros");
        assertThat(refusal(zip("[Content_Types].xml", "xl/workbook.xml"))).contains("Excel");
        assertThat(refusal(zip("a.pdf", "b.pdf"))).contains("archive");
    }

    @Test
    void anOfficeTextIsToldByItsWholeDirectoryWhateverComesFirst() throws IOException {
        String large = noise(90_000);
        assertThat(
                        refusal(
                                zip(
                                        "[Content_Types].xml=" + MACROS,
                                        "word/document.xml=" + large,
                                        "word/vbaProject.bin")))
                .contains("macros");
        assertThat(refusal(zip("word/document.xml=" + large, "[Content_Types].xml=" + MACROS)))
                .as("macros under another name")
                .contains("macros");
        assertThat(
                        FileType.recognise(
                                zip(
                                        "docProps/thumbnail.jpeg=" + large,
                                        "word/document.xml",
                                        "[Content_Types].xml=<Types/>")))
                .isEqualTo(new Recognition.Taken(FileType.DOCX));
        assertThat(
                        FileType.recognise(
                                zip(
                                        "Thumbnails/a.png=" + large,
                                        "mimetype=application/vnd.oasis.opendocument.text")))
                .isEqualTo(new Recognition.Taken(FileType.ODT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"&#109;acroEnabled", "MACROENABLED", "\ufeffmacroEnabled"})
    void macrosCannotHideBehindSpelling(String said) throws IOException {
        String types = "<Types a=\"application/vnd.ms-word.document." + said + ".main+xml\"/>";
        assertThat(refusal(zip("[CONTENT_TYPES].xml=" + types, "word/document.xml")))
                .contains("macros");
    }

    @Test
    @Timeout(10)
    void anArchiveThatIsDamagedOrABombIsRefusedWithASentence() throws IOException {
        byte[] whole = zip("[Content_Types].xml", "word/document.xml=" + noise(90_000));
        assertThat(refusal(java.util.Arrays.copyOf(whole, whole.length - 200))).contains("abîmé");
        assertThat(refusal(zip("[Content_Types].xml=" + " ".repeat(50 << 20), "word/a.xml")))
                .contains("abîmé");
        String[] many = new String[6_000];
        java.util.Arrays.setAll(many, i -> "word/" + i);
        assertThat(refusal(zip(many))).contains("abîmé");
    }

    @Test
    void aPdfBeginsAsOneOrAfterLinesOfAPrinterButNotInAPage() {
        for (String pdf :
                new String[] {
                    "\r\n %PDF-1.4",
                    "\u00ef\u00bb\u00bf%PDF-1.4",
                    "\u001b%-12345X@PJL JOB\r\n%PDF-1.4"
                }) {
            assertThat(FileType.recognise(pdf.getBytes(StandardCharsets.ISO_8859_1)))
                    .as(pdf)
                    .isEqualTo(new Recognition.Taken(FileType.PDF));
        }
        assertThat(refusal("<html><!-- %PDF-1.4 -->")).contains("page web");
        assertThat(refusal("x <script>alert('%PDF-1.4')</script>")).contains("pas accepté");
        assertThat(refusal("MZ %PDF-1.4")).contains("programme");
    }

    @Test
    void aCdaMayBeUtf16() {
        String cda = "\ufeff<?xml version=\"1.0\"?><ClinicalDocument xmlns=\"urn:hl7-org:v3\">";
        assertThat(FileType.recognise(cda.getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo(new Recognition.Taken(FileType.CDA));
        assertThat(FileType.recognise(cda.getBytes(StandardCharsets.UTF_16BE)))
                .isEqualTo(new Recognition.Taken(FileType.CDA));
    }

    /// That cannot be compressed.
    private static String noise(int size) {
        return new java.util.Random(3)
                .ints(size, 33, 60)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .repeat(2);
    }

    @Test
    void aCdaIsXmlWithTheRightRoot() {
        String cda =
                "<?xml version=\"1.0\"?>\n<!-- x -->\n<ClinicalDocument xmlns=\"urn:hl7-org:v3\">";
        assertThat(FileType.recognise(cda.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Recognition.Taken(FileType.CDA));
        assertThat(refusal("<note>ClinicalDocument urn:hl7-org:v3</note>")).contains("pas accepté");
    }

    @Test
    @Timeout(5)
    void noTextMakesTheSearchForItsRootEndless() {
        assertThat(refusal("<!---->".repeat(9_000) + "<x>")).contains("pas accepté");
        assertThat(refusal("<!--".repeat(16_000))).contains("pas accepté");
        assertThat(refusal("<ClinicalDocument " + "urn:hl7-org:v".repeat(5_000)))
                .contains("pas accepté");
    }

    @Test
    void whatIsRefusedIsNamed() {
        assertThat(refusal("MZ\u0000\u0001")).contains("programme");
        assertThat(refusal("#!/bin/sh")).contains("programme");
        assertThat(refusal("  <!DOCTYPE html><script>")).contains("page web");
        assertThat(refusal("bonjour")).contains("pas accepté").contains("PDF");
        assertThat(refusal(java.util.HexFormat.of().parseHex("d0cf11e0a1b11ae1")))
                .contains("ancien Word");
        assertThat(refusal("\0\0\0\u0018ftypheic")).contains("HEIC");
    }

    private static String refusal(String latin) {
        return refusal(latin.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String refusal(byte[] content) {
        return switch (FileType.recognise(content)) {
            case Recognition.Taken(FileType type) -> "taken as " + type;
            case Recognition.Refused(String sentence) -> sentence;
        };
    }

    /// Entries by name, or by name and content.
    private static byte[] zip(String... entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String entry : entries) {
                String[] parts = entry.split("=", 2);
                zip.putNextEntry(new ZipEntry(parts[0]));
                zip.write((parts.length > 1 ? parts[1] : "x").getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }
}
