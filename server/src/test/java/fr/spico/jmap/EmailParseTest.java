package fr.spico.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.MssAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// RFC 8621 §4.9 (Email/parse), §4.8 (Email/import), §4.7 (Email/copy), RFC 8620 §6.3 (Blob/copy).
class EmailParseTest extends JmapScene {

    private static final String FORWARDED =
            """
            Subject: =?utf-8?q?Dedans_=C3=A9t=C3=A9?=
            From: "Paul" <paul@liberal.mssante.test>
            To: h@medimail.mssante.test
            Date: Mon, 9 Mar 2026 09:05:00 +0100
            Message-ID: <dedans@liberal.mssante.test>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=i

            --i
            Content-Type: text/plain; charset=utf-8

            Bonjour, voici le compte rendu.
            --i
            Content-Type: application/pdf; name="cr.pdf"
            Content-Disposition: attachment; filename="cr.pdf"
            Content-Transfer-Encoding: base64
            X-Part: oui

            JVBERi0xLjQKJSU=
            --i--
            """;

    private MssAddress address;
    private Client client;
    private String blob;

    @BeforeEach
    void anUploadedMessage() {
        address = newAddress();
        client = link(people.doctor(), address);
        blob = upload(FORWARDED);
    }

    @Test
    void an_uploaded_message_is_read_with_the_default_properties_of_the_rfc() {
        JsonNode email = parsed("");
        assertThat(email.propertyNames())
                .containsExactlyInAnyOrder(
                        "messageId",
                        "inReplyTo",
                        "references",
                        "sender",
                        "from",
                        "to",
                        "cc",
                        "bcc",
                        "replyTo",
                        "subject",
                        "sentAt",
                        "hasAttachment",
                        "preview",
                        "bodyValues",
                        "textBody",
                        "htmlBody",
                        "attachments");
        assertThat(email.path("subject").asString()).isEqualTo("Dedans été");
        assertThat(email.at("/messageId/0").asString()).isEqualTo("dedans@liberal.mssante.test");
        assertThat(email.path("sentAt").asString()).isEqualTo("2026-03-09T09:05:00+01:00");
        assertThat(email.path("hasAttachment").asBoolean()).isTrue();
        assertThat(email.path("preview").asString()).isEqualTo("Bonjour, voici le compte rendu.");
        assertThat(email.at("/attachments/0/size").asInt()).isEqualTo(11);
    }

    @Test
    void what_belongs_to_a_mailbox_is_null() {
        JsonNode email =
                parsed(
                        ",\"properties\":[\"id\",\"threadId\",\"mailboxIds\",\"keywords\",\"receivedAt\",\"blobId\",\"size\"]");
        for (String property : List.of("id", "threadId", "mailboxIds", "keywords", "receivedAt")) {
            assertThat(email.path(property).isNull()).as(property).isTrue();
        }
        assertThat(email.path("blobId").asString()).isEqualTo(blob);
        assertThat(email.path("size").asInt()).isEqualTo(mail(FORWARDED).length);
    }

    @Test
    void body_values_part_headers_and_parts_can_be_asked_for() {
        JsonNode email =
                parsed(
                        ",\"fetchTextBodyValues\":true,\"maxBodyValueBytes\":7,"
                                + "\"properties\":[\"bodyValues\",\"bodyStructure\",\"header:From:asRaw\"],"
                                + "\"bodyProperties\":[\"partId\",\"blobId\",\"type\",\"header:X-Part\",\"subParts\"]");
        assertThat(email.at("/bodyValues/1/value").asString()).isEqualTo("Bonjour");
        assertThat(email.at("/bodyValues/1/isTruncated").asBoolean()).isTrue();
        assertThat(email.path("header:From:asRaw").asString())
                .isEqualTo(" \"Paul\" <paul@liberal.mssante.test>");
        JsonNode pdf = email.at("/bodyStructure/subParts/1");
        assertThat(pdf.path("header:X-Part").asString()).isEqualTo(" oui");
        assertThat(
                        client.get(
                                        "/jmap/download/%s/%s/cr.pdf?type=application/pdf"
                                                .formatted(
                                                        client.accountId,
                                                        pdf.path("blobId").asString()))
                                .body())
                .isEqualTo("%PDF-1.4\n%%");
    }

    @Test
    void a_message_attached_to_a_mail_is_read_where_it_is() {
        deliver(
                address,
                mail(
                        """
                        Subject: dehors
                        From: p@liberal.mssante.test
                        Content-Type: multipart/mixed; boundary=o

                        --o

                        texte
                        --o
                        Content-Type: message/rfc822

                        Subject: attaché

                        texte
                        --o--
                        """));
        org.awaitility.Awaitility.await()
                .until(() -> client.call("Email/query", "{}").path("ids").size() == 1);
        String attached =
                client.email(client.emailId("dehors"), "").at("/attachments/0/blobId").asString();
        JsonNode response =
                client.call("Email/parse", "{\"blobIds\":[\"%s\"]}".formatted(attached));
        assertThat(response.path("parsed").path(attached).path("subject").asString())
                .isEqualTo("attaché");
    }

    @Test
    void what_is_no_message_and_what_does_not_exist_are_told_apart() {
        String text = upload("rien qui ressemble à un message");
        JsonNode response =
                client.call(
                        "Email/parse",
                        "{\"blobIds\":[\"%s\",\"be999999\",\"nonsense\"]}".formatted(text));
        assertThat(response.path("parsed").isNull()).isTrue();
        assertThat(response.at("/notParsable/0").asString()).isEqualTo(text);
        assertThat(response.path("notFound"))
                .isEqualTo(JSON.readTree("[\"be999999\",\"nonsense\"]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Email/parse|{}|invalidArguments",
                "Email/parse|{\"blobIds\":null}|invalidArguments",
                "Email/parse|{\"blobIds\":[\"a\"],\"properties\":[\"nonsense\"]}|invalidArguments",
                "Email/parse|{\"blobIds\":[\"a\"],\"bodyProperties\":[\"nonsense\"]}|invalidArguments",
                "Email/parse|{\"blobIds\":[\"a\"],\"maxBodyValueBytes\":-1}|invalidArguments",
                "Email/parse|{\"blobIds\":[\"a\"],\"ids\":[]}|invalidArguments",
                "Email/copy|{\"create\":{}}|invalidArguments",
                "Email/copy|{\"fromAccountId\":\"m999\"}|invalidArguments",
                "Email/copy|{\"fromAccountId\":\"m999\",\"create\":{}}|fromAccountNotFound",
                "Email/copy|{\"fromAccountId\":\"$a\",\"create\":{}}|invalidArguments",
                "Blob/copy|{\"fromAccountId\":\"m999\",\"blobIds\":[]}|fromAccountNotFound",
                "Blob/copy|{\"fromAccountId\":\"$a\"}|invalidArguments",
                "Blob/copy|{\"blobIds\":[]}|invalidArguments"
            })
    void what_cannot_be_is_the_error_of_the_rfc(String method, String arguments, String type) {
        assertThat(client.error(method, arguments)).isEqualTo(type);
    }

    @Test
    void a_blob_copied_within_the_account_is_the_same_blob() {
        JsonNode response =
                client.call(
                        "Blob/copy",
                        "{\"fromAccountId\":\"$a\",\"blobIds\":[\"%s\",\"be999999\"]}"
                                .formatted(blob));
        assertThat(response.path("fromAccountId").asString()).isEqualTo(client.accountId);
        assertThat(response.path("copied").path(blob).asString()).isEqualTo(blob);
        assertThat(response.path("notCopied").path("be999999").path("type").asString())
                .isEqualTo("notFound");
    }

    // --- Email/import

    @Test
    void an_imported_message_is_where_and_as_it_was_asked() {
        JsonNode created =
                imported("\"keywords\":{\"$seen\":true},\"receivedAt\":\"2024-02-29T10:00:00.7Z\"");
        assertThat(created.propertyNames())
                .containsExactlyInAnyOrder("id", "blobId", "threadId", "size");
        JsonNode email = client.email(created.path("id").asString(), "");
        assertThat(email.path("receivedAt").asString()).isEqualTo("2024-02-29T10:00:00Z");
        assertThat(email.path("keywords")).isEqualTo(JSON.readTree("{\"$seen\":true}"));
        assertThat(email.path("subject").asString()).isEqualTo("Dedans été");
        assertThat(email.at("/attachments/0/size").asInt()).isEqualTo(11);
    }

    @Test
    void without_a_date_it_was_received_when_the_last_server_says() {
        blob =
                upload(
                        "Received: from a by b; Tue, 10 Mar 2026 10:00:00 +0100\n"
                                + "Received: from x by a; Tue, 10 Mar 2026 09:00:00 +0100\n"
                                + FORWARDED);
        JsonNode email = client.email(imported("\"keywords\":{}").path("id").asString(), "");
        assertThat(email.path("receivedAt").asString()).isEqualTo("2026-03-10T09:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"blobId\":\"nonsense\",\"mailboxIds\":{\"$inbox\":true}}|invalidProperties|blobId",
                "{\"mailboxIds\":{\"$inbox\":true}}|invalidProperties|blobId",
                "{\"blobId\":7,\"mailboxIds\":{\"$inbox\":true}}|invalidProperties|blobId",
                "{\"blobId\":\"$blob\"}|invalidProperties|mailboxIds",
                "{\"blobId\":\"$blob\",\"mailboxIds\":{}}|invalidProperties|mailboxIds",
                "{\"blobId\":\"$blob\",\"mailboxIds\":{\"f999999\":true}}|invalidProperties|mailboxIds",
                "{\"blobId\":\"$blob\",\"mailboxIds\":{\"$inbox\":false}}|invalidProperties|mailboxIds",
                "{\"blobId\":\"$blob\",\"mailboxIds\":{\"$inbox\":true},\"keywords\":[]}|invalidProperties|keywords",
                "{\"blobId\":\"$blob\",\"mailboxIds\":{\"$inbox\":true},\"keywords\":{\"a b\":true}}|invalidProperties|keywords",
                "{\"blobId\":\"$blob\",\"mailboxIds\":{\"$inbox\":true},\"receivedAt\":\"hier\"}|invalidProperties|receivedAt",
                "{\"blobId\":\"$blob\",\"mailboxIds\":{\"$inbox\":true},\"nonsense\":1}|invalidProperties|nonsense"
            })
    void an_import_that_cannot_be_is_an_error_of_that_email(
            String json, String type, String property) {
        String email = json.replace("$inbox", client.mailbox("inbox")).replace("$blob", blob);
        JsonNode error =
                client.call("Email/import", "{\"emails\":{\"i\":" + email + "}}")
                        .path("notCreated")
                        .path("i");
        assertThat(error.path("type").asString()).isEqualTo(type);
        assertThat(error.at("/properties/0").asString()).isEqualTo(property);
    }

    @Test
    void a_file_that_is_no_message_is_not_imported_and_the_others_are() {
        String text = upload("rien");
        String inbox = client.mailbox("inbox");
        JsonNode response =
                client.call(
                        "Email/import",
                        """
                        {"emails":{"bad":{"blobId":"%s","mailboxIds":{"%s":true}},
                                   "good":{"blobId":"%s","mailboxIds":{"%s":true}}}}
                        """
                                .formatted(text, inbox, blob, inbox));
        assertThat(response.at("/notCreated/bad/type").asString()).isEqualTo("invalidEmail");
        assertThat(response.path("created").has("good")).isTrue();
        assertThat(response.path("newState")).isNotEqualTo(response.path("oldState"));
    }

    // --- SearchSnippet/get

    @Test
    void what_was_looked_for_is_marked_whatever_its_accents_and_its_form() {
        String id = imported("\"keywords\":{}").path("id").asString();
        JsonNode snippet = snippet(id, "{\"text\":\"ETE compte\"}");
        assertThat(snippet.path("emailId").asString()).isEqualTo(id);
        assertThat(snippet.path("subject").asString()).isEqualTo("Dedans <mark>été</mark>");
        assertThat(snippet.path("preview").asString())
                .isEqualTo("Bonjour, voici le <mark>compte</mark> rendu.");
        assertThat(snippet(id, "{\"body\":\"comptes\"}").path("subject").isNull()).isTrue();
        assertThat(snippet(id, "{\"body\":\"comptes\"}").path("preview").asString())
                .contains("<mark>compte</mark>");
        assertThat(snippet(id, "{\"text\":\"\\\"compte rendu\\\"\"}").path("preview").asString())
                .contains("<mark>compte rendu</mark>");
        JsonNode nothing =
                snippet(id, "{\"operator\":\"NOT\",\"conditions\":[{\"text\":\"compte\"}]}");
        assertThat(nothing.path("subject").isNull() && nothing.path("preview").isNull()).isTrue();
    }

    @Test
    void a_snippet_is_harmless_html_of_at_most_255_octets() {
        blob =
                upload(
                        "Subject: <b>été</b> & \"co\"\n\n"
                                + "<script> é & ".repeat(60)
                                + "aiguille"
                                + " <i>'é'".repeat(60));
        String id = imported("\"keywords\":{}").path("id").asString();
        JsonNode snippet = snippet(id, "{\"text\":\"aiguille\"}");
        String preview = snippet.path("preview").asString();
        assertThat(preview).contains("<mark>aiguille</mark>").startsWith("…").endsWith("…");
        assertThat(preview.replace("<mark>", "").replace("</mark>", "")).doesNotContain("<", ">");
        assertThat(preview.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                .isBetween(100, 255);
        assertThat(snippet(id, "{\"subject\":\"été\"}").path("subject").asString())
                .isEqualTo("&lt;b&gt;<mark>été</mark>&lt;/b&gt; &amp; &quot;co&quot;");
    }

    @Test
    void snippets_of_what_does_not_exist_are_not_found_and_a_bad_filter_is_an_error() {
        JsonNode response =
                client.call("SearchSnippet/get", "{\"emailIds\":[\"e999999\"],\"filter\":null}");
        assertThat(response.path("list")).isEmpty();
        assertThat(response.at("/notFound/0").asString()).isEqualTo("e999999");
        assertThat(
                        client.error(
                                "SearchSnippet/get",
                                "{\"emailIds\":[],\"filter\":{\"nonsense\":1}}"))
                .isEqualTo("unsupportedFilter");
        assertThat(client.error("SearchSnippet/get", "{\"filter\":{\"text\":\"x\"}}"))
                .isEqualTo("invalidArguments");
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 51; i++) {
            many.add("\"e" + i + "\"");
        }
        assertThat(client.error("SearchSnippet/get", "{\"emailIds\":" + many + "}"))
                .isEqualTo("requestTooLarge");
    }

    private JsonNode snippet(String id, String filter) {
        return client.call(
                        "SearchSnippet/get",
                        "{\"emailIds\":[\"%s\"],\"filter\":%s}".formatted(id, filter))
                .path("list")
                .path(0);
    }

    private JsonNode imported(String more) {
        JsonNode response =
                client.call(
                        "Email/import",
                        "{\"emails\":{\"i\":{\"blobId\":\"%s\",\"mailboxIds\":{\"%s\":true},%s}}}"
                                .formatted(blob, client.mailbox("inbox"), more));
        assertThat(response.path("created").has("i")).as(response.toString()).isTrue();
        return response.path("created").path("i");
    }

    private JsonNode parsed(String more) {
        JsonNode response =
                client.call("Email/parse", "{\"blobIds\":[\"%s\"]%s}".formatted(blob, more));
        assertThat(response.path("notFound").isNull()).as(response.toString()).isTrue();
        return response.path("parsed").path(blob);
    }

    private String upload(String text) {
        return client.send(
                        "POST",
                        "/jmap/upload/" + client.accountId + "/",
                        text.replace("\n", "\r\n"),
                        "Content-Type",
                        "message/rfc822")
                .json()
                .path("blobId")
                .asString();
    }
}
