package fr.spico.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.MssAddress;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Row C3: for who is not in RPPS, mails exchanged with patients do not exist. A shared mailbox, a
/// doctor and a social worker.
class PatientMailsTest extends JmapScene {

    private Client doctor;
    private Client worker;
    private String patientMail;

    @BeforeEach
    void aSharedMailbox() {
        MssAddress address = newAddress();
        deliver(address, mail("alpha", "p@liberal.mssante.test", address));
        deliver(address, patientMail("echo", address));
        doctor = link(people.doctor(), address);
        worker = link(people.socialWorker(), address);
        patientMail = doctor.emailId("echo");
    }

    @Test
    void the_doctor_sees_them_so_the_rest_of_this_test_means_something() {
        assertThat(doctor.call("Email/query", "{}").path("ids")).hasSize(2);
        assertThat(doctor.get(page(doctor)).status()).isEqualTo(200);
        assertThat(doctor.get(blob(doctor, "b" + patientMail)).status()).isEqualTo(200);
        assertThat(doctor.get(blob(doctor, "b" + patientMail + "-1")).status()).isEqualTo(200);
    }

    @Test
    void no_query_finds_them() {
        for (String filter :
                List.of(
                        "{}",
                        "{\"view\":\"all\",\"messageType\":\"patient\"}",
                        "{\"text\":\"echo\"}",
                        "{\"from\":\"patient.mssante.test\"}",
                        "{\"operator\":\"NOT\",\"conditions\":[{\"messageType\":\"professional\"}]}",
                        "{\"operator\":\"OR\",\"conditions\":[{\"subject\":\"echo\"},{\"messageType\":\"patient\"}]}")) {
            JsonNode page =
                    worker.call(
                            "Email/query", "{\"calculateTotal\":true,\"filter\":" + filter + "}");
            assertThat(page.path("ids").toString()).as(filter).doesNotContain(patientMail);
            assertThat(page.path("total").asInt()).isEqualTo(page.path("ids").size());
        }
        assertThat(worker.error("Email/query", "{\"anchor\":\"" + patientMail + "\"}"))
                .isEqualTo("anchorNotFound");
    }

    @Test
    void no_get_gives_them() {
        assertThat(worker.call("Email/get", "{\"ids\":[\"" + patientMail + "\"]}").path("notFound"))
                .hasSize(1);
        assertThat(worker.call("Email/get", "{\"ids\":null}").path("list")).hasSize(1);
        String thread = doctor.email(patientMail, "").path("threadId").asString();
        assertThat(worker.call("Thread/get", "{\"ids\":[\"" + thread + "\"]}").path("notFound"))
                .hasSize(1);
        assertThat(worker.call("Thread/get", "{\"ids\":null}").path("list")).hasSize(1);
    }

    @Test
    void no_count_counts_them() {
        JsonNode inbox =
                worker.call("Mailbox/get", "{\"ids\":[\"" + worker.mailbox("inbox") + "\"]}")
                        .path("list")
                        .path(0);
        assertThat(inbox.path("totalEmails").asInt()).isEqualTo(1);
        assertThat(inbox.path("unreadEmails").asInt()).isEqualTo(1);
        assertThat(inbox.path("totalThreads").asInt()).isEqualTo(1);
    }

    @Test
    void no_blob_and_no_page_shows_them() {
        assertThat(worker.get(page(worker)).status()).isEqualTo(404);
        assertThat(worker.get(blob(worker, "b" + patientMail)).status()).isEqualTo(404);
        assertThat(worker.get(blob(worker, "b" + patientMail + "-1")).status()).isEqualTo(404);
    }

    @Test
    void no_change_tells_of_them() {
        String state = worker.call("Email/get", "{\"ids\":[]}").path("state").asString();
        doctor.call(
                "Email/set", "{\"update\":{\"" + patientMail + "\":{\"keywords/$seen\":true}}}");
        JsonNode changes = worker.call("Email/changes", "{\"sinceState\":\"" + state + "\"}");
        assertThat(changes.toString()).doesNotContain(patientMail);
    }

    @Test
    void no_set_touches_them() {
        JsonNode set =
                worker.call(
                        "Email/set",
                        "{\"update\":{\"%1$s\":{\"keywords/$seen\":true}},\"destroy\":[\"%1$s\"]}"
                                .formatted(patientMail));
        assertThat(set.path("notDestroyed").path(patientMail).path("type").asString())
                .isEqualTo("notFound");
        assertThat(
                        worker.call(
                                        "Email/set",
                                        "{\"update\":{\"%s\":{\"keywords/$seen\":true}}}"
                                                .formatted(patientMail))
                                .path("notUpdated")
                                .path(patientMail)
                                .path("type")
                                .asString())
                .isEqualTo("notFound");
        assertThat(doctor.email(patientMail, "").path("keywords")).isEmpty();
    }

    @Test
    void nothing_of_them_goes_into_a_new_mail() {
        String drafts = worker.mailbox("drafts");
        JsonNode withBlob =
                worker.call(
                        "Email/set",
                        "{\"create\":{\"k\":{\"mailboxIds\":{\"%s\":true},\"attachments\":[{\"blobId\":\"b%s\",\"type\":\"message/rfc822\"}]}}}"
                                .formatted(drafts, patientMail));
        assertThat(withBlob.path("notCreated").path("k").path("type").asString())
                .isEqualTo("blobNotFound");
        JsonNode toPatient =
                worker.call(
                        "Email/set",
                        "{\"create\":{\"k\":{\"mailboxIds\":{\"%s\":true},\"to\":[{\"email\":\"279035121518989@Patient.mssante.test\"}]}}}"
                                .formatted(drafts));
        assertThat(toPatient.path("notCreated").path("k").path("type").asString())
                .isEqualTo("forbidden");
        JsonNode submission =
                worker.call(
                        "EmailSubmission/set",
                        "{\"create\":{\"k\":{\"emailId\":\"%s\",\"identityId\":\"i%s\"}}}"
                                .formatted(patientMail, worker.accountId.substring(1)));
        assertThat(submission.path("notCreated").has("k")).isTrue();
    }

    @Test
    void no_import_brings_them_and_no_envelope_or_receipt_leads_to_them() {
        JsonNode imported = importAs(worker, "inbox", "Importée");
        assertThat(imported.path("notCreated").path("k").path("type").asString())
                .isEqualTo("forbidden");
        String letter = worker.emailId("alpha");
        for (String recipient :
                List.of(
                        "279035121518989@patient.mssante.test",
                        "<279035121518989@PATIENT.mssante.test>")) {
            JsonNode submission =
                    worker.call(
                            "EmailSubmission/set",
                            """
                            {"create":{"k":{"emailId":"%s","identityId":"i%s","envelope":
                              {"mailFrom":{"email":"%s"},"rcptTo":[{"email":"%s"}]}}}}
                            """
                                    .formatted(
                                            letter,
                                            worker.accountId.substring(1),
                                            worker.address.value(),
                                            recipient));
            assertThat(submission.path("notCreated").has("k")).as(recipient).isTrue();
        }
    }

    @Test
    void a_letter_of_a_patient_that_a_program_stored_itself_is_none_to_answer() {
        JsonNode imported = importAs(doctor, "inbox", "Inventée");
        String id = imported.path("created").path("k").path("id").asString();
        assertThat(id).as(imported.toString()).isNotEmpty();
        String messageId = doctor.email(id, "").path("messageId").path(0).asString();
        JsonNode responses =
                doctor.calls(
                        """
                        ["Email/set",{"accountId":"$a","create":{"d":{"mailboxIds":{"%s":true},"keywords":{"$draft":true},
                          "from":[{"email":"%s"}],"to":[{"email":"279035121518989@patient.mssante.test"}],
                          "inReplyTo":["%s"],"subject":"Re: Inventée","textBody":[{"partId":"t"}],
                          "bodyValues":{"t":{"value":"Bonjour"}}}}},"0"],
                        ["EmailSubmission/set",{"accountId":"$a","create":{"s":{"emailId":"#d","identityId":"i%s"}}},"1"]
                        """
                                .formatted(
                                        doctor.mailbox("drafts"),
                                        doctor.address.value(),
                                        messageId,
                                        doctor.accountId.substring(1)));
        assertThat(responses.path(1).path(1).path("notCreated").path("s").path("type").asString())
                .as(responses.toString())
                .isEqualTo("forbiddenToSend");
    }

    private static JsonNode importAs(Client client, String role, String subject) {
        String blob =
                client.send(
                                "POST",
                                "/jmap/upload/" + client.accountId + "/",
                                new String(
                                        patientMail(subject, client.address),
                                        java.nio.charset.StandardCharsets.UTF_8),
                                "Content-Type",
                                "message/rfc822")
                        .json()
                        .path("blobId")
                        .asString();
        return client.call(
                "Email/import",
                "{\"emails\":{\"k\":{\"blobId\":\"%s\",\"mailboxIds\":{\"%s\":true}}}}"
                        .formatted(blob, client.mailbox(role)));
    }

    private String page(Client client) {
        return "/api/discussions/emails/" + client.accountId + "/" + patientMail + "/html";
    }

    private static String blob(Client client, String id) {
        return "/jmap/download/" + client.accountId + "/" + id + "/x";
    }
}
