package fr.spico.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import fr.spico.sandbox.cast.Cast;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {
    private static final String DOCTOR = Cast.DOCTOR.address();
    private static final String NURSE = Cast.NURSE.address();
    private static final String PLATFORM = Cast.PLATFORM.address();
    private static final String COLLEAGUE = Cast.CARDIOLOGIST.address();

    @TempDir static Path data;
    private static Sandbox sandbox;
    private static SandboxPorts ports;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(SandboxSettings.small(data));
        ports = sandbox.ports();
    }

    @AfterAll
    static void stop() throws IOException {
        sandbox.close();
        HTTP.close();
    }

    @AfterEach
    void heal() throws Exception {
        post("/api/faults", "{\"kind\":\"none\"}");
    }

    @Test
    void thePlatformOpensEveryMailboxOfTheRegionalOperator() throws IOException {
        try (ImapTalk imap = ImapTalk.delegated(ports.imap(), DOCTOR)) {
            assertThat(imap.say("SELECT INBOX")).contains("EXISTS", " OK ");
            assertThat(imap.say("LIST \"\" \"*\" RETURN (SPECIAL-USE)"))
                    .contains("\\Sent", "\\Drafts", "\\Trash", "\\Archive", "\\Junk");
        }
    }

    @Test
    void thePlatformOpensNoMailboxElsewhereAndNobodyElseIsDelegated() throws IOException {
        try (ImapTalk imap = new ImapTalk(ports.imap())) {
            assertThat(imap.signIn(COLLEAGUE, PLATFORM)).contains(" NO ");
        }
        try (ImapTalk imap = new ImapTalk(ports.imap())) {
            assertThat(imap.signIn("inconnu@medimail.mssante.test", PLATFORM)).contains(" NO ");
        }
        try (ImapTalk imap = new ImapTalk(ports.imap())) {
            assertThat(imap.signIn(DOCTOR, NURSE)).contains(" NO ");
        }
    }

    @Test
    void theServerOffersWhatTheReplicaWants() throws IOException {
        try (ImapTalk imap = ImapTalk.delegated(ports.imap(), DOCTOR)) {
            assertThat(imap.say("CAPABILITY"))
                    .contains(
                            "QRESYNC",
                            "IDLE",
                            "MOVE",
                            "UIDPLUS",
                            "OBJECTID",
                            "LITERAL+",
                            "SPECIAL-USE");
        }
    }

    @Test
    void anEmptyFolderIsNoErrorAndAccentedFileNamesSurvive() throws Exception {
        try (ImapTalk imap = ImapTalk.delegated(ports.imap(), NURSE)) {
            imap.say("SELECT Spam");
            assertThat(imap.say("UID FETCH 1:* (UID FLAGS)"))
                    .doesNotContain(" FETCH (")
                    .contains(" OK ");
        }
        String file =
                "{\"name\":\"résumé d'été.pdf\",\"type\":\"application/pdf\",\"base64\":\"AAAA\"}";
        post(
                "/api/messages",
                "{\"from\":\""
                        + COLLEAGUE
                        + "\",\"to\":[\""
                        + PLATFORM
                        + "\"],\"subject\":\"x\",\"text\":\"x\",\"attachments\":["
                        + file
                        + "]}");
        try (ImapTalk imap = ImapTalk.delegated(ports.imap(), PLATFORM)) {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> imap.say("STATUS INBOX (MESSAGES)").contains("MESSAGES 1"));
            imap.say("SELECT INBOX");
            assertThat(imap.say("UID FETCH 1:* (BODYSTRUCTURE)"))
                    .containsIgnoringCase(
                            "\"filename*\" \"UTF-8''r%C3%A9sum%C3%A9%20d%27%C3%A9t%C3%A9.pdf\"");
        }
    }

    @Test
    void aSubmittedMailArrivesWhileTheOtherIdles() throws IOException {
        try (ImapTalk imap = ImapTalk.delegated(ports.imap(), NURSE);
                SmtpTalk smtp = new SmtpTalk(ports.smtp())) {
            imap.say("SELECT INBOX");
            imap.send("x IDLE");
            assertThat(imap.line()).startsWith("+");
            assertThat(smtp.from(DOCTOR, PLATFORM, DOCTOR)).startsWith("250");
            assertThat(smtp.say("RCPT TO:<" + NURSE + ">")).startsWith("250");
            assertThat(smtp.say("DATA")).startsWith("354");
            assertThat(smtp.say("Subject: essai\r\n\r\nBonjour\r\n.")).startsWith("250");
            String line = imap.line();
            while (!line.contains("EXISTS")) {
                line = imap.line();
            }
            assertThat(line).contains("EXISTS");
        }
    }

    @Test
    void submissionNeedsAuthenticationAndTheSendersOwnMailbox() throws IOException {
        try (SmtpTalk smtp = new SmtpTalk(ports.smtp())) {
            assertThat(smtp.say("EHLO test")).contains("SIZE 26214400", "AUTH");
            smtp.say("MAIL FROM:<someone@example.org>");
            assertThat(smtp.say("RCPT TO:<" + DOCTOR + ">")).startsWith("5");
        }
        try (SmtpTalk smtp = new SmtpTalk(ports.smtp())) {
            assertThat(smtp.from(DOCTOR, PLATFORM, NURSE)).startsWith("503 5.7.1");
        }
        try (SmtpTalk smtp = new SmtpTalk(ports.smtp())) {
            assertThat(smtp.from(COLLEAGUE, PLATFORM, COLLEAGUE)).startsWith("535");
        }
    }

    @Test
    void recipientsAreJudgedWhenTheyAreNamed() throws IOException {
        try (SmtpTalk smtp = new SmtpTalk(ports.smtp())) {
            smtp.from("", PLATFORM, PLATFORM);
            assertThat(smtp.say("RCPT TO:<" + DOCTOR + ">")).startsWith("250");
            assertThat(smtp.say("RCPT TO:<inconnu@medimail.mssante.test>")).startsWith("550 5.1.1");
            assertThat(smtp.say("RCPT TO:<inconnue@liberal.mssante.test>")).startsWith("550 5.1.1");
            assertThat(smtp.say("RCPT TO:<pleine@liberal.mssante.test>")).startsWith("452 4.2.2");
            assertThat(smtp.say("RCPT TO:<refuse@liberal.mssante.test>")).startsWith("550 5.7.1");
            assertThat(smtp.say("RCPT TO:<quelquun@example.org>")).startsWith("550 5.7.1");
        }
    }

    @Test
    void aMailOverTheLimitIsRefusedBeforeItIsSent() throws IOException {
        try (SmtpTalk smtp = new SmtpTalk(ports.smtp())) {
            smtp.from("", PLATFORM, PLATFORM);
            smtp.say("RSET");
            assertThat(smtp.say("MAIL FROM:<" + PLATFORM + "> SIZE=26214401")).startsWith("552");
        }
    }

    @Test
    void aPersonOfTheDirectoryGetsTheirMailboxWithTheFirstMail() throws Exception {
        String generated = generatedAddress();
        assertThat(get("/api/mailboxes/" + generated + "/messages").statusCode()).isEqualTo(404);
        assertThat(write(COLLEAGUE, generated, "Bienvenue").statusCode()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(get("/api/mailboxes/" + generated + "/messages").body())
                                .contains("Bienvenue"));
    }

    @Test
    void thePageShowsMailsAsTextAndNeverAsItsOwnMarkup() throws Exception {
        write(COLLEAGUE, DOCTOR, "<img src=x onerror=alert(1)>");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(get("/boites/" + DOCTOR).body())
                                .contains("&lt;img src=x onerror=alert(1)&gt;"));
        assertThat(get("/boites/" + DOCTOR).body()).doesNotContain("<img src=x");
        assertThat(get("/").headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
    }

    @Test
    void anotherSiteCannotCommandTheSandbox() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(uri("/api/faults"))
                        .header("Origin", "https://ailleurs.example")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"kind\":\"imap-down\"}"))
                        .build();
        assertThat(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void theOperatorsOwnWebmailFlagsMovesAndDeletes() throws Exception {
        post(
                "/api/messages",
                "{\"to\":[\"" + NURSE + "\"],\"raw\":\"Subject: tel quel\\r\\n\\r\\ncorps\"}");
        try (ImapTalk imap = ImapTalk.delegated(ports.imap(), NURSE)) {
            String uid = imap.say("SELECT INBOX").replaceAll("(?s).*UIDNEXT (\\d+).*", "$1");
            long last = Long.parseLong(uid) - 1;
            String where = "{\"folder\":\"INBOX\",\"uid\":" + last;
            post("/api/imap/" + NURSE + "/flag", where + ",\"add\":[\"\\\\Flagged\"]}");
            assertThat(imap.say("UID FETCH " + last + " (FLAGS)")).contains("\\Flagged");
            post("/api/imap/" + NURSE + "/move", where + ",\"to\":\"Trash\"}");
            assertThat(imap.say("UID SEARCH UID " + last)).doesNotContain("SEARCH " + last);
            assertThat(imap.say("SELECT Trash")).contains(" OK ");
            assertThat(imap.say("UID FETCH * (BODY.PEEK[HEADER.FIELDS (SUBJECT)])"))
                    .contains("tel quel");
        }
    }

    @Test
    void theOperatorsOwnWebmailPutsItsCopyIntoSent() throws Exception {
        post(
                "/api/messages",
                "{\"to\":[\""
                        + NURSE
                        + "\"],\"folder\":\"Sent\",\"raw\":\"Subject: copie du webmail\\r\\n\\r\\ncorps\"}");
        try (ImapTalk imap = ImapTalk.delegated(ports.imap(), NURSE)) {
            imap.say("SELECT Sent");
            assertThat(imap.say("UID FETCH * (BODY.PEEK[HEADER.FIELDS (SUBJECT)])"))
                    .contains("copie du webmail");
        }
    }

    @Test
    void imapDownCutsConnectionsUntilItIsHealed() throws Exception {
        try (ImapTalk imap = ImapTalk.delegated(ports.imap(), DOCTOR)) {
            post("/api/faults", "{\"kind\":\"imap-down\",\"seconds\":60}");
            assertThatIOException().isThrownBy(() -> imap.say("NOOP"));
            assertThatIOException().isThrownBy(() -> ImapTalk.delegated(ports.imap(), DOCTOR));
        }
        post("/api/faults", "{\"kind\":\"none\"}");
        ImapTalk.delegated(ports.imap(), DOCTOR).close();
    }

    @Test
    void refusedConnectionsComeBackAfterTheGivenTime() throws Exception {
        post("/api/faults", "{\"kind\":\"refuse-connections\",\"seconds\":4}");
        assertThatIOException().isThrownBy(() -> new SmtpTalk(ports.smtp()));
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> {
                    new SmtpTalk(ports.smtp()).close();
                    return true;
                });
    }

    @Test
    void fullMailboxesTakeNeitherMailNorCopies() throws Exception {
        post("/api/faults", "{\"kind\":\"quota-full\",\"seconds\":60}");
        try (SmtpTalk smtp = new SmtpTalk(ports.smtp());
                ImapTalk imap = ImapTalk.delegated(ports.imap(), DOCTOR)) {
            smtp.from("", PLATFORM, PLATFORM);
            assertThat(smtp.say("RCPT TO:<" + DOCTOR + ">")).startsWith("452 4.2.2");
            assertThat(imap.say("APPEND Sent {12+}\r\nSubject: a\r\n")).contains("OVERQUOTA");
        }
    }

    @Test
    void theAccountsOfThePlatformAreWrittenForIt() throws IOException {
        String accounts = Files.readString(data.resolve("sandbox/accounts.json"), UTF_8);
        assertThat(accounts)
                .contains(
                        "centre.tilleuls@spico.test",
                        "\"kind\" : \"structure\"",
                        DOCTOR,
                        "\"rpps\" : null");
    }

    @Test
    void theDoctorHasFourHundredMailsFromTheStart() throws IOException {
        try (ImapTalk imap = ImapTalk.delegated(ports.imap(), DOCTOR)) {
            int mails = 0;
            for (String folder : new String[] {"INBOX", "Sent", "Archive", "Trash"}) {
                mails +=
                        Integer.parseInt(
                                imap.say("STATUS " + folder + " (MESSAGES)")
                                        .replaceAll("(?s).*MESSAGES (\\d+).*", "$1"));
            }
            assertThat(mails).isGreaterThan(400);
        }
    }

    private static String generatedAddress() throws IOException {
        return Files.readAllLines(data.resolve("sandbox/directory/national.txt"), UTF_8).stream()
                .skip(100)
                .map(line -> line.split("\\|")[1])
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<String> write(String from, String to, String subject)
            throws Exception {
        return post(
                "/api/messages",
                "{\"from\":\""
                        + from
                        + "\",\"to\":[\""
                        + to
                        + "\"],\"subject\":\""
                        + subject
                        + "\",\"text\":\"Bonjour\"}");
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String json) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + ports.web() + path);
    }
}
