package fr.spico.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.account.Account;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// RFC 8621 §6.
class IdentityTest extends JmapScene {

    private Client client;
    private String main;

    @BeforeEach
    void linkAMailbox() {
        client = link(people.doctor(), newAddress());
        main = client.call("Identity/get", "{}").at("/list/0/id").asString();
    }

    @Test
    void the_first_identity_is_the_linked_mailbox_under_the_name_of_its_holder() {
        Account account = client.account;
        JsonNode response =
                client.call("Identity/get", "{\"ids\":[\"%s\",\"i0\"]}".formatted(main));
        JsonNode identity = response.at("/list/0");
        assertThat(identity.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "email",
                        "replyTo",
                        "bcc",
                        "textSignature",
                        "htmlSignature",
                        "mayDelete");
        assertThat(identity.path("email").asString()).isEqualTo(client.address.value());
        assertThat(identity.path("name").asString())
                .isEqualTo("Dr " + account.firstName() + " " + account.lastName());
        assertThat(identity.path("replyTo").isNull()).isTrue();
        assertThat(identity.path("textSignature").asString("?")).isEmpty();
        assertThat(identity.path("mayDelete").asBoolean(true)).isFalse();
        assertThat(response.at("/notFound/0").asString()).isEqualTo("i0");
    }

    @Test
    void name_signatures_and_addresses_are_the_users_choice() {
        update(
                main,
                """
                {"name":"Cabinet","textSignature":"-- \\nDr","htmlSignature":"<b>Dr</b>",
                 "replyTo":[{"name":null,"email":"a@liberal.mssante.test"}],"bcc":[{"email":"b@liberal.mssante.test"}]}
                """);
        JsonNode identity = identity(main);
        assertThat(identity.path("name").asString()).isEqualTo("Cabinet");
        assertThat(identity.path("textSignature").asString()).isEqualTo("-- \nDr");
        assertThat(identity.path("htmlSignature").asString()).isEqualTo("<b>Dr</b>");
        assertThat(identity.at("/replyTo/0/email").asString()).isEqualTo("a@liberal.mssante.test");
        assertThat(identity.path("bcc"))
                .isEqualTo(JSON.readTree("[{\"name\":null,\"email\":\"b@liberal.mssante.test\"}]"));
        update(main, "{\"replyTo\":null,\"bcc\":null,\"textSignature\":\"\"}");
        assertThat(identity(main).path("replyTo").isNull()).isTrue();
    }

    @Test
    void another_identity_is_made_used_and_destroyed() {
        JsonNode created = created("{\"name\":\"Garde\",\"email\":\"%s\"}");
        String id = created.path("id").asString();
        assertThat(created.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "replyTo", "bcc", "textSignature", "htmlSignature", "mayDelete");
        assertThat(identity(id).path("mayDelete").asBoolean()).isTrue();
        assertThat(client.call("Identity/get", "{}").path("list")).hasSize(2);
        JsonNode set = client.call("Identity/set", "{\"destroy\":[\"%s\"]}".formatted(id));
        assertThat(set.at("/destroyed/0").asString()).isEqualTo(id);
        assertThat(client.call("Identity/get", "{\"ids\":[\"%s\"]}".formatted(id)).path("notFound"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"x\"}|invalidProperties",
                "{\"email\":7}|invalidProperties",
                "{\"email\":\"autre@medimail.mssante.test\"}|forbiddenFrom",
                "{\"email\":\"*@medimail.mssante.test\"}|forbiddenFrom",
                "{\"email\":\"$own\",\"name\":7}|invalidProperties",
                "{\"email\":\"$own\",\"replyTo\":\"x\"}|invalidProperties",
                "{\"email\":\"$own\",\"bcc\":[{\"name\":\"x\"}]}|invalidProperties",
                "{\"email\":\"$own\",\"mayDelete\":true}|invalidProperties",
                "{\"email\":\"$own\",\"id\":\"x\"}|invalidProperties",
                "{\"email\":\"$own\",\"nonsense\":1}|invalidProperties"
            })
    void an_identity_that_cannot_be_is_refused(String json, String type) {
        JsonNode response =
                client.call(
                        "Identity/set",
                        "{\"create\":{\"n\":"
                                + json.replace("$own", client.address.value())
                                + "}}");
        assertThat(response.at("/notCreated/n/type").asString()).isEqualTo(type);
    }

    @Test
    void the_address_is_immutable_and_the_main_identity_stays() {
        JsonNode response =
                client.call(
                        "Identity/set",
                        "{\"update\":{\"%s\":{\"email\":\"x@medimail.mssante.test\"},\"i9-9\":{\"name\":\"x\"}}}"
                                .formatted(main));
        assertThat(response.path("notUpdated").path(main).path("type").asString())
                .isEqualTo("invalidProperties");
        assertThat(response.path("notUpdated").path("i9-9").path("type").asString())
                .isEqualTo("notFound");
        update(main, "{\"email\":\"%s\"}".formatted(client.address.value()));
        assertThat(
                        client.call("Identity/set", "{\"destroy\":[\"%s\"]}".formatted(main))
                                .path("notDestroyed")
                                .path(main)
                                .path("type")
                                .asString())
                .isEqualTo("forbidden");
    }

    @Test
    void changes_lead_from_every_state_to_the_present_one() {
        String before = client.call("Identity/get", "{\"ids\":[]}").path("state").asString();
        String kept = created("{\"email\":\"%s\"}").path("id").asString();
        String gone = created("{\"email\":\"%s\"}").path("id").asString();
        update(main, "{\"name\":\"Autre\"}");
        String between = client.call("Identity/get", "{\"ids\":[]}").path("state").asString();
        JsonNode set = client.call("Identity/set", "{\"destroy\":[\"%s\"]}".formatted(gone));
        assertThat(set.path("oldState").asString()).isEqualTo(between);
        JsonNode all = client.call("Identity/changes", "{\"sinceState\":\"%s\"}".formatted(before));
        assertThat(all.path("created")).isEqualTo(JSON.readTree("[\"%s\"]".formatted(kept)));
        assertThat(all.path("updated")).isEqualTo(JSON.readTree("[\"%s\"]".formatted(main)));
        assertThat(all.path("newState")).isEqualTo(set.path("newState"));
        assertThat(
                        client.call(
                                        "Identity/changes",
                                        "{\"sinceState\":\"%s\"}".formatted(between))
                                .path("destroyed"))
                .isEqualTo(JSON.readTree("[\"%s\"]".formatted(gone)));
        assertThat(client.error("Identity/changes", "{\"sinceState\":\"99999\"}"))
                .isEqualTo("cannotCalculateChanges");
        assertThat(client.error("Identity/set", "{\"ifInState\":\"%s\"}".formatted(before)))
                .isEqualTo("stateMismatch");
    }

    @Test
    void two_accounts_of_one_mailbox_have_identities_of_their_own() {
        Client other = link(people.psychologist(), client.address);
        update(main, "{\"textSignature\":\"à moi\"}");
        assertThat(other.call("Identity/get", "{}").at("/list/0/textSignature").asString("?"))
                .isEmpty();
    }

    private JsonNode created(String json) {
        JsonNode response =
                client.call(
                        "Identity/set",
                        "{\"create\":{\"n\":" + json.formatted(client.address.value()) + "}}");
        assertThat(response.path("created").has("n")).as(response.toString()).isTrue();
        return response.at("/created/n");
    }

    private void update(String id, String patch) {
        JsonNode response =
                client.call("Identity/set", "{\"update\":{\"%s\":%s}}".formatted(id, patch));
        assertThat(response.path("updated").has(id)).as(response.toString()).isTrue();
    }

    private JsonNode identity(String id) {
        return client.call("Identity/get", "{\"ids\":[\"%s\"]}".formatted(id)).at("/list/0");
    }
}
