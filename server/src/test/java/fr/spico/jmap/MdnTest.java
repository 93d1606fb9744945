package fr.spico.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.MssAddress;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Receipts (RFC 9007). The undo window is an hour here: nothing leaves.
class MdnTest extends JmapScene {

    private MssAddress address;
    private MssAddress colleague;
    private Client client;
    private String identity;

    @BeforeEach
    void aMailThatAsksForAReceipt() {
        colleague = newAddress();
        database.run(tx -> DirectoryPeople.add(tx, colleague));
        address = newAddress();
        deliver(address, asking("Demande", colleague.value(), colleague.value()));
        deliver(address, mail("Silence", colleague.value(), address));
        client = link(people.doctor(), address);
        identity = client.call("Identity/get", "{}").path("list").path(0).path("id").asString();
    }

    @Test
    void a_receipt_is_a_mail_that_is_submitted_like_any_other_and_can_be_read_back() {
        String email = client.emailId("Demande");
        JsonNode responses =
                calls(
                        "[\"MDN/send\",{\"accountId\":\"$a\",\"identityId\":\"%s\",\"send\":{\"k\":%s},\"onSuccessUpdateEmail\":{\"#k\":{\"keywords/$mdnsent\":true}}},\"0\"]"
                                .formatted(identity, mdn(email)));
        JsonNode sent = responses.path(0).path(1).path("sent").path("k");
        assertThat(sent.path("finalRecipient").asString())
                .as(responses.toString())
                .isEqualTo("rfc822; " + address.value());
        assertThat(sent.path("originalMessageId").asString()).matches("<.+>");
        assertThat(responses.path(1).path(0).asString()).isEqualTo("Email/set");
        assertThat(client.email(email, "").path("keywords").has("$mdnsent")).isTrue();
        JsonNode submission = client.call("EmailSubmission/get", "{}").path("list").path(0);
        assertThat(submission.path("deliveryStatus").has(colleague.value())).isTrue();

        JsonNode draft =
                client.email(
                        submission.path("emailId").asString(),
                        "\"properties\":[\"blobId\",\"bodyStructure\",\"header:Auto-Submitted:asText\",\"to\",\"subject\"]");
        assertThat(draft.path("bodyStructure").path("type").asString())
                .isEqualTo("multipart/report");
        assertThat(draft.path("header:Auto-Submitted:asText").asString()).isEqualTo("auto-replied");
        JsonNode parsed =
                calls(
                                "[\"MDN/parse\",{\"accountId\":\"$a\",\"blobIds\":[\"%s\",\"b%s\",\"bx\"]},\"0\"]"
                                        .formatted(draft.path("blobId").asString(), email))
                        .path(0)
                        .path(1);
        JsonNode read = parsed.path("parsed").path(draft.path("blobId").asString());
        assertThat(read.path("forEmailId").asString()).as(parsed.toString()).isEqualTo(email);
        assertThat(read.path("disposition").toString())
                .isEqualTo(
                        "{\"actionMode\":\"manual-action\",\"sendingMode\":\"mdn-sent-manually\",\"type\":\"displayed\"}");
        assertThat(read.path("textBody").asString()).contains("Lu.");
        assertThat(read.path("subject").asString()).isEqualTo("Lu : Demande");
        assertThat(read.path("reportingUA").asString()).isEqualTo("essai; essai");
        assertThat(read.path("finalRecipient").asString()).isEqualTo("rfc822; " + address.value());
        assertThat(read.path("extensionFields").path("X-Extension").asString()).isEqualTo("oui");
        assertThat(parsed.path("notParsable").path(0).asString()).isEqualTo("b" + email);
        assertThat(parsed.path("notFound").path(0).asString()).isEqualTo("bx");
    }

    @Test
    void a_receipt_leaves_once() {
        String email = client.emailId("Demande");
        client.call(
                "Email/set", "{\"update\":{\"%s\":{\"keywords/$mdnsent\":true}}}".formatted(email));
        assertThat(refusal(mdn(email))).isEqualTo("mdnAlreadySent");
    }

    @Test
    void what_asks_for_no_receipt_or_does_not_exist_gets_none() {
        assertThat(refusal(mdn(client.emailId("Silence")))).isEqualTo("notFound");
        assertThat(refusal(mdn("e999999"))).isEqualTo("notFound");
    }

    @Test
    void a_receipt_that_says_nothing_of_the_rfc_is_refused() {
        String email = client.emailId("Demande");
        assertThat(refusal("{\"forEmailId\":\"%s\"}".formatted(email)))
                .isEqualTo("invalidProperties");
        assertThat(refusal(mdn(email).replace("displayed", "avalé")))
                .isEqualTo("invalidProperties");
        assertThat(refusal(mdn(email).replace("reportingUA", "finalRecipient")))
                .isEqualTo("invalidProperties");
    }

    @Test
    void a_receipt_to_somebody_outside_of_the_directory_is_refused_and_leaves_no_draft() {
        deliver(address, asking("Piège", colleague.value(), "inconnu@liberal.mssante.test"));
        org.awaitility.Awaitility.await()
                .until(() -> client.call("Email/query", "{}").path("ids").size() == 3);
        assertThat(refusal(mdn(client.emailId("Piège")))).isEqualTo("forbidden");
        assertThat(
                        client.call(
                                        "Email/query",
                                        "{\"filter\":{\"inMailbox\":\"%s\"}}"
                                                .formatted(client.mailbox("drafts")))
                                .path("ids"))
                .isEmpty();
        assertThat(client.call("EmailSubmission/query", "{}").path("ids")).isEmpty();
    }

    @Test
    void a_patients_mail_gets_no_receipt_from_whom_it_does_not_exist_for() {
        deliver(
                address,
                asking(
                        "Patiente",
                        "279035121518989@patient.mssante.test",
                        "279035121518989@patient.mssante.test"));
        org.awaitility.Awaitility.await()
                .until(() -> client.call("Email/query", "{}").path("ids").size() == 3);
        String email = client.emailId("Patiente");
        Client worker = link(people.socialWorker(), address);
        JsonNode answer =
                calls(
                                worker,
                                send(
                                        worker.call("Identity/get", "{}")
                                                .path("list")
                                                .path(0)
                                                .path("id")
                                                .asString(),
                                        mdn(email)))
                        .path(0)
                        .path(1);
        assertThat(answer.path("notSent").path("k").path("type").asString()).isEqualTo("notFound");
    }

    @Test
    void an_unknown_identity_is_an_invalid_argument() {
        JsonNode answer = calls(send("i1-99", mdn(client.emailId("Demande")))).path(0);
        assertThat(answer.path(1).path("type").asString()).isEqualTo("invalidArguments");
    }

    private String refusal(String mdn) {
        JsonNode answer = calls(send(identity, mdn)).path(0).path(1);
        assertThat(answer.path("sent").isNull()).as(answer.toString()).isTrue();
        return answer.path("notSent").path("k").path("type").asString();
    }

    private static String send(String identity, String mdn) {
        return "[\"MDN/send\",{\"accountId\":\"$a\",\"identityId\":\"%s\",\"send\":{\"k\":%s}},\"0\"]"
                .formatted(identity, mdn);
    }

    private static String mdn(String email) {
        return """
        {"forEmailId":"%s","subject":"Lu : Demande","textBody":"Lu.","reportingUA":"essai; essai",
         "disposition":{"actionMode":"manual-action","sendingMode":"mdn-sent-manually","type":"displayed"},
         "extensionFields":{"X-Extension":"oui"}}
        """
                .formatted(email);
    }

    private JsonNode calls(String calls) {
        return calls(client, calls);
    }

    private static JsonNode calls(Client client, String calls) {
        return client.api(
                        """
                        {"using":["urn:ietf:params:jmap:core","urn:ietf:params:jmap:mail","urn:ietf:params:jmap:mdn"],
                         "methodCalls":[%s]}
                        """
                                .formatted(calls.replace("\"$a\"", "\"" + client.accountId + "\"")))
                .json()
                .path("methodResponses");
    }

    private byte[] asking(String subject, String from, String receiptTo) {
        return mail(
                """
                Message-ID: <%s@liberal.mssante.test>
                Date: Mon, 9 Mar 2026 09:05:00 +0100
                From: %s
                To: %s
                Subject: =?utf-8?B?%s?=
                Disposition-Notification-To: %s
                Content-Type: text/plain; charset=utf-8

                Bonjour.
                """
                        .formatted(
                                UUID.randomUUID(),
                                from,
                                address.value(),
                                java.util.Base64.getEncoder()
                                        .encodeToString(
                                                subject.getBytes(
                                                        java.nio.charset.StandardCharsets.UTF_8)),
                                receiptTo));
    }
}
