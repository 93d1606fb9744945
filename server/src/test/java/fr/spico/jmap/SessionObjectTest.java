package fr.spico.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// RFC 8620 §2 and §3.6.1 over HTTP.
class SessionObjectTest extends JmapScene {

    @Test
    void the_session_names_account_limits_and_urls() {
        Client client = link(people.doctor(), newAddress());
        JsonNode session = client.get("/.well-known/jmap").json();
        JsonNode core = session.path("capabilities").path("urn:ietf:params:jmap:core");
        assertThat(core.path("maxCallsInRequest").asInt()).isEqualTo(16);
        assertThat(core.path("collationAlgorithms").path(0).asString())
                .isEqualTo("i;unicode-casemap");
        assertThat(session.path("username").asString()).isEqualTo(client.account.login());
        JsonNode account = session.path("accounts").path(client.accountId);
        assertThat(account.path("name").asString()).isEqualTo(client.address.value());
        assertThat(
                        account.path("accountCapabilities")
                                .path("urn:ietf:params:jmap:mail")
                                .path("maxMailboxesPerEmail")
                                .asInt())
                .isEqualTo(1);
        assertThat(
                        session.path("capabilities")
                                .path("urn:spico:params:jmap:discussions")
                                .path("undoWindow")
                                .asInt())
                .isEqualTo(3600);
        assertThat(session.path("primaryAccounts").path("urn:ietf:params:jmap:mail").asString())
                .isEqualTo(client.accountId);
        assertThat(session.path("apiUrl").asString()).matches("http://127.0.0.1:\\d+/jmap/api");
        assertThat(session.path("downloadUrl").asString())
                .contains("{accountId}", "{blobId}", "{name}", "{type}");
    }

    @Test
    void without_a_link_there_is_no_account() {
        String token = token(people.doctor());
        JsonNode session =
                new fr.spico.Browser(environment)
                        .get("/.well-known/jmap", "Authorization", "Bearer " + token)
                        .json();
        assertThat(session.path("accounts")).isEmpty();
        assertThat(session.path("primaryAccounts")).isEmpty();
    }

    @Test
    void the_session_state_is_that_of_the_api_and_changes_with_the_link() {
        Client client = link(people.doctor(), newAddress());
        String state = client.get("/.well-known/jmap").json().path("state").asString();
        String body = "{\"using\":[\"urn:ietf:params:jmap:core\"],\"methodCalls\":[]}";
        assertThat(client.api(body).json().path("sessionState").asString()).isEqualTo(state);
        database.run(tx ->
                tx.sql("delete from link where account_id = :a")
                        .param("a", client.account.id().value())
                        .update());
        assertThat(client.api(body).json().path("sessionState").asString()).isNotEqualTo(state);
    }

    @Test
    void nobody_comes_in_without_a_credential() {
        fr.spico.Browser stranger = new fr.spico.Browser(environment);
        assertThat(stranger.get("/.well-known/jmap").status()).isEqualTo(401);
        assertThat(stranger.send("POST", "/jmap/api", "{}").status()).isEqualTo(401);
        assertThat(stranger.get("/jmap/eventsource").status()).isEqualTo(401);
        assertThat(stranger.get("/jmap/download/m1/be1/x").status()).isEqualTo(401);
        assertThat(stranger.send("POST", "/jmap/upload/m1/", "x").status()).isEqualTo(401);
    }

    @Test
    void a_body_that_is_no_json_is_a_problem_with_the_type_of_the_rfc() {
        Client client = link(people.doctor(), newAddress());
        var answer = client.api("{");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("type").asString())
                .isEqualTo("urn:ietf:params:jmap:error:notJSON");
        assertThat(answer.json().path("status").asInt()).isEqualTo(400);
        var plain = client.send("POST", "/jmap/api", "{}", "Content-Type", "text/plain");
        assertThat(plain.json().path("type").asString())
                .isEqualTo("urn:ietf:params:jmap:error:notJSON");
    }

    @Test
    void a_request_that_is_too_large_names_its_limit() {
        Client client = link(people.doctor(), newAddress());
        var answer = client.api(" ".repeat(200_000));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("type").asString())
                .isEqualTo("urn:ietf:params:jmap:error:limit");
        assertThat(answer.json().path("limit").asString()).isEqualTo("maxSizeRequest");
    }
}
