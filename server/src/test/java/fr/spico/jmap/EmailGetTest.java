package fr.spico.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.MssAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// RFC 8621 §4.1, §4.2.
class EmailGetTest extends JmapScene {

    private static final String RICH =
            """
            Message-ID: <one@liberal.mssante.test>
            In-Reply-To: <zero@liberal.mssante.test>
            References: <minus@liberal.mssante.test> <zero@liberal.mssante.test>
            Date: Mon, 9 Mar 2026 09:05:00 +0100
            From: =?utf-8?q?H=C3=A9l=C3=A8ne?= <h@liberal.mssante.test>
            To: Groupe: a@liberal.mssante.test, B <b@liberal.mssante.test>;, %s
            Subject: =?utf-8?q?R=C3=A9sultats?=
            X-Twice: one
            X-Twice: two
            List-Post: <mailto:l@liberal.mssante.test>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=outer

            --outer
            Content-Type: multipart/alternative; boundary=inner

            --inner
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            =C3=A9t=C3=A9 =F0=9F=98=80 fin
            --inner
            Content-Type: text/html; charset=utf-8

            <p>bonjour <b>toi</b></p>
            --inner--
            --outer
            Content-Type: application/pdf; name="r.pdf"
            Content-Disposition: attachment; filename="r.pdf"
            Content-Transfer-Encoding: base64

            JVBERi0xLjQK
            --outer--
            """;

    private Client client() {
        MssAddress address = newAddress();
        deliver(address, mail(RICH.formatted(address.value())));
        return link(people.doctor(), address);
    }

    @Test
    void the_default_properties_are_those_of_the_rfc() {
        Client client = client();
        String id = client.emailId("Résultats");
        JsonNode email = client.email(id, "");
        assertThat(email.path("id").asString()).isEqualTo(id);
        assertThat(email.path("messageId").path(0).asString())
                .isEqualTo("one@liberal.mssante.test");
        assertThat(email.path("references")).hasSize(2);
        assertThat(email.path("sentAt").asString()).isEqualTo("2026-03-09T09:05:00+01:00");
        assertThat(email.path("subject").asString()).isEqualTo("Résultats");
        assertThat(email.path("from"))
                .isEqualTo(
                        JSON.readTree(
                                "[{\"name\":\"Hélène\",\"email\":\"h@liberal.mssante.test\"}]"));
        assertThat(email.path("to")).hasSize(3);
        assertThat(email.path("cc").isNull()).isTrue();
        assertThat(email.path("hasAttachment").asBoolean()).isTrue();
        assertThat(email.path("keywords").isObject()).isTrue();
        assertThat(email.path("mailboxIds").propertyNames())
                .containsExactly(client.mailbox("inbox"));
        assertThat(email.path("bodyValues")).isEmpty();
        assertThat(email.path("textBody").path(0).path("type").asString()).isEqualTo("text/plain");
        assertThat(email.path("htmlBody").path(0).path("type").asString()).isEqualTo("text/html");
        assertThat(email.path("attachments").path(0).path("name").asString()).isEqualTo("r.pdf");
        assertThat(email.path("messageType").asString()).isEqualTo("professional");
        assertThat(email.path("direction").asString()).isEqualTo("received");
        assertThat(email.has("bodyStructure")).isFalse();
    }

    @Test
    void each_form_of_a_header_is_given_under_the_name_it_was_asked_by() {
        Client client = client();
        JsonNode email =
                client.email(
                        client.emailId("Résultats"),
                        """
                        "properties":["header:Subject","header:subject:asText","header:To:asGroupedAddresses",
                         "header:X-Twice:asText:all","header:X-Twice","header:List-Post:asURLs","header:Date:asDate",
                         "header:References:asMessageIds","header:X-None:all","header:X-None","header:From:asAddresses"]
                        """);
        assertThat(email.path("header:Subject").asString())
                .isEqualTo(" =?utf-8?q?R=C3=A9sultats?=");
        assertThat(email.path("header:subject:asText").asString()).isEqualTo("Résultats");
        JsonNode groups = email.path("header:To:asGroupedAddresses");
        assertThat(groups.path(0).path("name").asString()).isEqualTo("Groupe");
        assertThat(groups.path(0).path("addresses")).hasSize(2);
        assertThat(groups.path(1).path("name").isNull()).isTrue();
        assertThat(email.path("header:X-Twice:asText:all"))
                .isEqualTo(JSON.readTree("[\"one\",\"two\"]"));
        assertThat(email.path("header:X-Twice").asString()).isEqualTo(" two");
        assertThat(email.path("header:List-Post:asURLs").path(0).asString())
                .isEqualTo("mailto:l@liberal.mssante.test");
        assertThat(email.path("header:Date:asDate").asString())
                .isEqualTo("2026-03-09T09:05:00+01:00");
        assertThat(email.path("header:References:asMessageIds")).hasSize(2);
        assertThat(email.path("header:X-None:all")).isEmpty();
        assertThat(email.path("header:X-None").isNull()).isTrue();
        assertThat(email.path("header:From:asAddresses").path(0).path("name").asString())
                .isEqualTo("Hélène");
        assertThat(email.propertyNames()).hasSize(12).contains("id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "header:Subject:asAddresses",
                "header:From:asText",
                "header:Date:asMessageIds",
                "header:Received:asText",
                "header:Subject:asNothing",
                "header:",
                "header:Subject:all:asText",
                "nonsense"
            })
    void a_form_that_the_field_does_not_have_is_invalid(String property) {
        Client client = client();
        assertThat(client.error("Email/get", "{\"ids\":[],\"properties\":[\"" + property + "\"]}"))
                .isEqualTo("invalidArguments");
    }

    @Test
    void the_body_structure_is_a_tree_with_blobs_for_leaves() {
        Client client = client();
        JsonNode root =
                client.email(
                                client.emailId("Résultats"),
                                """
                                "properties":["bodyStructure"],
                                "bodyProperties":["partId","blobId","type","subParts","size","charset","header:Content-Type"]
                                """)
                        .path("bodyStructure");
        assertThat(root.path("type").asString()).isEqualTo("multipart/mixed");
        assertThat(root.path("partId").isNull()).isTrue();
        assertThat(root.path("blobId").isNull()).isTrue();
        assertThat(root.path("header:Content-Type").asString())
                .isEqualTo(" multipart/mixed; boundary=outer");
        JsonNode plain = root.path("subParts").path(0).path("subParts").path(0);
        assertThat(plain.path("partId").asString()).isEqualTo("1.1");
        assertThat(plain.path("blobId").asString()).endsWith("-1_1");
        assertThat(plain.path("charset").asString()).isEqualTo("utf-8");
        JsonNode pdf = root.path("subParts").path(1);
        assertThat(pdf.path("charset").isNull()).isTrue();
        assertThat(pdf.path("subParts").isNull()).isTrue();
        assertThat(pdf.path("size").asInt()).isEqualTo(9);
    }

    @Test
    void values_are_decoded_and_cut_between_characters() {
        Client client = client();
        String id = client.emailId("Résultats");
        JsonNode all = client.email(id, "\"fetchAllBodyValues\":true").path("bodyValues");
        assertThat(all.path("1.1").path("value").asString()).isEqualTo("été 😀 fin");
        assertThat(all.path("1.1").path("isTruncated").asBoolean()).isFalse();
        assertThat(all.path("1.2").path("value").asString()).contains("<b>toi</b>");
        assertThat(all.size()).isEqualTo(2);

        JsonNode cut =
                client.email(id, "\"fetchTextBodyValues\":true,\"maxBodyValueBytes\":8")
                        .path("bodyValues");
        assertThat(cut.size()).isEqualTo(1);
        assertThat(cut.path("1.1").path("value").asString()).isEqualTo("été ");
        assertThat(cut.path("1.1").path("isTruncated").asBoolean()).isTrue();

        JsonNode html =
                client.email(id, "\"fetchHTMLBodyValues\":true,\"maxBodyValueBytes\":13")
                        .path("bodyValues");
        assertThat(html.path("1.2").path("value").asString()).isEqualTo("<p>bonjour ");
    }

    @Test
    void ids_that_do_not_exist_are_not_found_and_the_rest_is_given() {
        Client client = client();
        String id = client.emailId("Résultats");
        JsonNode response =
                client.call(
                        "Email/get",
                        "{\"ids\":[\"e999999\",\"%s\",\"x\",\"%s\"],\"properties\":[\"size\"]}"
                                .formatted(id, id));
        assertThat(response.path("list")).hasSize(1);
        assertThat(response.path("notFound")).isEqualTo(JSON.readTree("[\"e999999\",\"x\"]"));
    }

    @Test
    void null_ids_mean_all_up_to_the_limit() {
        Client client = client();
        assertThat(client.call("Email/get", "{\"ids\":null,\"properties\":[\"id\"]}").path("list"))
                .hasSize(1);
        String many =
                java.util.stream.IntStream.range(0, 51)
                        .mapToObj(i -> "\"e9" + i + "\"")
                        .collect(java.util.stream.Collectors.joining(","));
        assertThat(client.error("Email/get", "{\"ids\":[" + many + "]}"))
                .isEqualTo("requestTooLarge");
    }

    @Test
    void a_program_that_does_not_know_our_capability_sees_none_of_it() {
        Client client = client();
        JsonNode responses =
                client.api(
                                """
                                {"using":["urn:ietf:params:jmap:mail"],"methodCalls":[
                                 ["Email/get",{"accountId":"$a","ids":["%s"]},"0"],
                                 ["Email/get",{"accountId":"$a","ids":[],"properties":["direction"]},"1"],
                                 ["Email/query",{"accountId":"$a","filter":{"view":"inbox"}},"2"]]}
                                """
                                        .formatted(client.emailId("Résultats"))
                                        .replace("$a", client.accountId))
                        .json()
                        .path("methodResponses");
        assertThat(responses.path(0).path(1).path("list").path(0).has("direction")).isFalse();
        assertThat(responses.path(1).path(1).path("type").asString()).isEqualTo("invalidArguments");
        assertThat(responses.path(2).path(1).path("type").asString())
                .isEqualTo("unsupportedFilter");
    }

    @Test
    void another_account_does_not_exist_for_this_caller() {
        Client mine = client();
        Client other = client();
        JsonNode responses =
                mine.calls(
                        "[\"Email/get\",{\"accountId\":\"%s\",\"ids\":[\"%s\"]},\"0\"],[\"Mailbox/get\",{\"accountId\":\"x\"},\"1\"]"
                                .formatted(other.accountId, other.emailId("Résultats")));
        assertThat(responses.path(0).path(1).path("type").asString()).isEqualTo("accountNotFound");
        assertThat(responses.path(1).path(1).path("type").asString()).isEqualTo("accountNotFound");
        assertThat(
                        mine.call("Email/get", "{\"ids\":[\"" + other.emailId("Résultats") + "\"]}")
                                .path("notFound"))
                .hasSize(1);
    }

    @Test
    void threads_hold_their_emails_and_changes_tell_what_came() {
        Client client = client();
        String id = client.emailId("Résultats");
        String thread = client.email(id, "").path("threadId").asString();
        JsonNode threads = client.call("Thread/get", "{\"ids\":[\"" + thread + "\",\"t0\"]}");
        assertThat(threads.path("list").path(0).path("emailIds").path(0).asString()).isEqualTo(id);
        assertThat(threads.path("notFound").path(0).asString()).isEqualTo("t0");

        String state = client.call("Email/get", "{\"ids\":[]}").path("state").asString();
        deliver(client.address, mail("Suite", "p@liberal.mssante.test", client.address));
        org.awaitility.Awaitility.await()
                .until(() ->
                        client.call("Email/changes", "{\"sinceState\":\"" + state + "\"}")
                                        .path("created")
                                        .size()
                                == 1);
        assertThat(client.error("Email/changes", "{\"sinceState\":\"none\"}"))
                .isEqualTo("cannotCalculateChanges");
        assertThat(client.error("Email/changes", "{\"sinceState\":\"999999999\"}"))
                .isEqualTo("cannotCalculateChanges");
        assertThat(client.error("Email/changes", "{}")).isEqualTo("invalidArguments");
        assertThat(client.error("Email/changes", "{\"sinceState\":\"0\",\"maxChanges\":0}"))
                .isEqualTo("invalidArguments");
    }

    @Test
    void an_outage_is_an_error_where_something_is_missing_and_none_where_all_is_here() {
        Client client = client();
        String id = client.emailId("Résultats");
        OPERATOR.unreachable(true);
        assertThat(
                        client.email(id, "\"fetchAllBodyValues\":true")
                                .path("bodyValues")
                                .path("1.1")
                                .path("value")
                                .asString())
                .isEqualTo("été 😀 fin");
        JsonNode refused =
                client.call("Email/set", "{\"update\":{\"" + id + "\":{\"keywords/$seen\":true}}}")
                        .path("notUpdated")
                        .path(id);
        assertThat(refused.path("type").asString()).isEqualTo("operatorUnavailable");
        assertThat(refused.path("description").asString()).contains("ne répond pas");
        assertThat(client.email(id, "").path("keywords")).isEmpty();
    }

    @Test
    void the_headers_of_a_part_are_those_of_the_message_octet_for_octet() {
        Client client = client();
        JsonNode email =
                client.email(
                        client.emailId("Résultats"),
                        "\"properties\":[\"bodyStructure\"],"
                                + "\"bodyProperties\":[\"headers\",\"header:content-type\",\"size\",\"subParts\"]");
        JsonNode pdf = email.at("/bodyStructure/subParts/1");
        assertThat(pdf.path("header:content-type").asString())
                .isEqualTo(" application/pdf; name=\"r.pdf\"");
        assertThat(pdf.path("headers").values().stream().map(h -> h.path("name").asString()))
                .containsExactly(
                        "Content-Type", "Content-Disposition", "Content-Transfer-Encoding");
        assertThat(pdf.path("size").asInt()).isEqualTo(9);
        JsonNode inner = email.at("/bodyStructure/subParts/0");
        assertThat(inner.path("header:content-type").asString())
                .isEqualTo(" multipart/alternative; boundary=inner");
        assertThat(inner.at("/subParts/0/size").asInt())
                .isEqualTo("été 😀 fin".getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
    }
}
