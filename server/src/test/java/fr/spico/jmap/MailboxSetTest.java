package fr.spico.jmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.Folder;
import fr.spico.mail.MssAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// RFC 8621 §2.5.
class MailboxSetTest extends JmapScene {

    private MssAddress address;
    private Client client;

    @BeforeEach
    void linkAMailbox() {
        address = newAddress();
        client = link(people.doctor(), address);
    }

    @Test
    void the_account_says_that_folders_can_be_made_at_the_top() {
        JsonNode mail =
                client.get("/.well-known/jmap")
                        .json()
                        .path("accounts")
                        .path(client.accountId)
                        .path("accountCapabilities")
                        .path("urn:ietf:params:jmap:mail");
        assertThat(mail.path("mayCreateTopLevelMailbox").asBoolean()).isTrue();
    }

    @Test
    void a_new_folder_is_at_the_operator_and_the_answer_says_what_the_client_left_out() {
        JsonNode created = created("{\"name\":\"Réseau diabète\",\"parentId\":null}");
        assertThat(created.propertyNames())
                .contains("id", "role", "sortOrder", "myRights", "isSubscribed", "totalEmails")
                .doesNotContain("name", "parentId");
        assertThat(created.path("myRights").path("mayDelete").asBoolean()).isTrue();
        assertThat(created.path("totalEmails").asInt(-1)).isZero();
        assertThat(atOperator()).contains("Réseau diabète");
        assertThat(mailbox(created.path("id").asString()).path("name").asString())
                .isEqualTo("Réseau diabète");
    }

    @Test
    void a_parent_and_its_child_are_made_in_one_call_whatever_their_order() {
        JsonNode response =
                client.call(
                        "Mailbox/set",
                        """
                        {"create":{"below":{"name":"Dedans","parentId":"#above"},"above":{"name":"Dehors"}}}
                        """);
        assertThat(response.path("created").propertyNames()).contains("below", "above");
        assertThat(mailbox(response.at("/created/below/id").asString()).path("parentId").asString())
                .isEqualTo(response.at("/created/above/id").asString());
        assertThat(atOperator()).contains("Dehors/Dedans");
    }

    @Test
    void a_folder_made_here_can_be_used_later_in_the_same_request() {
        JsonNode responses =
                client.calls(
                        """
                        ["Mailbox/set",{"accountId":"$a","create":{"new":{"name":"Nouveau"}}},"0"],
                        ["Email/set",{"accountId":"$a","create":{"mail":{"mailboxIds":{"#new":true},"subject":"Rangé",
                            "textBody":[{"partId":"1","type":"text/plain"}],"bodyValues":{"1":{"value":"x"}}}}},"1"],
                        ["Mailbox/get",{"accountId":"$a","ids":["#new"],"properties":["totalEmails"]},"2"]
                        """);
        assertThat(responses.at("/1/1/created/mail/id").asString()).isNotEmpty();
        assertThat(responses.at("/2/1/list/0/totalEmails").asInt()).isEqualTo(1);
    }

    /// RFC 8620 §5.3: `properties` lists all that is wrong.
    @Test
    void everything_that_is_wrong_with_a_new_folder_is_named_at_once() {
        JsonNode error =
                client.call(
                                "Mailbox/set",
                                """
                                {"create":{"k":{"name":"","parentId":"f999999","sortOrder":-1,"totalEmails":2,"nonsense":1}}}
                                """)
                        .at("/notCreated/k");
        assertThat(error.path("type").asString()).isEqualTo("invalidProperties");
        assertThat(error.path("properties").values())
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrder(
                        "name", "parentId", "sortOrder", "totalEmails", "nonsense");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|name",
                "{\"name\":\"\"}|name",
                "{\"name\":7}|name",
                "{\"name\":null}|name",
                "{\"name\":\" x\"}|name",
                "{\"name\":\"a\\u0001b\"}|name",
                "{\"name\":\"un/deux\"}|name",
                "{\"name\":\"x\",\"parentId\":\"f999999\"}|parentId",
                "{\"name\":\"x\",\"parentId\":7}|parentId",
                "{\"name\":\"x\",\"parentId\":\"#nothing\"}|parentId",
                "{\"name\":\"x\",\"role\":\"inbox\"}|role",
                "{\"name\":\"x\",\"role\":\"king\"}|role",
                "{\"name\":\"x\",\"sortOrder\":-1}|sortOrder",
                "{\"name\":\"x\",\"sortOrder\":\"1\"}|sortOrder",
                "{\"name\":\"x\",\"isSubscribed\":1}|isSubscribed",
                "{\"name\":\"x\",\"totalEmails\":0}|totalEmails",
                "{\"name\":\"x\",\"id\":\"f1\"}|id",
                "{\"name\":\"x\",\"nonsense\":0}|nonsense"
            })
    void a_folder_that_cannot_be_is_refused_with_the_property_that_is_wrong(
            String json, String property) {
        JsonNode error =
                client.call("Mailbox/set", "{\"create\":{\"n\":" + json + "}}")
                        .path("notCreated")
                        .path("n");
        assertThat(error.path("type").asString()).isEqualTo("invalidProperties");
        assertThat(error.path("properties").path(0).asString()).isEqualTo(property);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inbox", "Sent"})
    void a_name_that_is_taken_is_refused_with_the_folder_that_has_it(String name) {
        JsonNode error =
                client.call("Mailbox/set", "{\"create\":{\"n\":{\"name\":\"%s\"}}}".formatted(name))
                        .path("notCreated")
                        .path("n");
        assertThat(error.path("type").asString()).isEqualTo("alreadyExists");
        assertThat(error.path("existingId").asString())
                .isEqualTo(client.mailbox(name.toLowerCase(java.util.Locale.ROOT)));
        assertThat(error.path("properties").path(0).asString()).isEqualTo("name");
    }

    @Test
    void a_name_of_more_than_255_octets_is_refused() {
        JsonNode response =
                client.call(
                        "Mailbox/set",
                        "{\"create\":{\"n\":{\"name\":\"%s\"}}}".formatted("é".repeat(128)));
        assertThat(response.at("/notCreated/n/properties/0").asString()).isEqualTo("name");
    }

    @Test
    void a_renamed_folder_keeps_its_id_its_mails_and_what_lies_below_it() {
        String above = created("{\"name\":\"Avant\"}").path("id").asString();
        String below =
                created("{\"name\":\"Dedans\",\"parentId\":\"%s\"}".formatted(above))
                        .path("id")
                        .asString();
        put(address, "Avant/Dedans", mail("rangé", "p@liberal.mssante.test", address));
        await().until(() -> mailbox(below).path("totalEmails").asInt() == 1);
        String email = client.emailId("rangé");
        updated(above, "{\"name\":\"Après\"}");
        assertThat(mailbox(above).path("name").asString()).isEqualTo("Après");
        assertThat(mailbox(below).path("parentId").asString()).isEqualTo(above);
        assertThat(atOperator()).contains("Après/Dedans").doesNotContain("Avant/Dedans");
        assertThat(client.email(email, "").path("mailboxIds").has(below)).isTrue();
        assertThat(client.email(email, "\"fetchTextBodyValues\":true").path("bodyValues"))
                .isNotEmpty();
    }

    @Test
    void a_folder_moves_below_another_and_back_to_the_top() {
        String one = created("{\"name\":\"Un\"}").path("id").asString();
        String two = created("{\"name\":\"Deux\"}").path("id").asString();
        updated(one, "{\"parentId\":\"%s\"}".formatted(two));
        assertThat(atOperator()).contains("Deux/Un");
        assertThat(notUpdated(two, "{\"parentId\":\"%s\"}".formatted(one)).at("/properties/0"))
                .isEqualTo(JSON.readTree("\"parentId\""));
        updated(one, "{\"parentId\":null,\"name\":\"Un seul\"}");
        assertThat(atOperator()).contains("Un seul");
    }

    @Test
    void order_and_subscription_are_kept() {
        String id = created("{\"name\":\"Suivi\",\"sortOrder\":3}").path("id").asString();
        assertThat(mailbox(id).path("sortOrder").asInt()).isEqualTo(3);
        assertThat(mailbox(id).path("isSubscribed").asBoolean()).isTrue();
        updated(id, "{\"sortOrder\":7,\"isSubscribed\":false}");
        assertThat(mailbox(id).path("sortOrder").asInt()).isEqualTo(7);
        assertThat(mailbox(id).path("isSubscribed").asBoolean(true)).isFalse();
        assertThat(
                        client.call("Mailbox/query", "{\"filter\":{\"isSubscribed\":false}}")
                                .path("ids"))
                .isEqualTo(JSON.readTree("[\"%s\"]".formatted(id)));
        updated(id, "{\"isSubscribed\":true}");
        assertThat(mailbox(id).path("isSubscribed").asBoolean()).isTrue();
    }

    @Test
    void what_the_server_sets_may_be_given_as_it_is_and_not_otherwise() {
        String id = created("{\"name\":\"Fixe\"}").path("id").asString();
        updated(id, "{\"totalEmails\":0,\"role\":null,\"id\":\"%s\"}".formatted(id));
        assertThat(notUpdated(id, "{\"totalEmails\":1}").at("/properties/0").asString())
                .isEqualTo("totalEmails");
        assertThat(notUpdated(id, "{\"myRights/mayDelete\":false}").at("/properties/0").asString())
                .isEqualTo("myRights");
        assertThat(notUpdated(id, "{\"role\":\"archive\"}").at("/properties/0").asString())
                .isEqualTo("role");
        assertThat(notUpdated("f999999", "{\"name\":\"x\"}").path("type").asString())
                .isEqualTo("notFound");
    }

    @Test
    void folders_with_a_role_keep_their_name_and_their_place() {
        String trash = client.mailbox("trash");
        assertThat(mailbox(trash).at("/myRights/mayRename").asBoolean(true)).isFalse();
        assertThat(notUpdated(trash, "{\"name\":\"Poubelle\"}").path("type").asString())
                .isEqualTo("forbidden");
        assertThat(notDestroyed(trash, "").path("type").asString()).isEqualTo("forbidden");
        updated(trash, "{\"sortOrder\":20}");
        assertThat(mailbox(trash).path("sortOrder").asInt()).isEqualTo(20);
    }

    @Test
    void a_folder_with_children_or_mails_goes_only_if_that_is_said() {
        String above = created("{\"name\":\"Vieux\"}").path("id").asString();
        String below =
                created("{\"name\":\"Papiers\",\"parentId\":\"%s\"}".formatted(above))
                        .path("id")
                        .asString();
        put(address, "Vieux/Papiers", mail("ancien", "p@liberal.mssante.test", address));
        await().until(() -> mailbox(below).path("totalEmails").asInt() == 1);
        String email = client.emailId("ancien");
        assertThat(notDestroyed(above, "").path("type").asString()).isEqualTo("mailboxHasChild");
        assertThat(notDestroyed(below, "").path("type").asString()).isEqualTo("mailboxHasEmail");
        JsonNode response =
                client.call(
                        "Mailbox/set",
                        "{\"destroy\":[\"%s\",\"%s\"],\"onDestroyRemoveEmails\":true}"
                                .formatted(above, below));
        assertThat(response.path("destroyed")).hasSize(2);
        assertThat(atOperator()).doesNotContain("Vieux", "Vieux/Papiers");
        assertThat(client.call("Email/get", "{\"ids\":[\"%s\"]}".formatted(email)).path("notFound"))
                .hasSize(1);
    }

    @Test
    void nobody_removes_a_folder_with_mails_that_they_may_not_see() {
        Client other = link(people.psychologist(), address);
        String id = created("{\"name\":\"Patients\"}").path("id").asString();
        put(address, "Patients", patientMail("Question", address));
        await().until(() -> mailbox(id).path("totalEmails").asInt() == 1);
        JsonNode response =
                other.call(
                        "Mailbox/set",
                        "{\"destroy\":[\"%s\"],\"onDestroyRemoveEmails\":true}".formatted(id));
        assertThat(response.path("notDestroyed").path(id).path("type").asString())
                .isIn("forbidden", "operatorUnavailable");
        assertThat(atOperator()).contains("Patients");
    }

    @Test
    void changes_tell_what_was_made_renamed_and_removed() {
        String state = client.call("Mailbox/get", "{\"ids\":[]}").path("state").asString();
        String kept = created("{\"name\":\"Gardé\"}").path("id").asString();
        String gone = created("{\"name\":\"Parti\"}").path("id").asString();
        client.call("Mailbox/set", "{\"destroy\":[\"%s\"]}".formatted(gone));
        updated(client.mailbox("trash"), "{\"sortOrder\":30}");
        JsonNode changes =
                client.call("Mailbox/changes", "{\"sinceState\":\"%s\"}".formatted(state));
        assertThat(changes.path("created")).isEqualTo(JSON.readTree("[\"%s\"]".formatted(kept)));
        assertThat(changes.path("updated").toString()).contains(client.mailbox("trash"));
        assertThat(changes.toString()).doesNotContain(gone);
    }

    @Test
    void an_operator_that_does_not_answer_is_an_error_of_that_folder() {
        OPERATOR.unreachable(true);
        JsonNode response = client.call("Mailbox/set", "{\"create\":{\"n\":{\"name\":\"x\"}}}");
        assertThat(response.at("/notCreated/n/type").asString()).isEqualTo("operatorUnavailable");
        assertThat(response.path("newState")).isEqualTo(response.path("oldState"));
    }

    private JsonNode created(String json) {
        JsonNode response = client.call("Mailbox/set", "{\"create\":{\"n\":" + json + "}}");
        assertThat(response.path("created").has("n")).as(response.toString()).isTrue();
        return response.path("created").path("n");
    }

    private void updated(String id, String patch) {
        JsonNode response =
                client.call("Mailbox/set", "{\"update\":{\"%s\":%s}}".formatted(id, patch));
        assertThat(response.path("updated").has(id)).as(response.toString()).isTrue();
    }

    private JsonNode notUpdated(String id, String patch) {
        return client.call("Mailbox/set", "{\"update\":{\"%s\":%s}}".formatted(id, patch))
                .path("notUpdated")
                .path(id);
    }

    private JsonNode notDestroyed(String id, String more) {
        return client.call("Mailbox/set", "{\"destroy\":[\"%s\"]%s}".formatted(id, more))
                .path("notDestroyed")
                .path(id);
    }

    private JsonNode mailbox(String id) {
        return client.call("Mailbox/get", "{\"ids\":[\"%s\"]}".formatted(id)).path("list").path(0);
    }

    private java.util.List<String> atOperator() {
        try (MailStore store = OPERATOR.stores().open(address)) {
            return store.folders().stream().map(Folder::path).map(p -> p.value()).toList();
        } catch (fr.spico.mail.MailException e) {
            throw new AssertionError(e);
        }
    }
}
