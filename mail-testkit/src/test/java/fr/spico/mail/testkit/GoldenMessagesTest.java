package fr.spico.mail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.mime.BodyPart;
import fr.spico.mail.mime.DecodedText;
import fr.spico.mail.mime.EmailAddress;
import fr.spico.mail.mime.HeaderField;
import fr.spico.mail.mime.MessageParser;
import fr.spico.mail.mime.MimeProblem;
import fr.spico.mail.mime.ParsedMessage;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every golden message is read as its `.json` says.
class GoldenMessagesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TestFactory
    Stream<DynamicTest> everyGoldenMessageIsReadAsExpected() {
        List<String> names = GoldenMessages.names();
        assertThat(names).hasSizeGreaterThanOrEqualTo(100);
        return names.stream().map(name -> DynamicTest.dynamicTest(name, () -> check(name)));
    }

    private static void check(String name) {
        JsonNode expected = JSON.readTree(GoldenMessages.expected(name));
        ParsedMessage message = MessageParser.parse(GoldenMessages.message(name));
        checkHeader(message, expected);
        checkParts(message, expected);
        Set<String> problems = new TreeSet<>();
        message.problems().forEach(p -> problems.add(p.name()));
        firstText(message)
                .ifPresent(
                        t -> t.problems().stream().map(MimeProblem::name).forEach(problems::add));
        assertThat(problems).containsExactlyInAnyOrderElementsOf(strings(expected.get("problems")));
    }

    private static void checkHeader(ParsedMessage message, JsonNode expected) {
        assertThat(last(message, "Subject").map(HeaderField::asText).orElse(null))
                .isEqualTo(expected.get("subject").asString(null));
        checkAddresses(message, "From", expected.get("from"));
        checkAddresses(message, "To", expected.get("to"));
        if (expected.has("toCount")) {
            assertThat(last(message, "To").orElseThrow().asAddresses())
                    .hasSize(expected.get("toCount").asInt());
        }
        assertThat(last(message, "Date").flatMap(HeaderField::asDate).orElse(null))
                .isEqualTo(date(expected.get("date")));
        assertThat(last(message, "Message-ID").map(HeaderField::asMessageIds).orElse(List.of()))
                .isEqualTo(strings(expected.get("messageId")));
        if (expected.has("references")) {
            assertThat(last(message, "References").orElseThrow().asMessageIds())
                    .isEqualTo(strings(expected.get("references")));
        }
    }

    private static void checkAddresses(ParsedMessage message, String field, JsonNode expected) {
        if (expected.isNull()) {
            return;
        }
        List<String> found = new ArrayList<>();
        last(message, field)
                .map(HeaderField::asAddresses)
                .orElse(List.of())
                .forEach(a -> found.add(show(a)));
        List<String> wanted = new ArrayList<>();
        for (JsonNode address : expected) {
            wanted.add(
                    show(
                            new EmailAddress(
                                    address.get("name").asString(null),
                                    address.get("email").asString())));
        }
        assertThat(found).isEqualTo(wanted);
    }

    private static void checkParts(ParsedMessage message, JsonNode expected) {
        List<String> found = new ArrayList<>();
        for (BodyPart part : message.root().leaves()) {
            found.add(
                    String.join(
                            " | ",
                            String.valueOf(part.partId()),
                            part.type(),
                            String.valueOf(part.name()),
                            String.valueOf(part.disposition()),
                            String.valueOf(part.charset()),
                            String.valueOf(part.cid())));
        }
        List<String> wanted = new ArrayList<>();
        for (JsonNode part : expected.get("parts")) {
            List<String> fields = new ArrayList<>();
            for (String field :
                    List.of("partId", "type", "name", "disposition", "charset", "cid")) {
                fields.add(String.valueOf(part.get(field).asString(null)));
            }
            wanted.add(String.join(" | ", fields));
        }
        if (!wanted.isEmpty()) {
            assertThat(found).isEqualTo(wanted);
        }
        String text = firstText(message).map(DecodedText::text).orElse("");
        if (expected.has("textContains")) {
            assertThat(text).contains(strings(expected.get("textContains")));
        } else {
            assertThat(text).isEqualTo(expected.get("text").asString());
        }
    }

    private static Optional<DecodedText> firstText(ParsedMessage message) {
        return message.root().leaves().stream()
                .filter(BodyPart::isText)
                .findFirst()
                .flatMap(part -> message.text(String.valueOf(part.partId())));
    }

    private static Optional<HeaderField> last(ParsedMessage message, String name) {
        return message.header().last(name);
    }

    private static String show(EmailAddress address) {
        return address.name() + " <" + address.email() + ">";
    }

    private static @org.jspecify.annotations.Nullable OffsetDateTime date(JsonNode node) {
        return node.isNull() ? null : OffsetDateTime.parse(node.asString());
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(node -> strings.add(node.asString()));
        return strings;
    }
}
