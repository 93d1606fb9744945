package fr.spico.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.spico.Browser;
import fr.spico.Browser.Answer;
import fr.spico.PlatformTest;
import fr.spico.account.Account;
import fr.spico.account.People;
import fr.spico.mail.MailException;
import fr.spico.mail.MailSender;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStores;
import fr.spico.mail.MssAddress;
import fr.spico.mail.testkit.InMemoryOperator;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/// Somebody in a browser, and mailboxes at an operator in memory.
@PlatformTest
@TestPropertySource(
        properties = {"spico.replica.retry-first=20ms", "spico.replica.retry-at-most=100ms"})
abstract class LinkScene {

    static final String PATH = "/api/profile/mailbox-link";
    static final InMemoryOperator OPERATOR = new InMemoryOperator(Clock.systemUTC());
    private static final AtomicInteger MAILBOXES = new AtomicInteger();
    private static final Pattern CODE = Pattern.compile("\\b[A-Z0-9]{4}-[A-Z0-9]{4}\\b");
    private static final MssAddress PLATFORM = new MssAddress("spico@medimail.mssante.test");

    @TestBean MailStores mailStores;
    @TestBean MailSender mailSender;
    @Autowired Environment environment;
    @Autowired People people;
    @Autowired JdbcClient jdbc;

    final MssAddress address = newMailbox();
    Account account = null_();
    Browser browser = null_();

    static MailStores mailStores() {
        return OPERATOR.stores();
    }

    static MailSender mailSender() {
        return OPERATOR.sender();
    }

    @BeforeEach
    void signIn() {
        OPERATOR.createMailbox(PLATFORM);
        account = people.doctor();
        browser = signedIn(account);
    }

    @AfterEach
    void repairOperator() {
        OPERATOR.unreachable(false);
    }

    static MssAddress newMailbox() {
        MssAddress address =
                new MssAddress("boite" + MAILBOXES.incrementAndGet() + "@medimail.mssante.test");
        OPERATOR.createMailbox(address);
        return address;
    }

    Browser signedIn(Account somebody) {
        Browser opened = new Browser(environment);
        assertThat(opened.signIn(somebody).status()).isEqualTo(200);
        return opened;
    }

    // --- gestures

    static Answer ask(Browser browser, MssAddress address) {
        return browser.post(PATH + "/codes", Map.of("address", address.value()));
    }

    static Answer type(Browser browser, MssAddress address, String code) {
        return browser.put(PATH, Map.of("address", address.value(), "code", code));
    }

    static Answer replace(Browser browser, MssAddress address, String code) {
        return browser.put(PATH, Map.of("address", address.value(), "code", code, "replace", true));
    }

    /// Asks for a code, reads it in the mailbox.
    String receiveCode(Browser browser, MssAddress address) {
        int before = codes(address).size();
        Answer answer =
                browser.post(PATH + "/codes", Map.of("address", address.value(), "replace", true));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(20)).until(() -> codes(address).size() > before);
        return codes(address).getLast();
    }

    void link(Browser browser, MssAddress address) {
        Answer answer = replace(browser, address, receiveCode(browser, address));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    // --- what is there

    /// Codes in a mailbox, oldest first.
    static List<String> codes(MssAddress address) {
        try {
            return OPERATOR.mailbox(address).orElseThrow().messages(FolderPath.INBOX).stream()
                    .map(LinkScene::text)
                    .flatMap(text -> CODE.matcher(text).results())
                    .map(result -> result.group())
                    .toList();
        } catch (MailException e) {
            throw new AssertionError(e);
        }
    }

    static String text(byte[] message) {
        String mail = new String(message, StandardCharsets.US_ASCII);
        int body = mail.indexOf("\r\n\r\n");
        return mail.contains("base64")
                ? new String(
                        Base64.getMimeDecoder().decode(mail.substring(body + 4)),
                        StandardCharsets.UTF_8)
                : mail;
    }

    /// A code of the same shape that is surely not this one.
    static String other(String code) {
        Matcher same = Pattern.compile("[A3]").matcher(code);
        return same.replaceAll("C").equals(code)
                ? "A".repeat(8)
                : code.replace('A', 'W').replace('3', 'X');
    }

    /// Rows of the platform's tables that belong to a mailbox or speak of it.
    Map<String, Integer> traces(long mailbox) {
        Map<String, Integer> traces = new HashMap<>();
        for (String table :
                new String[] {
                    "replica_email",
                    "replica_folder",
                    "replica_search",
                    "outbox_submission",
                    "discussions_inbox",
                    "discussions_inbox_interval",
                    "jmap_upload"
                }) {
            int rows =
                    jdbc.sql("select count(*) from " + table + " where mailbox = :mailbox")
                            .param("mailbox", mailbox)
                            .query(Integer.class)
                            .single();
            if (rows > 0) {
                traces.put(table, rows);
            }
        }
        return traces;
    }

    /// JUnit sets it before each test.
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T null_() {
        return null;
    }
}
