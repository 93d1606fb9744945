package fr.spico.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.MssAddress;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Whatever is sent, the answer is an error of the protocol: never `serverFail`, never a 5xx, never
/// a trace.
class BadInputTest extends JmapScene {

    private static final List<String> METHODS =
            List.of(
                    "Mailbox/get",
                    "Mailbox/changes",
                    "Mailbox/query",
                    "Mailbox/set",
                    "Thread/get",
                    "Thread/changes",
                    "Email/get",
                    "Email/changes",
                    "Email/query",
                    "Email/set",
                    "Email/import",
                    "Identity/get",
                    "Identity/changes",
                    "Identity/set",
                    "EmailSubmission/get",
                    "EmailSubmission/changes",
                    "EmailSubmission/query",
                    "EmailSubmission/set",
                    "Email/parse",
                    "Quota/query",
                    "MDN/send",
                    "MDN/parse");

    private static final List<String> NAMES =
            List.of(
                    "ids",
                    "properties",
                    "sinceState",
                    "maxChanges",
                    "filter",
                    "sort",
                    "position",
                    "anchor",
                    "limit",
                    "create",
                    "update",
                    "destroy",
                    "ifInState",
                    "emails",
                    "bodyProperties",
                    "maxBodyValueBytes",
                    "fetchAllBodyValues",
                    "onSuccessUpdateEmail",
                    "onSuccessDestroyEmail",
                    "blobIds",
                    "identityId",
                    "send",
                    "#ids");

    private static final List<String> VALUES =
            List.of(
                    "null",
                    "true",
                    "0",
                    "-1",
                    "1e400",
                    "1e-400",
                    "99999999999999999999",
                    "0.5",
                    "\"\"",
                    "\"x\"",
                    "\"e1\"",
                    "\"#k\"",
                    "\"\\u0000\"",
                    "[]",
                    "[null]",
                    "[[]]",
                    "[\"e1\",\"e1\"]",
                    "[\"\\u0000\"]",
                    "[{}]",
                    "[{\"property\":null}]",
                    "[\"header:\\u0000\"]",
                    "{}",
                    "{\"k\":null}",
                    "{\"k\":{}}",
                    "{\"k\":{\"mailboxIds\":{\"\\u0000\":true}}}",
                    "{\"$e\":{\"keywords/\\u0000\":true}}",
                    "{\"$e\":{\"keywords/~\":true,\"/\":1}}",
                    "{\"$e\":null}",
                    "{\"k\":{\"emailId\":\"$e\",\"identityId\":7}}",
                    "{\"k\":{\"emailId\":\"$e\",\"identityId\":\"i1\",\"envelope\":{\"mailFrom\":null}}}",
                    "{\"operator\":\"AND\",\"conditions\":[null]}",
                    "{\"text\":\"\\u0000\"}",
                    "{\"text\":\"'%_\\\\\\\"()&|!:*<>\"}",
                    "{\"header\":[\"\\u0000\",\"\\u0000\"]}",
                    "{\"subject\":\"\"}",
                    "{\"inMailboxOtherThan\":[]}",
                    "{\"resultOf\":\"x\",\"name\":\"y\",\"path\":\"z\"}",
                    "{\"before\":\"+999999999-12-31T23:59:59Z\"}",
                    "{\"after\":\"-999999999-01-01T00:00:00Z\"}",
                    "{\"minSize\":9007199254740991}");

    private Client client;
    private String id;

    @BeforeEach
    void aMail() {
        MssAddress address = newAddress();
        deliver(address, mail("alpha", "p@liberal.mssante.test", address));
        client = link(people.doctor(), address);
        id = client.emailId("alpha");
    }

    @Test
    void every_method_survives_every_kind_of_argument() {
        for (String method : METHODS) {
            for (String name : NAMES) {
                for (int i = 0; i < VALUES.size(); i += 16) {
                    StringBuilder calls = new StringBuilder();
                    for (String value : VALUES.subList(i, Math.min(i + 16, VALUES.size()))) {
                        calls.append(calls.isEmpty() ? "" : ",")
                                .append(
                                        "[\"%s\",{\"accountId\":\"$a\",\"%s\":%s},\"c\"]"
                                                .formatted(method, name, value.replace("$e", id)));
                    }
                    check(calls.toString());
                }
            }
        }
    }

    @Test
    void messages_of_noise_get_an_answer_of_the_protocol() {
        Random random = new Random(7);
        String good =
                "{\"using\":[\"urn:ietf:params:jmap:core\",\"urn:ietf:params:jmap:mail\"],\"methodCalls\":[[\"Email/query\",{\"accountId\":\"%s\",\"filter\":{\"text\":\"a\"}},\"0\"]]}"
                        .formatted(client.accountId);
        for (int i = 0; i < 200; i++) {
            StringBuilder bad = new StringBuilder(good);
            for (int j = 0; j <= random.nextInt(4); j++) {
                bad.setCharAt(random.nextInt(bad.length()), (char) (32 + random.nextInt(95)));
            }
            var answer = client.api(bad.toString());
            assertThat(answer.status()).as(bad.toString()).isIn(200, 400);
            assertThat(answer.body()).doesNotContain("serverFail", "java.", "at fr.");
        }
    }

    @Test
    void urls_of_noise_are_refused() {
        for (String path :
                List.of(
                        "/jmap/eventsource?ping=x",
                        "/jmap/eventsource?closeafter=x",
                        "/jmap/download/x/y/z",
                        "/jmap/upload/",
                        "/jmap/nothing",
                        "/api/discussions/emails/m0/e0/html",
                        "/api/discussions/emails/x/y/html")) {
            var answer = client.get(path);
            assertThat(answer.status()).as(path).isBetween(400, 499);
            assertThat(answer.body()).doesNotContain("java.", "Exception");
        }
        assertThat(client.send("PUT", "/jmap/api", "{}").status()).isEqualTo(405);
    }

    @Test
    void what_is_too_long_to_be_looked_for_is_an_unsupported_filter() {
        String longText = "a".repeat(1_001);
        for (String condition :
                List.of(
                        "{\"text\":\"%s\"}",
                        "{\"from\":\"%s\"}", "{\"header\":[\"Subject\",\"%s\"]}")) {
            assertThat(
                            client.error(
                                    "Email/query",
                                    "{\"filter\":" + condition.formatted(longText) + "}"))
                    .isEqualTo("unsupportedFilter");
        }
    }

    @Test
    void an_id_is_written_in_one_way_only() {
        String id = client.call("Email/query", "{}").path("ids").path(0).asString();
        String other = id.charAt(0) + "0" + id.substring(1);
        assertThat(client.call("Email/get", "{\"ids\":[\"" + other + "\"]}").path("notFound"))
                .hasSize(1);
    }

    @Test
    void more_properties_than_an_object_can_have_are_refused() {
        String names =
                java.util.stream.IntStream.range(0, 201)
                        .mapToObj(i -> "\"header:X-" + i + "\"")
                        .collect(java.util.stream.Collectors.joining(","));
        for (String property : List.of("properties", "bodyProperties")) {
            assertThat(
                            client.error(
                                    "Email/get",
                                    "{\"ids\":[],\"" + property + "\":[" + names + "]}"))
                    .isEqualTo("invalidArguments");
        }
    }

    @Test
    void mails_that_are_too_large_together_are_not_got_in_one_call() {
        MssAddress address = newAddress();
        for (int i = 0; i < 6; i++) {
            deliver(address, mail("lourd " + i, "p@liberal.mssante.test", address));
        }
        Client heavy = link(people.doctor(), address);
        String ids = heavy.call("Email/query", "{}").path("ids").toString();
        String all = "{\"fetchAllBodyValues\":true,\"ids\":" + ids + "}";
        assertThat(heavy.call("Email/get", all).path("list")).hasSize(6);

        database.run(tx ->
                tx.sql(
                                """
                                update replica_content
                                set header = convert_to(repeat('x', 12000000), 'LATIN1')
                                where mailbox = :mailbox
                                """)
                        .param("mailbox", Long.parseLong(heavy.accountId.substring(1)))
                        .update());

        assertThat(heavy.error("Email/get", all)).isEqualTo("requestTooLarge");
    }

    private void check(String calls) {
        JsonNode responses = client.calls(calls);
        responses
                .values()
                .forEach(response ->
                        assertThat(response.path(1).path("type").asString(""))
                                .as(calls + "\n→ " + response)
                                .isNotIn("serverFail", "serverUnavailable"));
    }
}
