package fr.spico.jmap.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.spico.account.Account;
import fr.spico.account.AccountId;
import fr.spico.account.Caller;
import fr.spico.link.Links.Link;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// RFC 8620 §3, without any data behind it.
class JmapApiTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final JmapSettings SETTINGS =
            new JmapSettings(
                    100,
                    1,
                    1000,
                    2,
                    4,
                    3,
                    3,
                    1000,
                    Duration.ofDays(1),
                    1,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1));
    private static final Caller CALLER =
            new Caller(
                    new Account(
                            new AccountId(new UUID(0, 1)),
                            "a@b.test",
                            Account.Kind.INDIVIDUAL,
                            "",
                            "A",
                            "B",
                            "",
                            "",
                            "",
                            "",
                            Optional.empty(),
                            Optional.empty(),
                            false),
                    Caller.Client.PROGRAM);

    private static final class NoLink implements SessionState {
        @Override
        public Optional<Link> link(Caller caller) {
            return Optional.empty();
        }

        @Override
        public String of(Optional<Link> link) {
            return "session-1";
        }
    }

    private final JmapApi api =
            new JmapApi(
                    List.of(new CoreEcho(), new Failing()),
                    new RequestReader(SETTINGS),
                    new NoLink(),
                    SETTINGS);

    @Test
    void echo_returns_its_arguments_and_the_call_id() {
        JsonNode answer = answer(calls("[\"Core/echo\",{\"hello\":true,\"high\":5},\"b3ff\"]"));
        assertThat(answer.path("methodResponses").path(0))
                .isEqualTo(JSON.readTree("[\"Core/echo\",{\"hello\":true,\"high\":5},\"b3ff\"]"));
        assertThat(answer.path("sessionState").asString()).isEqualTo("session-1");
        assertThat(answer.has("createdIds")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{} {}",
                "{\"using\":[],\"using\":[],\"methodCalls\":[]}",
                "{\"using\":[\"\\ud800\"],\"methodCalls\":[]}",
                "{'using':[]}",
                "{\"using\":[],\"methodCalls\":[NaN]}"
            })
    void what_is_not_i_json_is_notJSON(String body) {
        assertThat(refusal(body).type()).isEqualTo("urn:ietf:params:jmap:error:notJSON");
    }

    @Test
    void bad_utf_8_is_notJSON() {
        byte[] body = "{\"using\":[\"é\"]}".getBytes(StandardCharsets.ISO_8859_1);
        RequestError error =
                catchThrowableOfType(RequestError.class, () -> api.answer(CALLER, body));
        assertThat(error.type()).isEqualTo("urn:ietf:params:jmap:error:notJSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "{}",
                "{\"using\":[]}",
                "{\"using\":\"x\",\"methodCalls\":[]}",
                "{\"using\":[1],\"methodCalls\":[]}",
                "{\"using\":[],\"methodCalls\":{}}",
                "{\"using\":[],\"methodCalls\":[[\"Core/echo\",{}]]}",
                "{\"using\":[],\"methodCalls\":[[\"Core/echo\",[],\"a\"]]}",
                "{\"using\":[],\"methodCalls\":[[\"Core/echo\",{},1]]}",
                "{\"using\":[],\"methodCalls\":[],\"createdIds\":[]}",
                "{\"using\":[],\"methodCalls\":[],\"createdIds\":{\"a\":1}}"
            })
    void another_shape_is_notRequest(String body) {
        assertThat(refusal(body).type()).isEqualTo("urn:ietf:params:jmap:error:notRequest");
    }

    @Test
    void an_unknown_capability_is_refused() {
        assertThat(refusal("{\"using\":[\"urn:x\"],\"methodCalls\":[]}").type())
                .isEqualTo("urn:ietf:params:jmap:error:unknownCapability");
    }

    @Test
    void unknown_properties_of_the_request_are_ignored() {
        assertThat(answer("{\"using\":[],\"methodCalls\":[],\"future\":1}").has("methodResponses"))
                .isTrue();
    }

    @Test
    void too_many_calls_are_a_limit_that_is_named() {
        String call = "[\"Core/echo\",{},\"a\"]";
        RequestError error =
                refusal(calls(String.join(",", java.util.Collections.nCopies(5, call))));
        assertThat(error.type()).isEqualTo("urn:ietf:params:jmap:error:limit");
        assertThat(error.limit()).isEqualTo("maxCallsInRequest");
    }

    @Test
    void a_method_is_unknown_without_its_capability_and_the_others_run() {
        JsonNode answer =
                answer(
                        """
                        {"using":["urn:ietf:params:jmap:mail"],"methodCalls":[
                          ["Core/echo",{},"a"],["No/such",{},"b"],["Core/echo",{},"c"]]}
                        """);
        assertThat(answer.path("methodResponses")).hasSize(3);
        answer.path("methodResponses")
                .values()
                .forEach(r -> {
                    assertThat(r.path(0).asString()).isEqualTo("error");
                    assertThat(r.path(1).path("type").asString()).isEqualTo("unknownMethod");
                });
    }

    @Test
    void a_result_reference_takes_a_value_from_an_earlier_response() {
        JsonNode answer =
                answer(
                        calls(
                                """
                                ["Core/echo",{"list":[{"id":"a","of":["x","y"]},{"id":"b","of":["z"]}]},"t0"],
                                ["Core/echo",{"#ids":{"resultOf":"t0","name":"Core/echo","path":"/list/*/id"},
                                  "#first":{"resultOf":"t0","name":"Core/echo","path":"/list/0/of/1"},
                                  "#flat":{"resultOf":"t0","name":"Core/echo","path":"/list/*/of"}},"t1"]
                                """));
        assertThat(answer.path("methodResponses").path(1).path(1))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"ids":["a","b"],"first":"y","flat":["x","y","z"]}
                                """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resultOf\":\"t9\",\"name\":\"Core/echo\",\"path\":\"/a\"}",
                "{\"resultOf\":\"t0\",\"name\":\"Foo/get\",\"path\":\"/a\"}",
                "{\"resultOf\":\"t0\",\"name\":\"Core/echo\",\"path\":\"/b\"}",
                "{\"resultOf\":\"t0\",\"name\":\"Core/echo\",\"path\":\"/a/99999999999\"}",
                "{\"resultOf\":\"t0\",\"name\":\"Core/echo\",\"path\":\"a\"}",
                "{\"resultOf\":\"t0\"}",
                "7"
            })
    void a_reference_to_nothing_is_invalidResultReference(String reference) {
        JsonNode answer =
                answer(
                        calls(
                                "[\"Core/echo\",{\"a\":[1]},\"t0\"],[\"Core/echo\",{\"#x\":"
                                        + reference
                                        + "},\"t1\"]"));
        assertThat(answer.path("methodResponses").path(1).path(1).path("type").asString())
                .isEqualTo("invalidResultReference");
    }

    @Test
    void an_argument_given_plainly_and_by_reference_is_invalid() {
        JsonNode answer =
                answer(
                        calls(
                                """
                                ["Core/echo",{"x":1,"#x":{"resultOf":"t0","name":"Core/echo","path":"/a"}},"t1"]
                                """));
        assertThat(answer.path("methodResponses").path(0).path(1).path("type").asString())
                .isEqualTo("invalidArguments");
    }

    @Test
    void a_bug_is_serverFail_with_a_reference_and_nothing_of_its_inside() {
        JsonNode error =
                answer(calls("[\"Test/fail\",{},\"a\"]")).path("methodResponses").path(0).path(1);
        assertThat(error.path("type").asString()).isEqualTo("serverFail");
        assertThat(error.toString()).doesNotContain("secret").contains("référence");
    }

    @Test
    void created_ids_given_come_back() {
        JsonNode answer =
                answer("{\"using\":[],\"methodCalls\":[],\"createdIds\":{\"k1\":\"e7\"}}");
        assertThat(answer.path("createdIds").path("k1").asString()).isEqualTo("e7");
    }

    @Test
    void references_that_double_with_each_call_end_before_they_fill_the_memory() {
        String twice =
                """
                ["Core/echo",{"#a":{"resultOf":"%1$s","name":"Core/echo","path":""},
                              "#b":{"resultOf":"%1$s","name":"Core/echo","path":""}},"%2$s"]\
                """;
        JsonNode responses =
                answer(
                                calls(
                                        "[\"Core/echo\",{\"x\":\"" + "x".repeat(200) + "\"},\"0\"]",
                                        twice.formatted("0", "1").replaceAll("\\s+", ""),
                                        twice.formatted("1", "2").replaceAll("\\s+", "")))
                        .path("methodResponses");
        assertThat(responses.path(1).path(0).asString()).isEqualTo("Core/echo");
        assertThat(responses.path(2).path(1).path("type").asString())
                .isEqualTo("invalidResultReference");
    }

    @Test
    void a_request_of_more_values_than_the_memory_should_hold_is_over_the_limit() {
        String body = "{\"using\":[],\"methodCalls\":[],\"x\":[" + "{},".repeat(300_000) + "{}]}";
        RequestError error = refusal(body);
        assertThat(error.type()).isEqualTo("urn:ietf:params:jmap:error:limit");
        assertThat(error.limit()).isEqualTo("maxSizeRequest");
    }

    private JsonNode answer(String body) {
        return api.answer(CALLER, body.getBytes(StandardCharsets.UTF_8));
    }

    private RequestError refusal(String body) {
        return catchThrowableOfType(RequestError.class, () -> answer(body));
    }

    private static String calls(String... calls) {
        return "{\"using\":[\"urn:ietf:params:jmap:core\"],\"methodCalls\":["
                + String.join(",", calls)
                + "]}";
    }

    /// Breaks in a way nobody expected.
    private static final class Failing implements JmapMethod {
        @Override
        public String name() {
            return "Test/fail";
        }

        @Override
        public Capability capability() {
            return Capability.CORE;
        }

        @Override
        public ObjectNode call(MethodCall call) {
            throw new IllegalStateException("secret");
        }
    }
}
