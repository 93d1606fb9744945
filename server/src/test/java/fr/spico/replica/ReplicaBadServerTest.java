package fr.spico.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.spico.mail.MailException.Reason;
import fr.spico.mail.Operator;
import fr.spico.mail.Operator.Endpoint;
import fr.spico.mail.Operator.Security;
import fr.spico.mail.imap.ImapMailStores;
import fr.spico.mail.mime.MimeProblem;
import fr.spico.mail.testkit.DovecotServer;
import fr.spico.mail.testkit.ScriptedImapServer;
import fr.spico.mail.testkit.ScriptedImapServer.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whatever a server does wrong, the mailbox is in step again soon after it stops doing so.
class ReplicaBadServerTest extends ReplicaScene {

    private final ScriptedImapServer server = new ScriptedImapServer();

    @BeforeEach
    void connect() {
        Endpoint imap = new Endpoint("127.0.0.1", server.port(), Security.PLAIN);
        ELSEWHERE.put(
                address,
                new ImapMailStores(
                        new Operator(
                                "Scripted",
                                List.of("medimail.mssante.test"),
                                imap,
                                imap,
                                null,
                                DovecotServer.CREDENTIALS,
                                Duration.ofMillis(200),
                                20)));
    }

    @AfterEach
    void leave() {
        database.run(tx -> replica.detach(tx, mailbox));
        ELSEWHERE.remove(address);
        server.close();
    }

    @Test
    void aFillThatIsDisturbedInEveryWayEndsInStep() {
        for (int i = 0; i < 60; i++) {
            server.mailbox().put(mail("Courrier " + i));
        }
        int next = 0;
        List<String> verbs = List.of("UID FETCH", "SELECT", "STATUS", "LIST", "AUTHENTICATE");
        server.fail("UID FETCH", Fault.CUT_IN_THE_MIDDLE, 2);
        attach();
        for (Fault fault : Fault.values()) {
            server.fail("UID FETCH", fault, 1);
            server.fail(verbs.get(next++ % verbs.size()), fault, 1);
            server.mailbox().put(mail("Pendant " + fault));
            awaitMail("Pendant " + fault);
        }
        server.behave();
        awaitInStep();
        assertThat(fill().operatorProblem()).isNull();
    }

    @Test
    void aMailboxThatIsNumberedAnewDuringAFillKeepsItsMessages() {
        for (int i = 0; i < 60; i++) {
            server.mailbox().put(mail("Courrier " + i));
        }
        attach();
        await().until(() -> fill().done() >= 10);
        server.mailbox().renumber();
        await().atMost(Duration.ofSeconds(20)).until(() -> fill().complete());
        awaitInStep();
        List<EmailId> before = all();
        server.mailbox().renumber();
        awaitInStep();
        assertThat(all()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void aMessageThatTheServerCannotTellOfDoesNotKeepTheOthersOut() {
        for (int i = 0; i < 45; i++) {
            server.mailbox().put(mail("Courrier " + i));
        }
        server.garble(17);
        attach();
        await().atMost(Duration.ofSeconds(20)).until(() -> fill().complete());
        assertThat(all()).hasSize(45);
        assertThat(
                        emails(all()).stream()
                                .filter(e -> e.header().fields().getFirst().is("X-Unreadable")))
                .singleElement()
                .satisfies(e -> assertThat(e.problems()).contains(MimeProblem.BAD_STRUCTURE));
        server.mailbox().put(mail("Après"));
        awaitMail("Après");
    }

    @Test
    void anOperatorThatLetsNobodyInAnyMoreIsSaidToBeBusyAndIsAskedAgain() {
        server.mailbox().put(mail("Courrier"));
        server.loginLimit(0);
        attach();
        await().until(() -> fill().operatorProblem() == Reason.TOO_BUSY);
        server.behave();
        awaitMail("Courrier");
        await().until(() -> fill().operatorProblem() == null);
    }

    /// NUL, a lone ampersand, no modified UTF-7 at all.
    @Test
    void namesThatAreNoneDoNotKeepTheOthersOut() {
        server.listsToo("&AAA-", "R&D", "Envoy\u00e9s");
        server.mailbox().put(mail("Courrier"));
        attach();
        awaitMail("Courrier");
        List<ReplicaFolder> folders = database.read(tx -> replica.folders(tx, everything()));
        assertThat(folders).extracting(ReplicaFolder::name).containsExactly("INBOX");
        assertThat(fill().operatorProblem()).isNull();
    }

    @Test
    void aServerThatDoesNotTellSubscriptionsIsReadAllTheSame() {
        server.fail("LSUB", Fault.NO, Integer.MAX_VALUE);
        server.mailbox().put(mail("Courrier"));
        attach();
        awaitMail("Courrier");
    }

    @Test
    void eightBitHeadersAndWrongUtf8AreReadAndFound() {
        byte[] latin =
                "Subject: R\u00e9sultat d'analyse\r\nFrom: Andr\u00e9 <a@b.test>\r\n\r\n\u00e9t\u00e9 \u0080\r\n"
                        .getBytes(StandardCharsets.ISO_8859_1);
        server.mailbox().put(latin);
        attachAndFill();
        assertThat(email(awaitMail("resultat")).preview()).startsWith("\u00e9t\u00e9");
    }
}
