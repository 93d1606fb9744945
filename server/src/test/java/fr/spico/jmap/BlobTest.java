package fr.spico.jmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.spico.Browser.Answer;
import fr.spico.mail.MssAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// RFC 8620 §6.
class BlobTest extends JmapScene {

    private Client client;
    private String id;

    @BeforeEach
    void aMailWithParts() {
        MssAddress address = newAddress();
        String inner =
                """
                Subject: dedans
                From: x@liberal.mssante.test
                Content-Type: multipart/mixed; boundary=i

                --i

                texte
                --i
                Content-Type: text/html

                <script>alert(1)</script>
                --i--
                """;
        deliver(
                address,
                mail(
                        """
                        Subject: alpha
                        From: p@liberal.mssante.test
                        To: %s
                        Content-Type: multipart/mixed; boundary=o

                        --o
                        Content-Type: text/plain; charset=iso-8859-1
                        Content-Transfer-Encoding: quoted-printable

                        =E9t=E9
                        --o
                        Content-Type: application/octet-stream; name="d.bin"
                        Content-Disposition: attachment
                        Content-Transfer-Encoding: base64

                        %s
                        --o
                        Content-Type: message/rfc822

                        %s
                        --o--
                        """
                                .formatted(
                                        address.value(),
                                        Base64.getMimeEncoder(76, new byte[] {'\n'})
                                                .encodeToString(new byte[1000]),
                                        inner)));
        client = link(people.doctor(), address);
        id = client.emailId("alpha");
    }

    @Test
    void a_part_is_served_decoded_to_be_downloaded_and_nothing_else() {
        Answer answer = download("b" + id + "-2", "Compte%20rendu%20%C3%A9.bin", "text/html");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body()).isEqualTo(new byte[1000]);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.header("Content-Disposition"))
                .startsWith("attachment")
                .contains("filename*=UTF-8''Compte%20rendu%20%C3%A9.bin");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("sandbox", "default-src 'none'");
        assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
    }

    @Test
    void a_browser_that_holds_a_blob_asks_each_time_whether_it_may_still_show_it() {
        String etag = download("b" + id + "-2", "x", "text/plain").header("ETag");
        Answer again = downloadUnless(etag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.response().body()).isEmpty();

        client.call("Email/set", "{\"destroy\":[\"" + id + "\"]}");

        assertThat(downloadUnless(etag).status()).isEqualTo(404);
    }

    /// RFC 8620 §6.2 lets a name be any, and attachments are called « CR 12/03/2026.pdf ».
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CR%2012%2F03%2F2026.pdf",
                "..%2F..%2Fapi",
                "50%25%20%2525.pdf",
                "a%3Bb.pdf",
                "a%5Cb.pdf",
                "a%2F%2Fb.pdf"
            })
    void a_file_is_downloaded_under_whatever_name_it_has(String name) {
        Answer answer = download("b" + id + "-2", name, "application/pdf");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Disposition")).endsWith("filename*=UTF-8''" + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/profile%2Ftokens",
                "/api/session;x=1",
                "/jmap/x%25y",
                "/a%5Cb",
                "/jmap/download/..;/..;/api/session",
                "/jmap/download/%2e%2E;a/x"
            })
    void such_signs_are_refused_in_any_other_path(String path) {
        assertThat(client.get(path).status()).isEqualTo(400);
    }

    @Test
    void text_keeps_its_own_octets() {
        assertThat(download("b" + id + "-1", "x", "text/plain").response().body())
                .isEqualTo(new byte[] {(byte) 0xE9, 't', (byte) 0xE9});
    }

    @Test
    void a_whole_message_and_a_part_of_a_message_within_are_blobs_too() {
        assertThat(download("b" + id, "m.eml", "message/rfc822").body())
                .startsWith("Subject: alpha");
        assertThat(download("b" + id + "-3", "m.eml", "message/rfc822").body())
                .startsWith("Subject: dedans");
        assertThat(download("b" + id + "-3-2", "x", "text/plain").body()).contains("alert(1)");
    }

    @Test
    void a_mail_that_is_nothing_but_another_mail_gives_that_mail_whole() {
        deliver(
                client.address,
                mail(
                        """
                        Subject: dehors
                        From: p@liberal.mssante.test
                        Content-Type: message/rfc822

                        Subject: dedans
                        From: x@liberal.mssante.test

                        texte
                        """));
        await().until(() ->
                !client.call("Email/query", "{\"filter\":{\"subject\":\"dehors\"}}")
                        .path("ids")
                        .isEmpty());
        JsonNode part =
                client.email(client.emailId("dehors"), "\"properties\":[\"attachments\"]")
                        .path("attachments")
                        .path(0);
        String blob = part.path("blobId").asString();
        byte[] octets = download(blob, "m.eml", "message/rfc822").response().body();
        assertThat(new String(octets, StandardCharsets.UTF_8)).startsWith("Subject: dedans");
        assertThat(octets).hasSize(part.path("size").asInt());
        assertThat(
                        client.call(
                                        "Email/parse",
                                        "{\"blobIds\":[\"%s\"],\"properties\":[\"subject\"]}"
                                                .formatted(blob))
                                .path("parsed")
                                .path(blob)
                                .path("subject")
                                .asString())
                .isEqualTo("dedans");
    }

    @Test
    void what_does_not_exist_is_not_found_whatever_is_asked() {
        for (String blob :
                new String[] {
                    "be999999",
                    "b" + id + "-9",
                    "b" + id + "-3-9",
                    "b" + id + "-1-1",
                    "b" + id + "-",
                    "u00000000000000000000000000000000",
                    "u0",
                    "x",
                    "b" + id + "-1_" + "1_".repeat(200) + "1",
                    "be99999999999999999999"
                }) {
            assertThat(download(blob, "x", "text/plain").status()).as(blob).isEqualTo(404);
        }
        assertThat(client.get("/jmap/download/m999999/b" + id + "/x").status()).isEqualTo(404);
    }

    @Test
    void a_type_that_is_none_is_octets() {
        assertThat(download("b" + id + "-1", "x", "a%0D%0AX-Evil:%201").header("Content-Type"))
                .isEqualTo("application/octet-stream");
        assertThat(download("b" + id + "-1", "x", "*/*").header("Content-Type"))
                .isEqualTo("application/octet-stream");
    }

    @Test
    void an_outage_is_a_problem_and_no_empty_file() {
        OPERATOR.unreachable(true);
        Answer answer = download("b" + id + "-2", "x", "text/plain");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("operator-unreachable");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("ETag")).isEmpty();
    }

    @Test
    void an_upload_comes_back_as_it_was_and_only_to_its_owner() {
        String content = "é".repeat(1_200_000);
        Answer uploaded = upload(content);
        assertThat(uploaded.status()).isEqualTo(201);
        assertThat(uploaded.json().path("size").asInt()).isEqualTo(2_400_000);
        assertThat(uploaded.json().path("type").asString()).isEqualTo("image/png");
        assertThat(uploaded.json().path("accountId").asString()).isEqualTo(client.accountId);
        String blob = uploaded.json().path("blobId").asString();
        assertThat(download(blob, "x", "image/png").body()).isEqualTo(content);
        Client colleague = link(people.doctor(), client.address);
        assertThat(
                        colleague
                                .get("/jmap/download/" + colleague.accountId + "/" + blob + "/x")
                                .status())
                .isEqualTo(404);
    }

    @Test
    void limits_of_size_and_quota_are_problems_of_the_rfc() {
        Answer large = upload("x".repeat(3_000_001));
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.json().path("type").asString())
                .isEqualTo("urn:ietf:params:jmap:error:limit");
        assertThat(large.json().path("limit").asString()).isEqualTo("maxSizeUpload");
        String full = "x".repeat(2_900_000);
        assertThat(upload(full).status()).isEqualTo(201);
        assertThat(upload(full).status()).isEqualTo(201);
        Answer over = upload(full);
        assertThat(over.status()).isEqualTo(413);
        assertThat(over.json().path("limit").asString()).isEqualTo("uploadQuota");
    }

    @Test
    void unlinking_removes_the_uploads() {
        upload("x");
        database.run(tx ->
                discussions.forget(
                        tx,
                        client.account.id(),
                        fr.spico.replica.MailboxId.parse(client.accountId).orElseThrow()));
        long left =
                database.read(tx ->
                        tx.sql("select count(*) from jmap_upload where account = :a")
                                .param("a", client.account.id().value())
                                .query(Long.class)
                                .single());
        assertThat(left).isZero();
    }

    private Answer upload(String content) {
        return client.send(
                "POST",
                "/jmap/upload/" + client.accountId + "/",
                content,
                "Content-Type",
                "image/png");
    }

    private Answer downloadUnless(String etag) {
        return client.http.get(
                "/jmap/download/" + client.accountId + "/b" + id + "-2/x",
                "Authorization",
                "Bearer " + client.token,
                "If-None-Match",
                etag);
    }

    private Answer download(String blob, String name, String type) {
        return client.get(
                "/jmap/download/%s/%s/%s?type=%s".formatted(client.accountId, blob, name, type));
    }
}
