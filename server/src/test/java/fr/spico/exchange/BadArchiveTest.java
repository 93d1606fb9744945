package fr.spico.exchange;

import static fr.spico.exchange.ExchangeCast.SIMONE;
import static fr.spico.exchange.ExchangeCast.archive;
import static fr.spico.exchange.ExchangeCast.document;
import static fr.spico.exchange.ExchangeCast.simonesReport;
import static fr.spico.exchange.ExchangeCast.xdm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import fr.spico.exchange.ReceivedDocument.Shown;
import fr.spico.exchange.ReceivedXdm.Read;
import fr.spico.exchange.ReceivedXdm.Refused;
import fr.spico.exchange.xdm.XdmReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What strangers send to do harm, or because something went wrong on their side: each is answered
/// with a sentence, quickly, and the archive stays what it is.
class BadArchiveTest {

    private static final String XXE =
            """
            <?xml version="1.0"?>
            <!DOCTYPE x [<!ENTITY secret SYSTEM "%s">]>
            <%s xmlns="urn:hl7-org:v3"><title>&secret;</title></%s>
            """;

    private static final String LAUGHS =
            """
            <?xml version="1.0"?>
            <!DOCTYPE x [<!ENTITY a0 "ha"><!ENTITY a1 "&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;">
            <!ENTITY a2 "&a1;&a1;&a1;&a1;&a1;&a1;&a1;&a1;&a1;&a1;"><!ENTITY a3 "&a2;&a2;&a2;&a2;&a2;&a2;&a2;&a2;">
            <!ENTITY a4 "&a3;&a3;&a3;&a3;&a3;&a3;&a3;&a3;&a3;&a3;"><!ENTITY a5 "&a4;&a4;&a4;&a4;&a4;&a4;&a4;&a4;">
            <!ENTITY a6 "&a5;&a5;&a5;&a5;&a5;&a5;&a5;&a5;&a5;&a5;"><!ENTITY a7 "&a6;&a6;&a6;&a6;&a6;&a6;&a6;&a6;">]>
            <%s xmlns="urn:hl7-org:v3"><title>&a7;</title></%s>
            """;

    @TempDir Path folder;

    @Test
    void a_bomb_is_not_inflated() {
        byte[] zeros = new byte[80 << 20];
        assertRefused(
                Archives.of(simonesReport()).put("ZEROS.BIN", zeros).zip(), XdmRefusal.TOO_LARGE);
    }

    @Test
    void a_bomb_that_lies_about_its_size_is_stopped_while_it_bursts() {
        byte[] blanks = new byte[80 << 20];
        Arrays.fill(blanks, (byte) ' ');
        byte[] start = "<x>".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(start, 0, blanks, 0, start.length);
        byte[] zip = Archives.of(simonesReport()).replaced("METADATA.XML", blanks).zip();
        assertRefused(announceSize(zip, 1000), XdmRefusal.TOO_LARGE);
        byte[] document = Archives.of(simonesReport()).replaced("DOC00001.XML", blanks).zip();
        assertRefused(announceSize(document, 1000), XdmRefusal.TOO_LARGE);
    }

    @Test
    void no_name_leads_out_of_the_archive() {
        for (String name :
                new String[] {
                    "../../etc/cron.d/x",
                    "IHE_XDM/../../x",
                    "/etc/passwd",
                    "C:\\x",
                    "\\x",
                    "a\\..\\b",
                    "a\u0000b"
                }) {
            assertRefused(
                    Archives.of(simonesReport()).put(name, new byte[1]).zip(),
                    XdmRefusal.UNSAFE_NAMES);
        }
        assertThat(
                        one(Archives.of(simonesReport())
                                        .metadata("DOC00001.XML<", "../../README.TXT<")
                                        .zip())
                                .problem())
                .contains("Ce document est annoncé, mais son fichier manque dans l’archive.");
    }

    @Test
    void a_hundred_thousand_files_are_counted_and_not_listed() {
        Archives many = Archives.of(simonesReport());
        for (int i = 0; i < 100_000; i++) {
            many.put("F" + i, new byte[0]);
        }
        assertRefused(many.zip(), XdmRefusal.TOO_MANY_FILES);
    }

    @Test
    void an_archive_within_an_archive_stays_closed() {
        byte[] inner = archive(simonesReport());
        assertUnread(
                Archives.with(inner),
                "Ce document est lui-même une archive : Spico n’ouvre pas une archive dans une archive.");
        assertThat(XdmReader.file(Archives.with(inner).zip(), 1).orElseThrow().octets())
                .isEqualTo(inner);
    }

    @Test
    void an_encrypted_archive_is_not_guessed_at() {
        byte[] zip = archive(simonesReport());
        for (int i = 0; i + 10 < zip.length; i++) {
            if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 3 && zip[i + 3] == 4) {
                zip[i + 6] |= 1;
            }
            if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
                zip[i + 8] |= 1;
            }
        }
        assertRefused(zip, XdmRefusal.ENCRYPTED);
    }

    @Test
    void no_entity_reads_a_file_of_the_server() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "SECRET-OF-THE-SERVER");
        String metadata =
                XXE.formatted(secret.toUri(), "SubmitObjectsRequest", "SubmitObjectsRequest");
        assertRefused(metadata(metadata), XdmRefusal.TREACHEROUS_METADATA);
        Archives document =
                Archives.with(
                        XXE.formatted(secret.toUri(), "ClinicalDocument", "ClinicalDocument"));
        assertUnread(
                document,
                "Ce document contient des instructions interdites (DOCTYPE) : il n’a pas été lu.");
        assertThat(XdmReader.page(document.zip(), 1)).isEmpty();
    }

    @Test
    void a_billion_laughs_are_not_heard() {
        assertRefused(
                metadata(LAUGHS.formatted("SubmitObjectsRequest", "SubmitObjectsRequest")),
                XdmRefusal.TREACHEROUS_METADATA);
        assertUnread(
                Archives.with(LAUGHS.formatted("ClinicalDocument", "ClinicalDocument")),
                "Ce document contient des instructions interdites (DOCTYPE) : il n’a pas été lu.");
    }

    @Test
    void xml_deeper_or_larger_than_any_document_is_given_up() {
        assertUnread(
                Archives.with("<a>".repeat(100_000)),
                "Ce document est démesuré : il n’a pas été lu.");
        assertUnread(
                Archives.with("<a>" + "<b/>".repeat(400_000) + "</a>"),
                "Ce document est démesuré : il n’a pas été lu.");
        assertRefused(metadata("<a>".repeat(100_000)), XdmRefusal.UNREADABLE_METADATA);
    }

    @Test
    void a_document_with_another_hash_or_size_is_not_shown() {
        Archives changed = Archives.of(simonesReport());
        byte[] document = changed.file("DOC00001.XML").clone();
        document[document.length / 2] ^= 1;
        String sentence =
                "Ce document ne correspond pas à son empreinte : il a été abîmé ou modifié en route.";
        assertUnread(changed.replaced("DOC00001.XML", document), sentence);
        assertUnread(
                Archives.of(simonesReport())
                        .replaced("DOC00001.XML", Arrays.copyOf(document, document.length - 1)),
                sentence);
    }

    @Test
    void without_metadata_nobody_knows_what_it_is() {
        assertRefused(
                Archives.of(simonesReport()).without("METADATA.XML").zip(), XdmRefusal.NO_METADATA);
        assertRefused(metadata("<SubmitObjectsRequest"), XdmRefusal.UNREADABLE_METADATA);
        assertRefused(metadata("<SubmitObjectsRequest/>"), XdmRefusal.NO_DOCUMENT);
        assertRefused(metadata(""), XdmRefusal.UNREADABLE_METADATA);
    }

    @Test
    void two_files_of_one_name_are_one_too_many() {
        assertRefused(
                Archives.of(simonesReport())
                        .put("IHE_XDM/Subset01/doc00001.xml", new byte[1])
                        .zip(),
                XdmRefusal.SAME_NAMES);
    }

    @Test
    void what_is_no_archive_is_said_to_be_none() {
        byte[] whole = archive(simonesReport());
        assertRefused(new byte[0], XdmRefusal.NOT_AN_ARCHIVE);
        assertRefused("%PDF-1.4".getBytes(StandardCharsets.US_ASCII), XdmRefusal.NOT_AN_ARCHIVE);
        assertRefused(Arrays.copyOf(whole, whole.length / 2), XdmRefusal.NOT_AN_ARCHIVE);
    }

    @Test
    void a_missing_document_is_missed_and_the_others_are_read() {
        byte[] zip =
                Archives.of(xdm(SIMONE, document(1, "11488-4", "a"), document(2, "11488-4", "b")))
                        .without("DOC00001.XML")
                        .zip();
        assertThat(read(zip).documents())
                .extracting(ReceivedDocument::shown)
                .containsExactly(Shown.NOT, Shown.PDF);
        assertThat(read(zip).documents().getFirst().problem())
                .contains("Ce document est annoncé, mais son fichier manque dans l’archive.");
    }

    @Test
    void a_document_that_holds_nothing_readable_says_so() {
        String manque = "Le contenu de ce document manque, ou son codage est inconnu.";
        assertUnread(
                Archives.with("<ClinicalDocument xmlns='urn:hl7-org:v3'"),
                "Ce document est illisible : son XML est abîmé.");
        assertUnread(
                Archives.with("<html><script>alert(1)</script></html>"),
                "Ce fichier XML n’est pas un document clinique (CDA).");
        assertUnread(Archives.with(cda("")), manque);
        assertUnread(
                Archives.with(
                        cda(
                                "<nonXMLBody><text mediaType='application/pdf' representation='B64'>A</text></nonXMLBody>")),
                manque);
        assertUnread(
                Archives.with(
                        cda(
                                "<nonXMLBody><text mediaType='application/pdf' representation='B64' compression='DF'>JVBERi0=</text></nonXMLBody>")),
                manque);
        assertUnread(
                Archives.with(
                        cda(
                                "<nonXMLBody><text mediaType='application/pdf'><reference value='http://x/'/></text></nonXMLBody>")),
                manque);
        assertUnread(
                Archives.with(
                        cda(
                                "<nonXMLBody><text mediaType='application/pdf' representation='B64'>TVqQAAMAAAAEAAAA</text></nonXMLBody>")),
                "Le contenu de ce document n’est pas le PDF qu’il prétend être.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo",
                "text/x&#13;&#10;Set-Cookie: a=b",
                "*/*",
                "a/b/c",
                "image/*",
                "é/é",
                ";"
            })
    void a_media_type_that_is_none_is_octets_to_download(String said) {
        byte[] zip = Archives.with(embedded(said, "AAECAw==")).zip();
        assertThat(one(zip).problem()).isEmpty();
        assertThat(one(zip).file().type()).isEqualTo("application/octet-stream");
        assertThat(XdmReader.file(zip, 1).orElseThrow().octets()).containsExactly(0, 1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain", "foo", "image/jpeg", "application/pdf; a=b"})
    void a_pdf_is_shown_as_one_whatever_the_sender_says(String said) {
        byte[] zip = Archives.with(embedded(said, "JVBERi0xLjQK")).zip();
        assertThat(one(zip).shown()).isEqualTo(Shown.PDF);
        assertThat(one(zip).file().type()).isEqualTo("application/pdf");
        assertThat(one(zip).file().name()).endsWith(".pdf");
    }

    private static String embedded(String mediaType, String base64) {
        return cda(
                "<nonXMLBody><text mediaType='%s' representation='B64'>%s</text></nonXMLBody>"
                        .formatted(mediaType, base64));
    }

    @Test
    void no_damage_is_more_than_a_value() {
        byte[] whole =
                archive(xdm(SIMONE, document(1, "11488-4", "a"), ExchangeCast.replacement(2, 9)));
        Random random = new Random(20260309);
        for (int round = 0; round < 600; round++) {
            byte[] damaged = whole.clone();
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(
                            () -> {
                                XdmReader.read(damaged);
                                XdmReader.file(damaged, 1);
                                XdmReader.page(damaged, 2);
                            })
                    .doesNotThrowAnyException();
        }
    }

    /// The same damage to what was inside, so that it comes further.
    @Test
    void no_damaged_document_or_description_is_more_than_a_value() {
        Archives whole = Archives.of(xdm(SIMONE, ExchangeCast.replacement(1, 9)));
        Random random = new Random(20260310);
        for (int round = 0; round < 400; round++) {
            String name = random.nextBoolean() ? "METADATA.XML" : "DOC00001.XML";
            byte[] damaged = whole.file(name).clone();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) (32 + random.nextInt(95));
            }
            byte[] zip =
                    Archives.of(xdm(SIMONE, ExchangeCast.replacement(1, 9)))
                            .metadata("\"hash\"", "\"no\"")
                            .metadata("\"size\"", "\"no\"")
                            .replaced(name, damaged)
                            .zip();
            assertThatCode(
                            () -> {
                                XdmReader.read(zip);
                                XdmReader.page(zip, 1);
                            })
                    .doesNotThrowAnyException();
        }
    }

    private static String cda(String body) {
        return "<ClinicalDocument xmlns='urn:hl7-org:v3'><component>"
                + body
                + "</component></ClinicalDocument>";
    }

    private static byte[] metadata(String xml) {
        return Archives.of(simonesReport())
                .replaced("METADATA.XML", xml.getBytes(StandardCharsets.UTF_8))
                .zip();
    }

    private static void assertRefused(byte[] zip, XdmRefusal reason) {
        long before = System.nanoTime();
        assertThat(XdmReader.read(zip)).isEqualTo(new Refused(reason));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        assertThat(XdmReader.file(zip, 1)).isEmpty();
        assertThat(reason.sentence()).endsWith(".").doesNotContain("null");
    }

    /// Not shown, with its reason, and still there to be downloaded.
    private static void assertUnread(Archives archives, String sentence) {
        byte[] zip = archives.zip();
        ReceivedDocument document = one(zip);
        assertThat(document.problem()).contains(sentence);
        assertThat(document.shown()).isEqualTo(Shown.NOT);
        assertThat(XdmReader.page(zip, 1)).isEmpty();
        assertThat(XdmReader.file(zip, 1).orElseThrow().octets())
                .isEqualTo(archives.file("DOC00001.XML"));
    }

    private static ReceivedDocument one(byte[] zip) {
        return read(zip).documents().getFirst();
    }

    private static Read read(byte[] zip) {
        assertThat(XdmReader.read(zip)).isInstanceOf(Read.class);
        return (Read) XdmReader.read(zip);
    }

    /// Writes a size into every header of the ZIP's directory.
    private static byte[] announceSize(byte[] zip, int size) {
        byte[] lying = zip.clone();
        for (int i = 0; i + 28 < lying.length; i++) {
            if (lying[i] == 'P' && lying[i + 1] == 'K' && lying[i + 2] == 1 && lying[i + 3] == 2) {
                for (int n = 0; n < 4; n++) {
                    lying[i + 24 + n] = (byte) (size >>> (8 * n));
                }
            }
        }
        return lying;
    }
}
