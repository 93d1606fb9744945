package fr.spico.jmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.spico.mail.MssAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Text search as programs ask it: RFC 8621 §4.4.1 and §5, and what our capability adds.
class SearchTest extends JmapScene {

    private MssAddress address;
    private Client client;

    @BeforeEach
    void someMails() {
        address = newAddress();
        deliver(address, mail("Suivi post-opératoire", "p@liberal.mssante.test", address));
        deliver(
                address,
                mail(
                        """
                        Message-ID: <piece-%s@liberal.mssante.test>
                        Date: Mon, 9 Mar 2026 09:05:00 +0100
                        From: p@liberal.mssante.test
                        To: %s
                        Subject: Documents
                        MIME-Version: 1.0
                        Content-Type: multipart/mixed; boundary=b

                        --b
                        Content-Type: text/plain; charset=utf-8

                        Ci-joint.
                        --b
                        Content-Type: application/pdf
                        Content-Disposition: attachment; filename="Scanner cerebral.pdf"
                        Content-Transfer-Encoding: base64

                        JVBERi0=
                        --b--
                        """
                                .formatted(address.value(), address.value())));
        deliver(address, patientMail("Mon scanner", address));
        client = link(people.doctor(), address);
    }

    @Test
    void names_of_attachments_are_found_by_themselves_and_with_the_rest() {
        assertThat(found("{\"attachmentName\":\"scanners\"}")).isEqualTo(1);
        assertThat(found("{\"attachmentName\":\"cereb\"}")).isEqualTo(1);
        assertThat(found("{\"attachmentName\":\"documents\"}")).isEqualTo(0);
        assertThat(found("{\"text\":\"scanner\"}")).isEqualTo(2);
        assertThat(found("{\"body\":\"cerebral\"}")).isEqualTo(0);
    }

    @Test
    void our_condition_needs_our_capability() {
        String call =
                """
                {"using":["urn:ietf:params:jmap:core","urn:ietf:params:jmap:mail"],"methodCalls":[
                 ["Email/query",{"accountId":"%1$s","filter":{"attachmentName":"x"}},"0"],
                 ["Email/query",{"accountId":"%1$s","filter":{"text":"scanner"}},"1"]]}
                """
                        .formatted(client.accountId);
        JsonNode responses = client.api(call).json().path("methodResponses");
        assertThat(responses.at("/0/1/type").asString()).isEqualTo("unsupportedFilter");
        assertThat(responses.at("/1/1").has("catchingUp")).isFalse();
        assertThat(responses.at("/1/1/ids")).hasSize(2);
    }

    @Test
    void the_name_of_an_attachment_is_marked() {
        JsonNode answer =
                client.calls(
                        """
                        ["Email/query",{"accountId":"$a","filter":{"text":"scanner cerebral"}},"0"],
                        ["SearchSnippet/get",{"accountId":"$a","filter":{"text":"scanner cerebral"},
                          "#emailIds":{"resultOf":"0","name":"Email/query","path":"/ids"}},"1"]\
                        """);
        assertThat(answer.at("/1/1/list/0/attachment").asString())
                .isEqualTo("<mark>Scanner cerebral</mark>.pdf");
        assertThat(answer.at("/1/1/list/0/subject").isNull()).isTrue();
    }

    /// RFC 8621 §5: at most 255 octets, and the match is within.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://exemple.test/%1$s un ostéodensitomètre et %1$s",
                "& < > & < > & < > & < > & < > & < > & < > & < > & < > & < > & < > & < > & < > & < > & < > un ostéodensitomètre",
                "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀 ostéodensitomètre",
                "ostéodensitomètre %1$s"
            })
    void what_was_found_is_in_the_snippet_whatever_stands_before_it(String text) {
        deliver(
                address,
                mail(
                        "From: p@liberal.mssante.test\nContent-Type: text/plain; charset=utf-8\n\n%s\n"
                                .formatted(text.formatted("abcdefgh".repeat(40)))));
        String filter = "{\"body\":\"ostéodensitomètre\"}";
        await().until(() -> !query(filter).path("ids").isEmpty());
        String preview =
                client.call(
                                "SearchSnippet/get",
                                "{\"filter\":%s,\"emailIds\":[%s]}"
                                        .formatted(filter, query(filter).path("ids").path(0)))
                        .at("/list/0/preview")
                        .asString();
        assertThat(preview).contains("<mark>ostéodensitomètre</mark>");
        assertThat(preview.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(255);
    }

    @Test
    void an_engine_that_is_catching_up_says_how_far_it_is() {
        assertThat(query("{\"text\":\"absent\"}").path("catchingUp").isNull()).isTrue();
        OPERATOR.unreachable(true);
        database.run(tx -> {
            tx.sql(
                            """
                            update replica_folder set filled = false
                            where mailbox = (select id from replica_mailbox where address = :address)\
                            """)
                    .param("address", address.value())
                    .update();
            tx.sql("update replica_mailbox set expected = 100 where address = :address")
                    .param("address", address.value())
                    .update();
        });
        JsonNode page = query("{\"text\":\"absent\"}");
        assertThat(page.path("ids")).isEmpty();
        assertThat(page.at("/catchingUp/done").asInt()).isEqualTo(3);
        assertThat(page.at("/catchingUp/total").asInt()).isEqualTo(100);
        OPERATOR.unreachable(false);
        deliver(address, mail("Enfin absent", "p@liberal.mssante.test", address));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    JsonNode later = query("{\"text\":\"absent\"}");
                    assertThat(later.path("ids")).hasSize(1);
                    assertThat(later.path("catchingUp").isNull()).isTrue();
                });
    }

    private int found(String filter) {
        JsonNode page = query(filter);
        assertThat(page.path("total").asInt()).isEqualTo(page.path("ids").size());
        return page.path("ids").size();
    }

    private JsonNode query(String filter) {
        return client.call("Email/query", "{\"calculateTotal\":true,\"filter\":" + filter + "}");
    }
}
