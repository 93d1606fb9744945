package fr.spico.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.spico.sandbox.cast.Cast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxRestartTest {
    private static final String NURSE = Cast.NURSE.address();

    @TempDir Path data;

    @Test
    void aKilledSandboxComesBackWithTheSameMailsIdsAndCounters() throws Exception {
        Process first = start();
        String before;
        try (ImapTalk imap = ImapTalk.delegated(ports().imap(), NURSE)) {
            imap.say("SELECT INBOX");
            assertThat(imap.say("UID STORE 2 +FLAGS (\\Flagged $Forwarded)")).contains(" OK ");
            assertThat(imap.say("UID MOVE 3 Trash")).contains(" OK ");
            assertThat(imap.say("UID STORE 4 +FLAGS (\\Deleted)")).contains(" OK ");
            assertThat(imap.say("EXPUNGE")).contains(" OK ");
            assertThat(imap.say("CREATE \"Dossiers.&AOk-t&AOk-\"")).contains(" OK ");
            assertThat(imap.say("APPEND Sent (\\Seen) {12+}\r\nSubject: a\r\n"))
                    .contains("APPENDUID");
            // Selecting takes \\Recent away, which counts as a change in James: let that happen
            // first.
            state(imap);
            before = state(imap);
        }
        first.destroyForcibly().waitFor();
        Files.deleteIfExists(data.resolve("sandbox/ports.json"));

        Process second = start();
        try (ImapTalk imap = ImapTalk.delegated(ports().imap(), NURSE)) {
            assertThat(state(imap)).isEqualTo(before);
        } finally {
            second.destroyForcibly().waitFor();
        }
    }

    private static String state(ImapTalk imap) throws IOException {
        StringBuilder state = new StringBuilder();
        for (String folder : List.of("INBOX", "Trash", "Sent", "\"Dossiers.&AOk-t&AOk-\"")) {
            state.append(
                    untagged(
                            imap.say(
                                    "STATUS "
                                            + folder
                                            + " (MESSAGES UNSEEN UIDNEXT UIDVALIDITY HIGHESTMODSEQ MAILBOXID)")));
            imap.say("SELECT " + folder);
            state.append(
                    untagged(
                                    imap.say(
                                            "UID FETCH 1:* (FLAGS MODSEQ EMAILID INTERNALDATE RFC822.SIZE)"))
                            .replace("\\Recent ", "")
                            .replace(" \\Recent", "")
                            .replace("\\Recent", ""));
        }
        return state.toString();
    }

    private static String untagged(String answer) {
        return String.join(
                        "\n",
                        answer.lines()
                                .filter(line ->
                                        line.startsWith("* STATUS") || line.contains(" FETCH ("))
                                .toList())
                + "\n";
    }

    private Process start() throws IOException {
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx600m",
                                "-XX:TieredStopAtLevel=1",
                                "-Dsandbox.directory.rows=100",
                                "-Dsandbox.busy.mails=20",
                                "-cp",
                                classPath,
                                "fr.spico.sandbox.Sandbox",
                                "--port",
                                "0",
                                "--data",
                                data.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(data.resolve("out.log").toFile())
                        .start();
        await().atMost(Duration.ofSeconds(120))
                .until(() ->
                        Files.exists(data.resolve("sandbox/ports.json")) || !process.isAlive());
        assertThat(process.isAlive()).as(Files.readString(data.resolve("out.log"))).isTrue();
        return process;
    }

    private SandboxPorts ports() throws IOException {
        return new ObjectMapper()
                .readValue(data.resolve("sandbox/ports.json").toFile(), SandboxPorts.class);
    }
}
