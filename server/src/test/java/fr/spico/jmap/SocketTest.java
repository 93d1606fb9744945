package fr.spico.jmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.spico.mail.MssAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// JMAP over WebSocket (RFC 8887).
class SocketTest extends JmapScene {

    private final HttpClient http = HttpClient.newHttpClient();
    private MssAddress address;
    private Client client;

    @BeforeEach
    void linkAMailbox() {
        address = newAddress();
        client = link(people.doctor(), address);
    }

    @AfterEach
    void closeConnections() {
        http.shutdownNow();
    }

    @Test
    void the_session_says_where_the_socket_is() {
        JsonNode capability =
                client.get("/.well-known/jmap")
                        .json()
                        .path("capabilities")
                        .path("urn:ietf:params:jmap:websocket");
        assertThat(capability.path("url").asString()).matches("ws://127.0.0.1:\\d+/jmap/ws");
        assertThat(capability.path("supportsPush").asBoolean()).isTrue();
    }

    @Test
    void requests_are_answered_in_order_each_with_its_id() throws Exception {
        Talk talk = open();
        talk.say(echo("r1", "un"));
        talk.say(echo("r2", "deux"));
        JsonNode first = talk.hear();
        assertThat(first.path("@type").asString()).isEqualTo("Response");
        assertThat(first.path("requestId").asString()).isEqualTo("r1");
        assertThat(first.path("methodResponses").path(0).path(1).path("a").asString())
                .isEqualTo("un");
        assertThat(first.path("sessionState").asString())
                .isEqualTo(client.get("/.well-known/jmap").json().path("state").asString());
        assertThat(talk.hear().path("requestId").asString()).isEqualTo("r2");
    }

    @Test
    void a_request_of_many_pieces_is_read_whole_and_one_too_large_is_refused() throws Exception {
        Talk talk = open();
        String large = "é".repeat(30_000);
        talk.say(echo("r1", large));
        assertThat(talk.hear().path("methodResponses").path(0).path(1).path("a").asString())
                .isEqualTo(large);
        talk.say(echo("r2", "x".repeat(200_000)));
        JsonNode refused = talk.hear();
        assertThat(refused.path("@type").asString()).isEqualTo("RequestError");
        assertThat(refused.path("type").asString()).isEqualTo("urn:ietf:params:jmap:error:limit");
        assertThat(refused.path("limit").asString()).isEqualTo("maxSizeRequest");
        talk.say(echo("r3", "encore"));
        assertThat(talk.hear().path("requestId").asString()).isEqualTo("r3");
    }

    @Test
    void what_is_no_request_is_a_request_error_and_the_socket_stays_open() throws Exception {
        Talk talk = open();
        talk.say("{");
        JsonNode notJson = talk.hear();
        assertThat(notJson.path("@type").asString()).isEqualTo("RequestError");
        assertThat(notJson.path("requestId").isNull()).isTrue();
        assertThat(notJson.path("type").asString()).isEqualTo("urn:ietf:params:jmap:error:notJSON");
        assertThat(notJson.path("status").asInt()).isEqualTo(400);
        talk.say("{\"@type\":\"Autre\",\"id\":\"r1\"}");
        JsonNode unknown = talk.hear();
        assertThat(unknown.path("requestId").asString()).isEqualTo("r1");
        assertThat(unknown.path("type").asString())
                .isEqualTo("urn:ietf:params:jmap:error:notRequest");
        talk.say("{\"@type\":\"Request\",\"id\":\"r2\",\"using\":[\"urn:x\"],\"methodCalls\":[]}");
        assertThat(talk.hear().path("type").asString())
                .isEqualTo("urn:ietf:params:jmap:error:unknownCapability");
        talk.say(echo("r3", "encore"));
        assertThat(talk.hear().path("@type").asString()).isEqualTo("Response");
    }

    @Test
    void changes_are_told_once_they_are_asked_for_and_not_any_more_after_that() throws Exception {
        Talk talk = open();
        talk.say("{\"@type\":\"WebSocketPushEnable\",\"dataTypes\":[\"Email\"]}");
        talk.say(echo("r1", "prêt"));
        talk.hear();
        deliver(address, mail("Une nouvelle", "paul@liberal.mssante.test", address));
        JsonNode change = talk.hear();
        assertThat(change.path("@type").asString()).isEqualTo("StateChange");
        assertThat(change.path("changed").path(client.accountId).propertyNames())
                .containsExactly("Email");
        assertThat(change.path("pushState").asString()).isNotEmpty();
        talk.say("{\"@type\":\"WebSocketPushDisable\"}");
        talk.say(echo("r2", "silence"));
        assertThat(talk.hear().path("requestId").asString()).isEqualTo("r2");
        deliver(address, mail("Personne ne la dit", "paul@liberal.mssante.test", address));
        org.awaitility.Awaitility.await()
                .until(() -> client.call("Email/query", "{}").path("ids").size() == 2);
        talk.say(echo("r3", "fin"));
        assertThat(talk.hear().path("requestId").asString()).isEqualTo("r3");
    }

    @Test
    void whoever_comes_back_with_an_old_state_is_told_what_it_missed() throws Exception {
        Talk talk = open();
        talk.say("{\"@type\":\"WebSocketPushEnable\",\"dataTypes\":null}");
        talk.say(echo("r1", "prêt"));
        talk.hear();
        deliver(address, mail("Vue", "paul@liberal.mssante.test", address));
        String state = talk.hear().path("pushState").asString();
        talk.close();
        deliver(address, mail("Manquée", "paul@liberal.mssante.test", address));
        org.awaitility.Awaitility.await()
                .until(() -> client.call("Email/query", "{}").path("ids").size() == 2);
        Talk again = open();
        again.say("{\"@type\":\"WebSocketPushEnable\",\"pushState\":\"" + state + "\"}");
        assertThat(again.hear().path("changed").path(client.accountId).has("Email")).isTrue();
    }

    @Test
    void a_revoked_token_closes_the_socket() throws Exception {
        Talk talk = open();
        fr.spico.Browser browser = new fr.spico.Browser(environment);
        browser.signIn(client.account);
        for (JsonNode token : browser.get("/api/profile/tokens").json().path("tokens")) {
            browser.send("DELETE", "/api/profile/tokens/" + token.path("id").asString(), null);
        }
        assertThat(talk.awaitClose()).isEqualTo(1001);
    }

    @Test
    void octets_instead_of_text_close_the_socket() throws Exception {
        Talk talk = open();
        talk.socket().sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
        assertThat(talk.awaitClose()).isEqualTo(1003);
    }

    @Test
    void nobody_comes_in_without_credential_without_the_subprotocol_or_from_another_site() {
        assertThat(refusal(builder().subprotocols("jmap"))).isEqualTo(401);
        assertThat(refusal(known())).isEqualTo(400);
        assertThat(refusal(known().subprotocols("jmap").header("Origin", "https://evil.example")))
                .isEqualTo(403);
    }

    private int refusal(WebSocket.Builder builder) {
        CompletableFuture<WebSocket> opening =
                builder.buildAsync(uri(), new WebSocket.Listener() {});
        java.util.concurrent.atomic.AtomicInteger status =
                new java.util.concurrent.atomic.AtomicInteger();
        assertThatThrownBy(opening::join)
                .isInstanceOfSatisfying(
                        CompletionException.class,
                        e ->
                                status.set(
                                        ((WebSocketHandshakeException)
                                                        Objects.requireNonNull(e.getCause()))
                                                .getResponse()
                                                .statusCode()));
        return status.get();
    }

    private static String echo(String id, String text) {
        return """
        {"@type":"Request","id":"%s","using":["urn:ietf:params:jmap:core"],
         "methodCalls":[["Core/echo",{"a":"%s"},"0"]]}
        """
                .formatted(id, text);
    }

    private WebSocket.Builder builder() {
        return http.newWebSocketBuilder();
    }

    private WebSocket.Builder known() {
        return builder().header("Authorization", "Bearer " + client.token);
    }

    private URI uri() {
        return URI.create(
                "ws://127.0.0.1:" + environment.getProperty("local.server.port") + "/jmap/ws");
    }

    private Talk open() {
        Talk talk = new Talk();
        WebSocket socket = known().subprotocols("jmap").buildAsync(uri(), talk).join();
        assertThat(socket.getSubprotocol()).isEqualTo("jmap");
        return talk;
    }

    /// One open socket.
    private static final class Talk implements WebSocket.Listener {

        private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private final CompletableFuture<WebSocket> opened = new CompletableFuture<>();

        WebSocket socket() {
            return opened.join();
        }

        void say(String message) {
            socket().sendText(message, true).join();
        }

        JsonNode hear() throws InterruptedException {
            return Objects.requireNonNull(heard.poll(10, TimeUnit.SECONDS), "nothing was said");
        }

        int awaitClose() throws Exception {
            return closed.get(10, TimeUnit.SECONDS);
        }

        void close() {
            socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        }

        @Override
        public void onOpen(WebSocket socket) {
            opened.complete(socket);
            socket.request(1);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
            text.append(piece);
            if (last) {
                heard.add(JSON.readTree(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed.complete(status);
            return CompletableFuture.completedFuture(null);
        }
    }
}
