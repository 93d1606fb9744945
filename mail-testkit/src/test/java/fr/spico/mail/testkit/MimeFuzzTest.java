package fr.spico.mail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import fr.spico.mail.mime.BodyPart;
import fr.spico.mail.mime.DecodedText;
import fr.spico.mail.mime.HeaderField;
import fr.spico.mail.mime.HtmlText;
import fr.spico.mail.mime.MessageParser;
import fr.spico.mail.mime.MimeText;
import fr.spico.mail.mime.ParsedMessage;
import fr.spico.mail.mime.PreviewText;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Any octets are read, in any form that the platform asks for, and every part can be reached. In
/// the tests the golden messages and former findings alone; `./spico fuzz` looks for new ones,
/// which become golden messages.
class MimeFuzzTest {

    /// Longer ones cost the fuzzer more time than they teach it.
    private static final int LONGEST_SEED = 8_000;

    static Stream<Arguments> goldenMessages() {
        return GoldenMessages.names().stream()
                .map(GoldenMessages::message)
                .filter(message -> message.length <= LONGEST_SEED)
                .map(message -> Arguments.of((Object) message));
    }

    @MethodSource("goldenMessages")
    @FuzzTest(maxDuration = "10m")
    void anyOctetsAreReadAndEveryPartIsReachable(byte[] octets) {
        ParsedMessage message = MessageParser.parse(octets);
        assertThat(message.headerBlock().length).isLessThanOrEqualTo(octets.length);
        message.header().fields().forEach(MimeFuzzTest::readInEveryForm);
        List<BodyPart> leaves = message.measured().leaves();
        assertThat(leaves).isNotEmpty();
        for (BodyPart leaf : leaves) {
            String id = String.valueOf(leaf.partId());
            assertThat(message.encoded(id)).as("content of a part").isPresent();
            assertThat(message.decoded(id)).as("decoded content of a part").isPresent();
            DecodedText text = message.text(id).orElseThrow();
            assertThat(text.text()).doesNotContain("\0");
            assertThat(leaf.name() == null || !leaf.name().contains("/")).isTrue();
            PreviewText.ofText(text.text());
            HtmlText.of(text.text());
        }
    }

    private static void readInEveryForm(HeaderField field) {
        assertThat(field.asText()).doesNotContain("\n", "\r");
        assertThat(field.asRaw()).doesNotContain("\0");
        assertThat(field.asAddresses()).hasSizeLessThanOrEqualTo(2000);
        assertThat(field.asMessageIds()).doesNotContain("");
        assertThat(field.asUrls()).doesNotContain("");
        field.asDate();
        MimeText.fileName(Map.of("filename", field.asRaw()), Map.of());
    }
}
