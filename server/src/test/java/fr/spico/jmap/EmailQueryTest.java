package fr.spico.jmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.spico.mail.MssAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// RFC 8621 §4.4, RFC 8620 §5.5, and our views.
class EmailQueryTest extends JmapScene {

    private Client client;

    @BeforeEach
    void someMails() {
        MssAddress address = newAddress();
        for (String subject : List.of("alpha", "bravo", "charlie", "delta")) {
            deliver(address, mail(subject, "p@liberal.mssante.test", address));
        }
        deliver(address, patientMail("echo", address));
        put(
                address,
                "Sent",
                mail("foxtrot", address.value(), new MssAddress("p@liberal.mssante.test")),
                "\\Seen");
        put(address, "Trash", mail("golf", "p@liberal.mssante.test", address));
        client = link(people.doctor(), address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|7",
                "{\"subject\":\"alpha\"}|1",
                "{\"operator\":\"OR\",\"conditions\":[{\"subject\":\"alpha\"},{\"subject\":\"bravo\"}]}|2",
                "{\"operator\":\"NOT\",\"conditions\":[{\"subject\":\"alpha\"},{\"subject\":\"bravo\"}]}|5",
                "{\"operator\":\"AND\",\"conditions\":[{\"hasKeyword\":\"$seen\"},{\"subject\":\"foxtrot\"}]}|1",
                "{\"notKeyword\":\"$SEEN\"}|6",
                "{\"inMailbox\":\"f0\"}|0",
                "{\"inMailbox\":\"whatever\"}|0",
                "{\"hasAttachment\":true}|0",
                "{\"minSize\":1}|7",
                "{\"maxSize\":1}|0",
                "{\"before\":\"2001-01-01T00:00:00Z\"}|0",
                "{\"after\":\"2001-01-01T00:00:00Z\"}|7",
                "{\"from\":\"p@liberal.mssante.test\"}|5",
                "{\"body\":\"voici charlie\"}|1",
                "{\"text\":\"delta\"}|1",
                "{\"header\":[\"X-Nothing\"]}|0",
                "{\"header\":[\"Subject\",\"brav\"]}|1",
                "{\"someInThreadHaveKeyword\":\"$seen\"}|1",
                "{\"noneInThreadHaveKeyword\":\"$seen\"}|6",
                "{\"allInThreadHaveKeyword\":\"$seen\"}|1",
                "{\"view\":\"inbox\"}|5",
                "{\"view\":\"all\"}|6",
                "{\"view\":\"unread\"}|5",
                "{\"view\":\"all\",\"messageType\":\"patient\"}|1",
                "{\"view\":\"all\",\"messageType\":\"professional\",\"direction\":\"sent\"}|1",
                "{\"view\":\"all\",\"messageType\":\"professional\",\"direction\":\"received\"}|4"
            })
    void each_condition_finds_what_it_says(String filter, int count) {
        JsonNode page =
                client.call("Email/query", "{\"calculateTotal\":true,\"filter\":" + filter + "}");
        assertThat(page.path("ids")).hasSize(count);
        assertThat(page.path("total").asInt()).isEqualTo(count);
        assertThat(page.path("canCalculateChanges").asBoolean()).isTrue();
    }

    /// RFC 8621 §4.4.1 looks for a text in the value of a field, and people know what they read.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"subject\",\"résultats été\"]|1",
                "[\"Subject\",\"UTF-8\"]|1",
                "[\"Subject\",\"hiver\"]|0",
                "[\"Subject\",\"\"]|8",
                "[\"From\",\"Gaël\"]|1",
                "[\"To\",\"Gaël\"]|0"
            })
    void a_field_is_looked_at_as_it_reads_too(String header, int count) {
        deliver(
                client.address,
                mail(
                        "=?UTF-8?B?UsOpc3VsdGF0cyBkZSBsJ8OpdMOp?=",
                        "=?UTF-8?Q?Ga=C3=ABl_Kersa?= <g@liberal.mssante.test>",
                        client.address));
        deliver(client.address, mail("From: p@liberal.mssante.test\n\nsans objet\n"));
        await().untilAsserted(() -> assertThat(ids("{}")).hasSize(9));
        assertThat(ids("{\"filter\":{\"header\":" + header + "}}")).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"filter\":{\"nonsense\":1}}|unsupportedFilter",
                "{\"filter\":{\"subject\":1}}|invalidArguments",
                "{\"filter\":{\"before\":\"yesterday\"}}|invalidArguments",
                "{\"filter\":{\"minSize\":-1}}|invalidArguments",
                "{\"filter\":{\"hasKeyword\":\"a b\"}}|invalidArguments",
                "{\"filter\":{\"operator\":\"XOR\",\"conditions\":[]}}|invalidArguments",
                "{\"filter\":{\"operator\":\"AND\"}}|invalidArguments",
                "{\"filter\":{\"view\":\"nothing\"}}|invalidArguments",
                "{\"filter\":{\"header\":[]}}|invalidArguments",
                "{\"filter\":[]}|invalidArguments",
                "{\"sort\":[{\"property\":\"nonsense\"}]}|unsupportedSort",
                "{\"sort\":[{\"property\":\"subject\",\"collation\":\"i;klingon\"}]}|unsupportedSort",
                "{\"sort\":[{\"property\":\"hasKeyword\"}]}|invalidArguments",
                "{\"sort\":[{\"isAscending\":true}]}|invalidArguments",
                "{\"anchor\":\"e999999\"}|anchorNotFound",
                "{\"anchor\":\"x\"}|anchorNotFound",
                "{\"limit\":-1}|invalidArguments",
                "{\"limit\":1.5}|invalidArguments",
                "{\"position\":\"1\"}|invalidArguments",
                "{\"position\":9007199254740993}|invalidArguments",
                "{\"calculateTotal\":null}|invalidArguments",
                "{\"nonsense\":true}|invalidArguments"
            })
    void what_cannot_be_answered_is_the_error_of_the_rfc(String arguments, String type) {
        assertThat(client.error("Email/query", arguments)).isEqualTo(type);
    }

    @Test
    void a_filter_that_is_too_deep_is_unsupported_and_harmless() {
        String deep = "{\"operator\":\"NOT\",\"conditions\":[".repeat(60) + "{}" + "]}".repeat(60);
        assertThat(client.error("Email/query", "{\"filter\":" + deep + "}"))
                .isEqualTo("unsupportedFilter");
    }

    @Test
    void sorts_pages_and_anchors() {
        List<String> all = ids("{\"sort\":[{\"property\":\"subject\"}]}");
        assertThat(all).hasSize(7);
        List<String> reversed = new ArrayList<>(all);
        java.util.Collections.reverse(reversed);
        assertThat(ids("{\"sort\":[{\"property\":\"subject\",\"isAscending\":false}]}"))
                .isEqualTo(reversed);
        assertThat(ids("{\"sort\":[{\"property\":\"subject\"}],\"position\":2,\"limit\":2}"))
                .isEqualTo(all.subList(2, 4));
        assertThat(ids("{\"sort\":[{\"property\":\"subject\"}],\"position\":-2}"))
                .isEqualTo(all.subList(5, 7));
        assertThat(
                        ids(
                                "{\"sort\":[{\"property\":\"subject\"}],\"anchor\":\"%s\",\"anchorOffset\":-1,\"limit\":3}"
                                        .formatted(all.get(3))))
                .isEqualTo(all.subList(2, 5));
        JsonNode first = client.call("Email/query", "{\"position\":-100,\"limit\":1}");
        assertThat(first.path("position").asInt()).isZero();
        assertThat(ids("{\"position\":100}")).isEmpty();
        assertThat(ids("{\"limit\":0}")).isEmpty();
    }

    @Test
    void a_page_and_its_emails_come_in_one_request() {
        JsonNode responses =
                client.calls(
                        """
                        ["Email/query",{"accountId":"$a","filter":{"view":"inbox"},"limit":3},"q"],
                        ["Email/get",{"accountId":"$a","#ids":{"resultOf":"q","name":"Email/query","path":"/ids"},
                          "properties":["threadId","subject"]},"g"],
                        ["Thread/get",{"accountId":"$a","#ids":{"resultOf":"g","name":"Email/get","path":"/list/*/threadId"}},"t"]
                        """);
        assertThat(responses.path(1).path(1).path("list")).hasSize(3);
        assertThat(responses.path(2).path(1).path("list")).hasSize(3);
    }

    @Test
    void mailboxes_have_roles_counts_and_rights() {
        JsonNode mailboxes = client.call("Mailbox/get", "{}").path("list");
        JsonNode inbox =
                mailboxes.values().stream()
                        .filter(m -> m.path("role").asString("").equals("inbox"))
                        .findFirst()
                        .orElseThrow();
        assertThat(inbox.path("totalEmails").asInt()).isEqualTo(5);
        assertThat(inbox.path("unreadEmails").asInt()).isEqualTo(5);
        assertThat(inbox.path("myRights").path("mayReadItems").asBoolean()).isTrue();
        assertThat(inbox.path("myRights").path("mayDelete").asBoolean()).isFalse();
        assertThat(client.error("Mailbox/get", "{\"properties\":[\"nonsense\"]}"))
                .isEqualTo("invalidArguments");
        assertThat(client.call("Mailbox/query", "{\"filter\":{\"hasAnyRole\":true}}").path("ids"))
                .hasSizeGreaterThan(4);
        assertThat(
                        client.call(
                                        "Mailbox/query",
                                        "{\"sortAsTree\":true,\"filterAsTree\":true,\"sort\":[{\"property\":\"name\"}]}")
                                .path("ids")
                                .size())
                .isEqualTo(mailboxes.size());
    }

    private List<String> ids(String arguments) {
        return client.call("Email/query", arguments).path("ids").values().stream()
                .map(JsonNode::asString)
                .toList();
    }
}
