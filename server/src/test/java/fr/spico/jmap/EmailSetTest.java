package fr.spico.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.MssAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// RFC 8621 §4.6, RFC 8620 §5.3.
class EmailSetTest extends JmapScene {

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
    void keywords_are_patched_one_by_one_or_as_a_whole_and_the_operator_knows() {
        update("{\"keywords/$seen\":true,\"keywords/$Flagged\":true}");
        assertThat(client.email(id, "").path("keywords"))
                .isEqualTo(JSON.readTree("{\"$seen\":true,\"$flagged\":true}"));
        update("{\"keywords/$seen\":null}");
        assertThat(client.email(id, "").path("keywords"))
                .isEqualTo(JSON.readTree("{\"$flagged\":true}"));
        update("{\"keywords\":{\"$answered\":true}}");
        assertThat(client.email(id, "").path("keywords"))
                .isEqualTo(JSON.readTree("{\"$answered\":true}"));
    }

    /// The other way round a client would never hear of what came in between.
    @Test
    void a_state_is_never_newer_than_what_is_told_with_it() {
        String drafts = client.mailbox("drafts");
        Map<String, Integer> written = new ConcurrentHashMap<>();
        Thread writer =
                Thread.startVirtualThread(() -> {
                    for (int i = 1; i <= 45; i++) {
                        JsonNode set =
                                client.call(
                                        "Email/set",
                                        "{\"create\":{\"n\":{\"mailboxIds\":{\"%s\":true},\"keywords\":{\"$draft\":true}}}}"
                                                .formatted(drafts));
                        written.put(set.path("newState").asString(), i + 1);
                    }
                });
        Map<String, Integer> got = new HashMap<>();
        Map<String, Integer> listed = new HashMap<>();
        while (writer.isAlive()) {
            JsonNode all = client.call("Email/get", "{\"ids\":null,\"properties\":[\"id\"]}");
            got.merge(all.path("state").asString(), all.path("list").size(), Math::min);
            JsonNode list = client.call("Email/query", "{}");
            String state = list.path("queryState").asString().split("-", 2)[0];
            listed.merge(state, list.path("ids").size(), Math::min);
        }
        for (Map<String, Integer> told : List.of(got, listed)) {
            told.forEach((state, emails) ->
                    assertThat(emails)
                            .as(state)
                            .isGreaterThanOrEqualTo(written.getOrDefault(state, 0)));
        }
    }

    @Test
    void a_mail_moves_and_keeps_its_id() {
        String trash = client.mailbox("trash");
        update("{\"mailboxIds\":{\"%s\":true}}".formatted(trash));
        assertThat(client.email(id, "").path("mailboxIds").propertyNames()).containsExactly(trash);
        update(
                "{\"mailboxIds/%s\":null,\"mailboxIds/%s\":true}"
                        .formatted(trash, client.mailbox("inbox")));
        assertThat(client.email(id, "").path("mailboxIds").has(trash)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"keywords/a/b\":true}|invalidPatch",
                "{\"keywords\":{},\"keywords/$seen\":true}|invalidPatch",
                "{\"keywords/$seen\":false}|invalidPatch",
                "{\"keywords/\":true}|invalidPatch",
                "{\"keywords\":{\"$seen\":false}}|invalidProperties",
                "{\"keywords\":{\"a b\":true}}|invalidProperties",
                "{\"keywords\":7}|invalidProperties",
                "{\"mailboxIds\":{}}|invalidProperties",
                "{\"mailboxIds\":null}|invalidProperties",
                "{\"mailboxIds\":{\"f999999\":true}}|invalidProperties",
                "{\"mailboxIds/f1\":true,\"mailboxIds/f2\":true}|tooManyMailboxes",
                "{\"subject\":\"x\"}|invalidProperties",
                "{\"nonsense\":1}|invalidProperties",
                "{\"bodyStructure/type\":\"x\"}|invalidProperties"
            })
    void a_patch_that_cannot_be_applied_is_an_error_of_this_email_alone(String patch, String type) {
        assertThat(notUpdated(patch).path("type").asString()).isEqualTo(type);
    }

    @Test
    void what_cannot_be_changed_may_be_given_as_it_is() {
        JsonNode email = client.email(id, "");
        update("{\"subject\":\"alpha\",\"size\":%d}".formatted(email.path("size").asInt()));
        assertThat(notUpdated("{\"size\":1}").path("properties").path(0).asString())
                .isEqualTo("size");
    }

    @Test
    void destroying_is_for_good_and_wins_over_updating() {
        JsonNode response =
                client.call(
                        "Email/set",
                        "{\"update\":{\"%s\":{\"keywords/$seen\":true}},\"destroy\":[\"%s\",\"e999999\"]}"
                                .formatted(id, id));
        assertThat(response.path("notUpdated").path(id).path("type").asString())
                .isEqualTo("willDestroy");
        assertThat(response.path("destroyed").path(0).asString()).isEqualTo(id);
        assertThat(response.path("notDestroyed").path("e999999").path("type").asString())
                .isEqualTo("notFound");
        assertThat(client.call("Email/get", "{\"ids\":[\"%s\"]}".formatted(id)).path("notFound"))
                .hasSize(1);
    }

    @Test
    void a_state_that_is_not_the_present_one_stops_everything() {
        assertThat(
                        client.error(
                                "Email/set",
                                "{\"ifInState\":\"1x\",\"destroy\":[\"%s\"]}".formatted(id)))
                .isEqualTo("stateMismatch");
        String state = client.call("Email/get", "{\"ids\":[]}").path("state").asString();
        JsonNode response =
                client.call(
                        "Email/set",
                        "{\"ifInState\":\"%s\",\"update\":{\"%s\":{\"keywords/$seen\":true}}}"
                                .formatted(state, id));
        assertThat(response.path("oldState").asString()).isEqualTo(state);
        assertThat(response.path("newState").asString()).isNotEqualTo(state);
        assertThat(response.path("updated").has(id)).isTrue();
    }

    @Test
    void a_draft_is_written_with_text_html_picture_and_attachment() {
        String blob = client.upload("contenu du fichier");
        JsonNode created =
                created(
                        """
                        {"mailboxIds":{"%1$s":true},"keywords":{"$draft":true,"$seen":true},
                         "from":[{"name":"Hélène Castelbon","email":"%2$s"}],
                         "to":[{"name":"Paul, N'Diaye","email":"paul.ndiaye@liberal.mssante.test"}],
                         "subject":"Résultats d’analyse – été 😀","header:X-Custom:asText":"é",
                         "inReplyTo":["one@liberal.mssante.test"],
                         "textBody":[{"partId":"t"}],"htmlBody":[{"partId":"h","type":"text/html"}],
                         "attachments":[
                           {"blobId":"%3$s","type":"image/png","cid":"img1","disposition":"inline","name":"i.png"},
                           {"blobId":"%3$s","type":"text/plain","name":"Compte rendu é.txt","disposition":"attachment"}],
                         "bodyValues":{"t":{"value":"Bonjour\\nà vous"},"h":{"value":"<p>Bonjour <img src=cid:img1></p>"}}}
                        """
                                .formatted(client.mailbox("drafts"), client.address.value(), blob));
        assertThat(created.propertyNames())
                .containsExactlyInAnyOrder("id", "blobId", "threadId", "size");
        JsonNode email =
                client.email(
                        created.path("id").asString(),
                        """
                        "fetchAllBodyValues":true,"properties":["subject","to","from","inReplyTo","messageId","sentAt",
                         "header:X-Custom:asText","bodyStructure","bodyValues","attachments","keywords","hasAttachment","direction","receivedAt"],
                        "bodyProperties":["type","subParts","name","cid","disposition","blobId","partId"]
                        """);
        assertThat(email.path("subject").asString()).isEqualTo("Résultats d’analyse – été 😀");
        assertThat(email.path("to").path(0).path("name").asString()).isEqualTo("Paul, N'Diaye");
        assertThat(email.path("header:X-Custom:asText").asString()).isEqualTo("é");
        assertThat(email.path("messageId")).hasSize(1);
        assertThat(email.path("sentAt").isString()).isTrue();
        assertThat(email.path("keywords"))
                .isEqualTo(JSON.readTree("{\"$draft\":true,\"$seen\":true}"));
        JsonNode mixed = email.path("bodyStructure");
        assertThat(mixed.path("type").asString()).isEqualTo("multipart/mixed");
        JsonNode alternative = mixed.path("subParts").path(0);
        assertThat(alternative.path("type").asString()).isEqualTo("multipart/alternative");
        JsonNode related = alternative.path("subParts").path(1);
        assertThat(related.path("type").asString()).isEqualTo("multipart/related");
        assertThat(related.path("subParts").path(1).path("cid").asString()).isEqualTo("img1");
        JsonNode file = mixed.path("subParts").path(1);
        assertThat(file.path("name").asString()).isEqualTo("Compte rendu é.txt");
        assertThat(
                        client.get(
                                        "/jmap/download/%s/%s/x"
                                                .formatted(
                                                        client.accountId,
                                                        file.path("blobId").asString()))
                                .body())
                .isEqualTo("contenu du fichier");
        assertThat(email.path("bodyValues").path("1.1").path("value").asString())
                .isEqualTo("Bonjour\nà vous");
    }

    @Test
    void a_draft_is_written_by_its_structure_too() {
        JsonNode created =
                created(
                        """
                        {"mailboxIds":{"%s":true},"subject":"structure","receivedAt":"2020-02-03T04:05:06Z",
                         "bodyStructure":{"type":"multipart/mixed","subParts":[
                           {"partId":"a","type":"text/plain","header:X-Part":" un"},{"partId":"b","type":"text/html","language":["fr"]}]},
                         "bodyValues":{"a":{"value":"un"},"b":{"value":"<i>deux</i>","isTruncated":false}}}
                        """
                                .formatted(client.mailbox("drafts")));
        JsonNode email =
                client.email(
                        created.path("id").asString(),
                        "\"properties\":[\"bodyStructure\",\"receivedAt\"],\"bodyProperties\":[\"type\",\"subParts\"]");
        assertThat(email.path("bodyStructure").path("subParts")).hasSize(2);
        assertThat(email.path("receivedAt").asString()).isEqualTo("2020-02-03T04:05:06Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|invalidProperties|mailboxIds",
                "{$m,\"mailboxIds/x\":true}|invalidProperties|mailboxIds/x",
                "{\"mailboxIds\":{\"f1\":true,\"f2\":true}}|tooManyMailboxes|",
                "{$m,\"id\":\"e1\"}|invalidProperties|id",
                "{$m,\"size\":1}|invalidProperties|size",
                "{$m,\"headers\":[]}|invalidProperties|headers",
                "{$m,\"nonsense\":1}|invalidProperties|nonsense",
                "{$m,\"header:Content-Type\":\"text/plain\"}|invalidProperties|header:Content-Type",
                "{$m,\"header:From:asText\":\"x\"}|invalidProperties|header:From:asText",
                "{$m,\"from\":null,\"header:from\":\"x\"}|invalidProperties|from",
                "{$m,\"from\":\"x\"}|invalidProperties|from",
                "{$m,\"from\":[{\"name\":\"x\"}]}|invalidProperties|from",
                "{$m,\"sentAt\":\"yesterday\"}|invalidProperties|sentAt",
                "{$m,\"subject\":7}|invalidProperties|subject",
                "{$m,\"keywords\":{\"$seen\":false}}|invalidProperties|keywords",
                "{$m,\"receivedAt\":\"2020-01-01\"}|invalidProperties|receivedAt",
                "{$m,\"textBody\":[{\"partId\":\"a\"},{\"partId\":\"a\"}],\"bodyValues\":{\"a\":{\"value\":\"\"}}}|invalidProperties|textBody",
                "{$m,\"textBody\":[]}|invalidProperties|textBody",
                "{$m,\"textBody\":[{\"partId\":\"a\",\"type\":\"text/html\"}],\"bodyValues\":{\"a\":{\"value\":\"\"}}}|invalidProperties|textBody",
                "{$m,\"textBody\":[{\"partId\":\"a\"}]}|invalidProperties|bodyValues",
                "{$m,\"textBody\":[{\"partId\":\"a\",\"charset\":\"utf-8\"}],\"bodyValues\":{\"a\":{\"value\":\"\"}}}|invalidProperties|textBody",
                "{$m,\"textBody\":[{\"partId\":\"a\",\"size\":1}],\"bodyValues\":{\"a\":{\"value\":\"\"}}}|invalidProperties|textBody",
                "{$m,\"textBody\":[{\"partId\":\"a\",\"blobId\":\"be1\"}],\"bodyValues\":{\"a\":{\"value\":\"\"}}}|invalidProperties|textBody",
                "{$m,\"textBody\":[{\"partId\":\"a\"}],\"bodyValues\":{\"a\":{\"value\":\"\",\"isTruncated\":true}}}|invalidProperties|bodyValues",
                "{$m,\"bodyStructure\":{\"partId\":\"a\"},\"textBody\":[{\"partId\":\"a\"}],\"bodyValues\":{\"a\":{\"value\":\"\"}}}|invalidProperties|bodyStructure",
                "{$m,\"bodyStructure\":{\"partId\":\"a\",\"header:Content-Transfer-Encoding\":\"8bit\"},\"bodyValues\":{\"a\":{\"value\":\"\"}}}|invalidProperties|bodyStructure",
                "{$m,\"subject\":\"x\",\"bodyStructure\":{\"partId\":\"a\",\"header:Subject\":\" y\"},\"bodyValues\":{\"a\":{\"value\":\"\"}}}|invalidProperties|bodyStructure",
                "{$m,\"bodyStructure\":{\"partId\":\"a\",\"header:Content-Type\":\" text/plain\"},\"bodyValues\":{\"a\":{\"value\":\"\"}}}|invalidProperties|bodyStructure",
                "{$m,\"bodyStructure\":{\"partId\":\"a\",\"cid\":\"x\",\"header:content-id\":\" <x>\"},\"bodyValues\":{\"a\":{\"value\":\"\"}}}|invalidProperties|bodyStructure",
                "{$m,\"bodyStructure\":{\"partId\":\"a\",\"name\":\"x\",\"header:Content-Disposition\":\" inline\"},\"bodyValues\":{\"a\":{\"value\":\"\"}}}|invalidProperties|bodyStructure",
                "{$m,\"bodyStructure\":{\"type\":\"multipart/mixed\"}}|invalidProperties|bodyStructure",
                "{$m,\"attachments\":[{\"type\":\"image/png\"}]}|invalidProperties|attachments",
                "{$m,\"attachments\":[{\"blobId\":\"u00000000000000000000000000000000\",\"type\":\"image/png\"}]}|blobNotFound|",
                "{$m,\"attachments\":[{\"blobId\":\"x\",\"type\":\"image/png\"}]}|blobNotFound|",
                "{$m,\"attachments\":[{\"blobId\":\"be1\",\"type\":\"a b\"}]}|invalidProperties|attachments"
            })
    void what_the_rfc_forbids_in_a_new_email_is_refused_and_named(
            String json, String type, String property) {
        String mailbox = "\"mailboxIds\":{\"" + client.mailbox("drafts") + "\":true}";
        JsonNode error = notCreated(json.replace("$m", mailbox));
        assertThat(error.path("type").asString()).as(error.toString()).isEqualTo(type);
        if (property != null) {
            assertThat(error.path("properties").values())
                    .extracting(JsonNode::asString)
                    .contains(property);
        }
    }

    /// RFC 8620 §5.3: `properties` lists all that is wrong.
    @Test
    void everything_that_is_wrong_with_a_new_email_is_named_at_once() {
        JsonNode error =
                notCreated(
                        """
                        {"mailboxIds":{},"keywords":{"a b":true},"receivedAt":"hier","nonsense":1,"size":3,
                         "sentAt":"hier","subject":"va bien","textBody":[]}
                        """);
        assertThat(error.path("type").asString()).isEqualTo("invalidProperties");
        assertThat(error.path("properties").values())
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrder(
                        "mailboxIds",
                        "keywords",
                        "receivedAt",
                        "nonsense",
                        "size",
                        "sentAt",
                        "textBody");
    }

    @Test
    void everything_that_cannot_be_changed_is_named_at_once() {
        JsonNode error = notUpdated("{\"subject\":\"x\",\"keywords/$seen\":true,\"nonsense\":1}");
        assertThat(error.path("type").asString()).isEqualTo("invalidProperties");
        assertThat(error.path("properties").values())
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrder("subject", "nonsense");
        assertThat(client.email(id, "").path("keywords").has("$seen")).isFalse();
    }

    /// RFC 8621 §4.6: `notFound` lists every one of them.
    @Test
    void all_blobs_that_do_not_exist_are_named_at_once() {
        JsonNode error =
                notCreated(
                        """
                        {"mailboxIds":{"%s":true},"attachments":[
                           {"blobId":"x"},{"blobId":"%s"},{"blobId":"u00000000000000000000000000000000"},{"blobId":"x"}]}
                        """
                                .formatted(client.mailbox("drafts"), client.upload("là")));
        assertThat(error.path("type").asString()).isEqualTo("blobNotFound");
        assertThat(error.path("notFound").values())
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrder("x", "u00000000000000000000000000000000");
    }

    /// RFC 8621 §4.6 forbids Content-Transfer-Encoding in a part, and any field given twice.
    @Test
    void a_part_may_have_its_content_fields_in_any_form() {
        JsonNode created =
                created(
                        """
                        {"mailboxIds":{"%s":true},"bodyStructure":{"type":"multipart/mixed","subParts":[
                           {"partId":"a","type":"text/plain","header:Content-Language":" fr, oc"},
                           {"blobId":"%s","type":"image/png","header:Content-ID:asMessageIds":["img@spico"],
                            "header:Content-Disposition":" inline; filename=vue.png","header:Content-Location:asText":"http://x.test/vue",
                            "header:Content-Description:asText":"Vue générale"}]},
                         "bodyValues":{"a":{"value":"un"}}}
                        """
                                .formatted(client.mailbox("drafts"), client.upload("image")));
        JsonNode parts =
                client.email(
                                created.path("id").asString(),
                                """
                                "properties":["bodyStructure"],"bodyProperties":["language","cid","disposition","name",
                                  "location","subParts","header:Content-Description:asText","header:Content-Disposition:all"]
                                """)
                        .path("bodyStructure")
                        .path("subParts");
        assertThat(parts.path(0).path("language")).isEqualTo(JSON.readTree("[\"fr\",\"oc\"]"));
        JsonNode picture = parts.path(1);
        assertThat(picture.path("cid").asString()).isEqualTo("img@spico");
        assertThat(picture.path("disposition").asString()).isEqualTo("inline");
        assertThat(picture.path("name").asString()).isEqualTo("vue.png");
        assertThat(picture.path("location").asString()).isEqualTo("http://x.test/vue");
        assertThat(picture.path("header:Content-Description:asText").asString())
                .isEqualTo("Vue générale");
        assertThat(picture.path("header:Content-Disposition:all")).hasSize(1);
    }

    /// Whoever signed a file, or knows it by its digest, must find it again.
    @ParameterizedTest
    @ValueSource(
            strings = {"un\ndeux\n", "un\r\ndeux\rtrois", "é\n\u0000", "", "<a>\n</a>", "fin \r\n"})
    void an_attached_text_comes_out_octet_for_octet(String content) {
        JsonNode created =
                created(
                        """
                        {"mailboxIds":{"%s":true},"textBody":[{"partId":"t"}],"bodyValues":{"t":{"value":"voici\\nvoilà"}},
                         "attachments":[{"blobId":"%s","type":"text/xml","name":"cda.xml"}]}
                        """
                                .formatted(client.mailbox("drafts"), client.upload(content)));
        JsonNode email =
                client.email(
                        created.path("id").asString(),
                        "\"properties\":[\"attachments\",\"bodyValues\"],\"fetchTextBodyValues\":true");
        JsonNode file = email.path("attachments").path(0);
        byte[] octets =
                client.get(
                                "/jmap/download/%s/%s/x"
                                        .formatted(
                                                client.accountId, file.path("blobId").asString()))
                        .response()
                        .body();
        assertThat(octets).isEqualTo(content.getBytes(StandardCharsets.UTF_8));
        assertThat(file.path("size").asInt()).isEqualTo(octets.length);
        assertThat(email.path("bodyValues").path("1").path("value").asString())
                .isEqualTo("voici\nvoilà");
    }

    @Test
    void a_header_cannot_be_smuggled_in() {
        JsonNode created =
                created(
                        """
                        {"mailboxIds":{"%s":true},"subject":"a\\r\\nBcc: x@patient.mssante.test",
                         "header:X-Raw":" b\\r\\nCc: y@patient.mssante.test\\r\\n\\r\\ncorps"}
                        """
                                .formatted(client.mailbox("drafts")));
        JsonNode email = client.email(created.path("id").asString(), "");
        assertThat(email.path("bcc").isNull()).isTrue();
        assertThat(email.path("cc").isNull()).isTrue();
        assertThat(email.path("preview").asString()).doesNotContain("corps");
    }

    @Test
    void a_creation_id_stands_for_the_email_in_later_calls() {
        JsonNode responses =
                client.calls(
                        """
                        ["Email/set",{"accountId":"$a","create":{"k":{"mailboxIds":{"%s":true},"subject":"neuf"}}},"0"],
                        ["Email/set",{"accountId":"$a","update":{"#k":{"keywords/$flagged":true},"#unknown":{}}},"1"],
                        ["Email/get",{"accountId":"$a","ids":["#k"],"properties":["keywords"]},"2"],
                        ["Email/set",{"accountId":"$a","destroy":["#k"]},"3"]
                        """
                                .formatted(client.mailbox("drafts")));
        String created = responses.path(0).path(1).path("created").path("k").path("id").asString();
        assertThat(responses.path(1).path(1).path("updated").has(created)).isTrue();
        assertThat(
                        responses
                                .path(1)
                                .path(1)
                                .path("notUpdated")
                                .path("#unknown")
                                .path("type")
                                .asString())
                .isEqualTo("notFound");
        assertThat(responses.path(2).path(1).path("list").path(0).path("keywords").has("$flagged"))
                .isTrue();
        assertThat(responses.path(3).path(1).path("destroyed").path(0).asString())
                .isEqualTo(created);
    }

    @Test
    void too_many_objects_are_too_large_a_request() {
        String many =
                java.util.stream.IntStream.range(0, 51)
                        .mapToObj(i -> "\"e9" + i + "\"")
                        .collect(java.util.stream.Collectors.joining(","));
        assertThat(client.error("Email/set", "{\"destroy\":[" + many + "]}"))
                .isEqualTo("requestTooLarge");
    }

    private void update(String patch) {
        JsonNode response = client.call("Email/set", "{\"update\":{\"" + id + "\":" + patch + "}}");
        assertThat(response.path("updated").has(id)).as(response.toString()).isTrue();
    }

    private JsonNode notUpdated(String patch) {
        return client.call("Email/set", "{\"update\":{\"" + id + "\":" + patch + "}}")
                .path("notUpdated")
                .path(id);
    }

    private JsonNode created(String json) {
        JsonNode response = client.call("Email/set", "{\"create\":{\"k\":" + json + "}}");
        assertThat(response.path("created").has("k")).as(response.toString()).isTrue();
        return response.path("created").path("k");
    }

    private JsonNode notCreated(String json) {
        JsonNode response = client.call("Email/set", "{\"create\":{\"k\":" + json + "}}");
        assertThat(response.path("created").isNull()).as(response.toString()).isTrue();
        return response.path("notCreated").path("k");
    }
}
