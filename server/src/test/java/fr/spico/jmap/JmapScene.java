package fr.spico.jmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.spico.Browser;
import fr.spico.Browser.Answer;
import fr.spico.PlatformTest;
import fr.spico.account.Account;
import fr.spico.account.People;
import fr.spico.discussions.Discussions;
import fr.spico.mail.MailException;
import fr.spico.mail.MailSender;
import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStores;
import fr.spico.mail.MssAddress;
import fr.spico.mail.testkit.InMemoryOperator;
import fr.spico.platform.db.Database;
import fr.spico.replica.MailboxId;
import fr.spico.replica.Replica;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Programs that speak JMAP to the platform, before an operator in memory.
@PlatformTest
@TestPropertySource(
        properties = {
            "spico.replica.look=200ms",
            "spico.replica.look-watched=100ms",
            "spico.replica.retry-first=20ms",
            "spico.replica.retry-at-most=100ms",
            "spico.outbox.undo-window=1h",
            "spico.jmap.max-size-request=100000",
            "spico.jmap.max-calls-in-request=16",
            "spico.jmap.max-objects-in-get=50",
            "spico.jmap.max-objects-in-set=50",
            "spico.jmap.max-size-upload=3000000",
            "spico.jmap.upload-quota=6000000",
            "spico.jmap.max-event-sources=2",
            "spico.jmap.ping-at-least=1s",
            "spico.jmap.look-every=2s",
            "spico.push.loopback=true",
            "spico.push.look-every=1s"
        })
public abstract class JmapScene {

    protected static final JsonMapper JSON = JsonMapper.shared();
    protected static final InMemoryOperator OPERATOR = new InMemoryOperator(Clock.systemUTC());
    private static final AtomicInteger MAILBOXES = new AtomicInteger();

    private final java.util.Set<MailboxId> linked = new java.util.HashSet<>();

    @TestBean MailStores mailStores;
    @TestBean MailSender mailSender;
    @Autowired protected Environment environment;
    @Autowired protected People people;
    @Autowired protected Database database;
    @Autowired protected Replica replica;
    @Autowired protected Discussions discussions;

    static MailStores mailStores() {
        return OPERATOR.stores();
    }

    static MailSender mailSender() {
        return OPERATOR.sender();
    }

    /// Mailboxes of former tests are watched no longer: hundreds of them would slow the others
    /// down.
    @AfterEach
    void repairOperator() {
        OPERATOR.unreachable(false);
        linked.forEach(mailbox -> database.run(tx -> replica.detach(tx, mailbox)));
        linked.clear();
    }

    protected static MssAddress newAddress() {
        MssAddress address =
                new MssAddress("bal" + MAILBOXES.incrementAndGet() + "@medimail.mssante.test");
        OPERATOR.createMailbox(address);
        return address;
    }

    /// Links a mailbox whose mails are there already.
    protected Client link(Account account, MssAddress address) {
        MailboxId mailbox =
                database.write(tx -> {
                    MailboxId id = replica.attach(tx, address);
                    tx.sql(
                                    """
                                    insert into link (account_id, mailbox_id, address, linked_at)
                                    values (:account, :mailbox, :address, :now)
                                    """)
                            .param("account", account.id().value())
                            .param("mailbox", id.value())
                            .param("address", address.value())
                            .param("now", Timestamp.from(Instant.now()))
                            .update();
                    discussions.begin(tx, account.id(), id);
                    return id;
                });
        linked.add(mailbox);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> database.read(tx -> replica.fill(tx, mailbox)).complete());
        return new Client(account, address, mailbox.jmapId(), token(account));
    }

    protected String token(Account account) {
        Browser browser = new Browser(environment);
        browser.signIn(account);
        return browser.post("/api/profile/tokens", Map.of("name", "essai"))
                .json()
                .get("token")
                .asString();
    }

    protected static void deliver(MssAddress address, byte[] message) {
        OPERATOR.deliver(address, message);
    }

    protected static void put(MssAddress address, String folder, byte[] message, String... flags) {
        try (MailStore store = OPERATOR.stores().open(address)) {
            store.append(new FolderPath(folder), Set.of(flags), Instant.now(), message);
        } catch (MailException e) {
            throw new AssertionError(e);
        }
    }

    /// A message in wire form of lines written with `\n`.
    protected static byte[] mail(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    protected static byte[] mail(String subject, String from, MssAddress to) {
        return mail(
                """
                Message-ID: <%s@liberal.mssante.test>
                Date: Mon, 9 Mar 2026 09:05:00 +0100
                From: %s
                To: %s
                Subject: %s
                Content-Type: text/plain; charset=utf-8

                Bonjour, voici %s.
                """
                        .formatted(
                                java.util.UUID.randomUUID(), from, to.value(), subject, subject));
    }

    protected static byte[] patientMail(String subject, MssAddress to) {
        return mail(subject, "\"Dominique PAT-TROIS\" <279035121518989@patient.mssante.test>", to);
    }

    /// A program with a token.
    protected final class Client {

        public final Account account;
        public final MssAddress address;
        public final String accountId;
        public final String token;
        public final Browser http = new Browser(environment);

        Client(Account account, MssAddress address, String accountId, String token) {
            this.account = account;
            this.address = address;
            this.accountId = accountId;
            this.token = token;
        }

        public Answer get(String path) {
            return http.get(path, "Authorization", "Bearer " + token);
        }

        public Answer send(String method, String path, String body, String... headers) {
            List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + token));
            all.addAll(List.of(headers));
            return http.send(method, path, body, all.toArray(String[]::new));
        }

        public Answer api(String body) {
            return send("POST", "/jmap/api", body);
        }

        /// The responses to some calls, written as JSON with `$a` for the account.
        public JsonNode calls(String calls) {
            Answer answer =
                    api(
                            """
                            {"using":["urn:ietf:params:jmap:core","urn:ietf:params:jmap:mail",
                              "urn:ietf:params:jmap:submission","urn:ietf:params:jmap:quota",
                              "urn:ietf:params:jmap:mdn","urn:spico:params:jmap:discussions"],
                             "methodCalls":[%s]}
                            """
                                    .formatted(calls.replace("\"$a\"", "\"" + accountId + "\"")));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            return answer.json().path("methodResponses");
        }

        /// @return the blob's id
        public String upload(String content) {
            return send(
                            "POST",
                            "/jmap/upload/" + accountId + "/",
                            content,
                            "Content-Type",
                            "application/octet-stream")
                    .json()
                    .path("blobId")
                    .asString();
        }

        /// The arguments of the response to one call, which must succeed.
        public JsonNode call(String method, String arguments) {
            JsonNode response = one(method, arguments);
            assertThat(response.path(0).asString()).as(response.toString()).isEqualTo(method);
            return response.path(1);
        }

        /// The type of the error that one call must give.
        public String error(String method, String arguments) {
            JsonNode response = one(method, arguments);
            assertThat(response.path(0).asString()).as(response.toString()).isEqualTo("error");
            return response.path(1).path("type").asString();
        }

        private JsonNode one(String method, String arguments) {
            String inner = arguments.strip();
            inner = inner.substring(1, inner.length() - 1);
            String separator = inner.isBlank() ? "" : ",";
            return calls(
                            "[\""
                                    + method
                                    + "\",{\"accountId\":\"$a\""
                                    + separator
                                    + inner
                                    + "},\"0\"]")
                    .path(0);
        }

        public String emailId(String subject) {
            JsonNode ids =
                    call("Email/query", "{\"filter\":{\"subject\":\"" + subject + "\"}}")
                            .path("ids");
            assertThat(ids.size()).as("mails about " + subject).isEqualTo(1);
            return ids.path(0).asString();
        }

        public JsonNode email(String id, String arguments) {
            String more = arguments.isEmpty() ? "" : "," + arguments;
            return call("Email/get", "{\"ids\":[\"" + id + "\"]" + more + "}").path("list").path(0);
        }

        public String mailbox(String role) {
            return call("Mailbox/query", "{\"filter\":{\"role\":\"" + role + "\"}}")
                    .path("ids")
                    .path(0)
                    .asString();
        }
    }
}
