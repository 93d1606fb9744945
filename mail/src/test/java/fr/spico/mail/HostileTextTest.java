package fr.spico.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import fr.spico.mail.mime.EmailAddress;
import fr.spico.mail.mime.FieldValue;
import fr.spico.mail.mime.HeaderField;
import fr.spico.mail.mime.HtmlText;
import fr.spico.mail.mime.MessageBuilder;
import fr.spico.mail.mime.MessageHeader;
import fr.spico.mail.mime.MessageParser;
import fr.spico.mail.mime.MimeProblem;
import fr.spico.mail.mime.NewField;
import fr.spico.mail.mime.NewPart;
import fr.spico.mail.mime.PreviewText;
import fr.spico.mail.safehtml.SafeHtml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Whoever may write to a mailbox writes what its reader's machine works on. Nothing that fits into
/// a mail may take longer to read than to receive.
class HostileTextTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    /// As much text as is read of one part.
    private static final int LONG = 1 << 21;

    /// As much as is kept of a header.
    private static final int HEADER = 1 << 18;

    private static final Map<String, String> TEXTS =
            Map.ofEntries(
                    Map.entry("dots and letters", filled("a.", "")),
                    Map.entry("an address of dots", filled("http://", ".", "x")),
                    Map.entry("a host without end", filled("www.", "a", "")),
                    Map.entry("hosts without end", filled("www.a", "")),
                    Map.entry("mail addresses without end", filled("a@b.", "c.", "")),
                    Map.entry("at signs", filled("a@", "")),
                    Map.entry("quotes", filled(">", "")),
                    Map.entry("lines", filled("\n", "")),
                    Map.entry("blanks", filled(" ", "x")),
                    Map.entry("underscores", filled("_ ", "")),
                    Map.entry("attributions", filled("le a a écrit ", "")));

    private static final Map<String, String> PAGES =
            Map.ofEntries(
                    Map.entry("a link of dots", filled("<a href='http://x.fr/'>", "a.", "</a>")),
                    Map.entry("a host of dots", filled("<a href='http://", ".", "x'>www.y.fr</a>")),
                    Map.entry("open tags", filled("<div>".repeat(300), "<div ", "")),
                    Map.entry("less-than signs", filled("<", "")),
                    Map.entry("comments", filled("<!--", "")),
                    Map.entry("references", filled("&", "")),
                    Map.entry("levels", filled("<b>", "")),
                    Map.entry("tables", filled("<table>", "")),
                    Map.entry("attributes", filled("<p ", "a=b ", ">x")),
                    Map.entry("quoted attributes", filled("<p ", "a='b'", ">x")),
                    Map.entry("attributes of slashes", filled("<p ", "a/", ">x")),
                    Map.entry("quotes that are not closed", filled("<p a='", "")),
                    Map.entry("styles", filled("<p style='", "a:b;", "'>x")),
                    Map.entry("blanks in a style", filled("<p style='x:url(", " ", "x'>x")),
                    Map.entry("colours", filled("<p style='", "rgb( ", "'>x")),
                    Map.entry("blanks in a style sheet", filled("<style>url(", " ", "x</style>")));

    private static final Map<String, String> FIELDS =
            Map.ofEntries(
                    Map.entry("colons", ":".repeat(HEADER)),
                    Map.entry("groups", "a:;".repeat(HEADER / 3)),
                    Map.entry("words and colons", "a:".repeat(HEADER / 2)),
                    Map.entry("angles", "<".repeat(HEADER)),
                    Map.entry("brackets", "(".repeat(HEADER)),
                    Map.entry("semicolons", "a/b" + ";".repeat(HEADER) + "=c"),
                    Map.entry("parameters", "a/b" + ";a=b".repeat(HEADER / 4)),
                    Map.entry("encoded words", "=?utf-8?q?".repeat(HEADER / 10)),
                    Map.entry("half encoded words", "=?a*".repeat(HEADER / 4)),
                    Map.entry("a date", "1 jan 2020 10:00" + " ".repeat(HEADER) + "\u2028"),
                    Map.entry("letters", "a".repeat(HEADER)),
                    Map.entry("blanks", " ".repeat(HEADER) + "x"));

    @TestFactory
    Stream<DynamicTest> aPlainTextIsShownSoonWhateverItSays() {
        return soon(
                TEXTS,
                text -> {
                    SafeHtml.fromText(text);
                    PreviewText.ofText(text);
                });
    }

    @TestFactory
    Stream<DynamicTest> aPageIsCleanedSoonWhateverItSays() {
        return soon(
                PAGES,
                page -> {
                    SafeHtml.clean(page, cid -> Optional.empty());
                    HtmlText.of(page);
                });
    }

    @TestFactory
    Stream<DynamicTest> aHeaderFieldIsReadSoonWhateverItSays() {
        return soon(
                FIELDS,
                value -> {
                    HeaderField field =
                            new HeaderField("X", value.getBytes(StandardCharsets.UTF_8));
                    field.asText();
                    field.asAddresses();
                    field.asMessageIds();
                    field.asDate();
                    field.asUrls();
                });
    }

    @TestFactory
    Stream<DynamicTest> aMessageIsReadSoonWhateverItsTypeSays() {
        return soon(
                FIELDS,
                value ->
                        MessageParser.parse(
                                ("From: a@b.test\nContent-Type: " + value + "\n\nx")
                                        .getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aRawFieldOfLineEndsIsWrittenSoon() {
        assertTimeoutPreemptively(
                SOON,
                () -> {
                    String value = "a" + "\r\n".repeat(LONG / 2) + "x" + "\r\n".repeat(LONG / 2);
                    NewField field = new NewField("X-Field", new FieldValue.Raw(value));
                    assertThat(written(field)).startsWith("X-Field: a");
                });
    }

    @Test
    void aTagOfTooManyAttributesIsLeftOutAndItsWordsStay() {
        String page = "<p>avant</p><p " + "a=b ".repeat(300) + ">pendant</p><p title='x'>après";

        assertThat(SafeHtml.clean(page, cid -> Optional.empty()).html())
                .contains("avant", "pendant", "après", "title=\"x\"");
    }

    @Test
    void recipientsThatAreNotReadAreNeverPassedOverInSilence() {
        String many = "=?utf-8?q?a=40b.test?=,".repeat(2_000) + "hidden@b.test";
        MessageHeader header =
                MessageHeader.parse(("To: " + many + "\n\n").getBytes(StandardCharsets.US_ASCII));

        assertThat(header.last("To").orElseThrow().asAddresses())
                .extracting(EmailAddress::email)
                .doesNotContain("hidden@b.test");
        assertThat(header.problems()).contains(MimeProblem.TOO_MANY_RECIPIENTS);
    }

    private interface Reading {
        void of(String text);
    }

    private static Stream<DynamicTest> soon(Map<String, String> texts, Reading reading) {
        return new TreeMap<>(texts)
                .entrySet().stream()
                        .map(each ->
                                DynamicTest.dynamicTest(
                                        each.getKey(),
                                        () ->
                                                assertTimeoutPreemptively(
                                                        SOON, () -> reading.of(each.getValue()))));
    }

    private static String filled(String piece, String end) {
        return filled("", piece, end);
    }

    private static String filled(String start, String piece, String end) {
        return start + piece.repeat(LONG / piece.length()) + end;
    }

    private static String written(NewField field) throws IOException {
        byte[] message =
                MessageBuilder.build(List.of(field), NewPart.text("plain", "x"), () -> "b");
        return new String(message, StandardCharsets.UTF_8);
    }
}
