package fr.spico.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// RFC 8621 §4.8.
class EmailImportTest extends JmapScene {

    private Client client;

    @BeforeEach
    void aLinkedMailbox() {
        client = link(people.doctor(), newAddress());
    }

    @Test
    void a_message_is_imported_as_it_is() {
        String blob =
                client.upload(
                        "Subject: importé\r\nFrom: a@liberal.mssante.test\r\n\r\nbonjour\r\n");
        JsonNode response =
                client.call(
                        "Email/import",
                        "{\"emails\":{\"a\":{\"blobId\":\"%s\",\"mailboxIds\":{\"%s\":true}},\"b\":{\"blobId\":\"be9999\",\"mailboxIds\":{\"%s\":true}}}}"
                                .formatted(blob, client.mailbox("inbox"), client.mailbox("inbox")));
        String imported = response.path("created").path("a").path("id").asString();
        assertThat(client.email(imported, "").path("preview").asString()).isEqualTo("bonjour");
        assertThat(response.path("notCreated").path("b").path("type").asString())
                .isEqualTo("invalidProperties");
    }

    @Test
    void everything_that_is_wrong_with_an_import_is_named_at_once() {
        JsonNode error =
                client.call(
                                "Email/import",
                                "{\"emails\":{\"k\":{\"blobId\":\"x\",\"mailboxIds\":{},\"keywords\":{\"a b\":true},\"receivedAt\":\"hier\",\"nonsense\":1}}}")
                        .at("/notCreated/k");
        assertThat(error.path("type").asString()).isEqualTo("invalidProperties");
        assertThat(error.path("properties").values())
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrder(
                        "blobId", "mailboxIds", "keywords", "receivedAt", "nonsense");
    }
}
