package fr.spico.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.MssAddress;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// RFC 8621 §6 and §7. The undo window is an hour here: nothing leaves.
class SubmissionTest extends JmapScene {

    private Client client;
    private String identity;
    private MssAddress colleague;

    @BeforeEach
    void aLinkedMailbox() {
        client = link(people.doctor(), newAddress());
        identity = client.call("Identity/get", "{}").path("list").path(0).path("id").asString();
        colleague = newAddress();
        inDirectory(colleague);
    }

    @Test
    void a_draft_made_in_the_same_request_is_submitted_and_changed_on_success() {
        JsonNode responses =
                client.calls(
                        """
                        ["Email/set",{"accountId":"$a","create":{"d":%s}},"0"],
                        ["EmailSubmission/set",{"accountId":"$a","create":{"s":{"emailId":"#d","identityId":"%s"}},
                          "onSuccessUpdateEmail":{"#s":{"keywords/$seen":true}}},"1"],
                        ["Email/get",{"accountId":"$a","ids":["#d"],"properties":["keywords"]},"2"]
                        """
                                .formatted(draft(colleague.value()), identity));
        JsonNode created = responses.path(1).path(1).path("created").path("s");
        assertThat(created.path("undoStatus").asString())
                .as(responses.toString())
                .isEqualTo("pending");
        assertThat(created.path("sendAt").asString()).endsWith("Z");
        assertThat(created.path("threadId").isString()).isTrue();
        assertThat(
                        created.path("deliveryStatus")
                                .path(colleague.value())
                                .path("delivered")
                                .asString())
                .isEqualTo("queued");
        assertThat(responses.path(2).path(0).asString()).isEqualTo("Email/set");
        assertThat(responses.path(2).path(2).asString()).isEqualTo("1");
        assertThat(responses.path(3).path(1).path("list").path(0).path("keywords").has("$seen"))
                .isTrue();
    }

    @Test
    void a_pending_submission_is_taken_back_and_then_forgotten() {
        String id = submit(create(draft(colleague.value()))).path("id").asString();
        String state = client.call("EmailSubmission/get", "{}").path("state").asString();
        JsonNode wrong =
                client.call(
                                "EmailSubmission/set",
                                "{\"update\":{\"%s\":{\"sendAt\":\"2020-01-01T00:00:00Z\"},\"s999999\":{\"undoStatus\":\"canceled\"}}}"
                                        .formatted(id))
                        .path("notUpdated");
        assertThat(wrong.path(id).path("type").asString()).isEqualTo("invalidProperties");
        assertThat(wrong.path("s999999").path("type").asString()).isEqualTo("notFound");
        JsonNode canceled =
                client.call(
                        "EmailSubmission/set",
                        "{\"update\":{\"%s\":{\"undoStatus\":\"canceled\"}}}".formatted(id));
        assertThat(canceled.path("updated").has(id)).as(canceled.toString()).isTrue();
        assertThat(
                        client.call("EmailSubmission/get", "{\"ids\":[\"" + id + "\"]}")
                                .path("list")
                                .path(0)
                                .path("undoStatus")
                                .asString())
                .isEqualTo("canceled");
        JsonNode changes =
                client.call("EmailSubmission/changes", "{\"sinceState\":\"" + state + "\"}");
        assertThat(changes.path("updated").path(0).asString()).isEqualTo(id);
        JsonNode destroyed = client.call("EmailSubmission/set", "{\"destroy\":[\"" + id + "\"]}");
        assertThat(destroyed.path("destroyed").path(0).asString()).isEqualTo(id);
    }

    @Test
    void submissions_are_found_by_what_they_are_about() {
        String email = create(draft(colleague.value()));
        String id = submit(email).path("id").asString();
        for (String filter :
                new String[] {
                    "{}",
                    "{\"emailIds\":[\"" + email + "\"]}",
                    "{\"undoStatus\":\"pending\",\"identityIds\":[\"" + identity + "\"]}",
                    "{\"after\":\"2001-01-01T00:00:00Z\"}",
                    "{\"operator\":\"NOT\",\"conditions\":[{\"undoStatus\":\"final\"}]}"
                }) {
            assertThat(
                            client.call("EmailSubmission/query", "{\"filter\":" + filter + "}")
                                    .path("ids")
                                    .path(0)
                                    .asString(""))
                    .as(filter)
                    .isEqualTo(id);
        }
        assertThat(
                        client.call(
                                        "EmailSubmission/query",
                                        "{\"filter\":{\"undoStatus\":\"final\"},\"sort\":[{\"property\":\"sentAt\"}]}")
                                .path("ids"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"identityId\":\"$i\"}|invalidProperties",
                "{\"emailId\":\"$e\"}|invalidProperties",
                "{\"emailId\":\"$e\",\"identityId\":\"i0\"}|invalidProperties",
                "{\"emailId\":\"e999999\",\"identityId\":\"$i\"}|invalidProperties",
                "{\"emailId\":\"#none\",\"identityId\":\"$i\"}|invalidProperties",
                "{\"emailId\":\"$e\",\"identityId\":\"$i\",\"sendAt\":\"2030-01-01T00:00:00Z\"}|invalidProperties",
                "{\"emailId\":\"$e\",\"identityId\":\"$i\",\"nonsense\":1}|invalidProperties",
                "{\"emailId\":\"$e\",\"identityId\":\"$i\",\"envelope\":{}}|invalidProperties",
                "{\"emailId\":\"$e\",\"identityId\":\"$i\",\"envelope\":{\"mailFrom\":{\"email\":\"$f\"},\"rcptTo\":[]}}|noRecipients",
                "{\"emailId\":\"$e\",\"identityId\":\"$i\",\"envelope\":{\"mailFrom\":{\"email\":\"x@medimail.mssante.test\"},\"rcptTo\":[{\"email\":\"$c\"}]}}|forbiddenMailFrom",
                "{\"emailId\":\"$e\",\"identityId\":\"$i\",\"envelope\":{\"mailFrom\":{\"email\":\"$f\",\"parameters\":{\"HOLDFOR\":\"99999999\"}},\"rcptTo\":[{\"email\":\"$c\"}]}}|invalidProperties",
                "{\"emailId\":\"$e\",\"identityId\":\"$i\",\"envelope\":{\"mailFrom\":{\"email\":\"$f\",\"parameters\":{\"SIZE\":\"1\"}},\"rcptTo\":[{\"email\":\"$c\"}]}}|invalidProperties",
                "{\"emailId\":\"$e\",\"identityId\":\"$i\",\"envelope\":{\"mailFrom\":{\"email\":\"$f\"},\"rcptTo\":[{\"email\":\"279035121518989@patient.mssante.test\"}]}}|forbiddenToSend"
            })
    void a_submission_that_cannot_be_is_refused_with_the_error_of_the_rfc(
            String json, String type) {
        String email = create(draft(colleague.value()));
        JsonNode error =
                client.call(
                                "EmailSubmission/set",
                                "{\"create\":{\"k\":"
                                        + json.replace("$e", email)
                                                .replace("$i", identity)
                                                .replace("$f", client.address.value())
                                                .replace("$c", colleague.value())
                                        + "}}")
                        .path("notCreated")
                        .path("k");
        assertThat(error.path("type").asString()).as(error.toString()).isEqualTo(type);
    }

    @Test
    void everything_that_is_wrong_with_a_submission_is_named_at_once() {
        JsonNode error =
                client.call(
                                "EmailSubmission/set",
                                "{\"create\":{\"k\":{\"emailId\":7,\"nonsense\":1,\"undoStatus\":\"final\"}}}")
                        .at("/notCreated/k");
        assertThat(error.path("type").asString()).isEqualTo("invalidProperties");
        assertThat(error.path("properties").values())
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrder("identityId", "emailId", "nonsense", "undoStatus");
    }

    /// RFC 8621 §7: the envelope is immutable, what a delayed sending asks of SMTP included.
    @Test
    void an_envelope_is_told_as_it_was_given() {
        String envelope =
                """
                {"mailFrom":{"email":"%s","parameters":{"HoldFor":"7200"}},"rcptTo":[{"email":"%s","parameters":null}]}
                """
                        .formatted(client.address.value(), colleague.value());
        JsonNode created =
                client.call(
                                "EmailSubmission/set",
                                "{\"create\":{\"k\":{\"emailId\":\"%s\",\"identityId\":\"%s\",\"envelope\":%s}}}"
                                        .formatted(
                                                create(draft(colleague.value())),
                                                identity,
                                                envelope))
                        .path("created")
                        .path("k");
        assertThat(Instant.parse(created.path("sendAt").asString()))
                .isAfter(Instant.now().plusSeconds(7000));
        JsonNode got =
                client.call(
                                "EmailSubmission/get",
                                "{\"ids\":[\"%s\"]}".formatted(created.path("id").asString()))
                        .path("list")
                        .path(0);
        assertThat(got.path("envelope")).isEqualTo(JSON.readTree(envelope));
    }

    private JsonNode refusalOf(String email) {
        return client.call(
                        "EmailSubmission/set",
                        "{\"create\":{\"k\":{\"emailId\":\"%s\",\"identityId\":\"%s\"}}}"
                                .formatted(email, identity))
                .path("notCreated")
                .path("k");
    }

    /// RFC 8621 §7.5: `forbiddenFrom` is about an author that may not be, `invalidEmail` about
    /// none.
    @Test
    void a_mail_without_an_author_is_invalid_and_not_forbidden() {
        String email = create(draft(colleague.value()).replaceFirst("\"from\":[^]]*],", ""));
        JsonNode error = refusalOf(email);
        assertThat(error.path("type").asString()).as(error.toString()).isEqualTo("invalidEmail");
        assertThat(error.path("properties")).isEqualTo(JSON.readTree("[\"from\"]"));
    }

    @Test
    void nothing_can_start_an_exchange_with_a_patient() {
        String email = create(draft("279035121518989@patient.mssante.test"));
        JsonNode error = refusalOf(email);
        assertThat(error.path("type").asString()).isEqualTo("forbiddenToSend");
        assertThat(error.path("invalidRecipients").path(0).asString())
                .isEqualTo("279035121518989@patient.mssante.test");
        assertThat(error.path("description").asString()).isNotBlank();
    }

    private void inDirectory(MssAddress address) {
        database.run(tx -> DirectoryPeople.add(tx, address));
    }

    private String draft(String to) {
        return """
        {"mailboxIds":{"%s":true},"keywords":{"$draft":true},"from":[{"email":"%s"}],
         "to":[{"email":"%s"}],"subject":"Avis","textBody":[{"partId":"t"}],"bodyValues":{"t":{"value":"Bonjour"}}}
        """
                .formatted(client.mailbox("drafts"), client.address.value(), to);
    }

    private String create(String json) {
        JsonNode response = client.call("Email/set", "{\"create\":{\"d\":" + json + "}}");
        assertThat(response.path("created").has("d")).as(response.toString()).isTrue();
        return response.path("created").path("d").path("id").asString();
    }

    private JsonNode submit(String email) {
        JsonNode response =
                client.call(
                        "EmailSubmission/set",
                        "{\"create\":{\"s\":{\"emailId\":\"%s\",\"identityId\":\"%s\"}}}"
                                .formatted(email, identity));
        assertThat(response.path("created").has("s")).as(response.toString()).isTrue();
        return response.path("created").path("s");
    }
}
