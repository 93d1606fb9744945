package fr.spico.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import fr.spico.mail.MssAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rs.ltt.jmap.client.JmapClient;
import rs.ltt.jmap.client.JmapRequest;
import rs.ltt.jmap.client.MethodResponses;
import rs.ltt.jmap.common.Request.Invocation.ResultReference;
import rs.ltt.jmap.common.entity.Email;
import rs.ltt.jmap.common.entity.EmailAddress;
import rs.ltt.jmap.common.entity.EmailBodyPart;
import rs.ltt.jmap.common.entity.EmailBodyValue;
import rs.ltt.jmap.common.entity.EmailSubmission;
import rs.ltt.jmap.common.entity.Identity;
import rs.ltt.jmap.common.entity.Keyword;
import rs.ltt.jmap.common.entity.Mailbox;
import rs.ltt.jmap.common.entity.Role;
import rs.ltt.jmap.common.entity.StateChange;
import rs.ltt.jmap.common.entity.capability.MailAccountCapability;
import rs.ltt.jmap.common.entity.filter.EmailFilterCondition;
import rs.ltt.jmap.common.entity.query.EmailQuery;
import rs.ltt.jmap.common.method.MethodCall;
import rs.ltt.jmap.common.method.MethodResponse;
import rs.ltt.jmap.common.method.call.email.ChangesEmailMethodCall;
import rs.ltt.jmap.common.method.call.email.GetEmailMethodCall;
import rs.ltt.jmap.common.method.call.email.QueryEmailMethodCall;
import rs.ltt.jmap.common.method.call.email.SetEmailMethodCall;
import rs.ltt.jmap.common.method.call.identity.GetIdentityMethodCall;
import rs.ltt.jmap.common.method.call.mailbox.GetMailboxMethodCall;
import rs.ltt.jmap.common.method.call.submission.SetEmailSubmissionMethodCall;
import rs.ltt.jmap.common.method.response.email.ChangesEmailMethodResponse;
import rs.ltt.jmap.common.method.response.email.GetEmailMethodResponse;
import rs.ltt.jmap.common.method.response.email.QueryEmailMethodResponse;
import rs.ltt.jmap.common.method.response.email.SetEmailMethodResponse;
import rs.ltt.jmap.common.method.response.identity.GetIdentityMethodResponse;
import rs.ltt.jmap.common.method.response.mailbox.GetMailboxMethodResponse;
import rs.ltt.jmap.common.method.response.submission.SetEmailSubmissionMethodResponse;

/// A program that others wrote (rs.ltt.jmap:jmap-client) signs in with login and token as password,
/// reads, flags, moves, sends and listens: over HTTP, and over a WebSocket.
class JmapClientTest extends JmapScene {

    private MssAddress address;
    private MssAddress colleague;
    private Client scene;
    private JmapClient program;

    @BeforeEach
    void signIn() {
        colleague = newAddress();
        database.run(tx -> DirectoryPeople.add(tx, colleague));
        address = newAddress();
        deliver(address, mail("Première lettre", "paul@liberal.mssante.test", address));
        scene = link(people.doctor(), address);
        program =
                new JmapClient(
                        scene.account.login(),
                        scene.token,
                        HttpUrl.get(
                                "http://127.0.0.1:"
                                        + environment.getProperty("local.server.port")
                                        + "/.well-known/jmap"));
    }

    @AfterEach
    void signOut() {
        program.close();
    }

    @Test
    void it_finds_the_account() throws Exception {
        assertThat(await(program.getSession()).getPrimaryAccount(MailAccountCapability.class))
                .isEqualTo(scene.accountId);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void it_reads_flags_and_moves(boolean overSocket) throws Exception {
        program.setUseWebSocket(overSocket);
        List<Mailbox> mailboxes = mailboxes();
        JmapClient.MultiCall calls = program.newMultiCall();
        JmapRequest.Call query =
                calls.call(
                        QueryEmailMethodCall.builder()
                                .accountId(scene.accountId)
                                .query(
                                        EmailQuery.of(
                                                EmailFilterCondition.builder()
                                                        .inMailbox(id(mailboxes, Role.INBOX))
                                                        .build()))
                                .build());
        JmapRequest.Call get =
                calls.call(
                        GetEmailMethodCall.builder()
                                .accountId(scene.accountId)
                                .idsReference(query.createResultReference(ResultReference.Path.IDS))
                                .fetchTextBodyValues(true)
                                .build());
        calls.execute();
        QueryEmailMethodResponse found =
                await(query.getMethodResponses()).getMain(QueryEmailMethodResponse.class);
        assertThat(found.getIds()).hasSize(1);
        GetEmailMethodResponse got =
                await(get.getMethodResponses()).getMain(GetEmailMethodResponse.class);
        Email email = got.getList()[0];
        assertThat(email.getSubject()).isEqualTo("Première lettre");
        assertThat(email.getBodyValues().values())
                .singleElement()
                .satisfies(value -> assertThat(value.getValue()).contains("voici Première lettre"));

        update(email.getId(), Map.of("keywords/" + Keyword.FLAGGED, true));
        update(email.getId(), Map.of("mailboxIds", Map.of(id(mailboxes, Role.TRASH), true)));
        Email after = email(email.getId());
        assertThat(after.getKeywords()).containsEntry(Keyword.FLAGGED, true);
        assertThat(after.getMailboxIds()).containsOnlyKeys(id(mailboxes, Role.TRASH));
        ChangesEmailMethodResponse changes =
                call(
                        ChangesEmailMethodCall.builder()
                                .accountId(scene.accountId)
                                .sinceState(got.getState())
                                .build(),
                        ChangesEmailMethodResponse.class);
        assertThat(changes.getUpdated()).containsExactly(email.getId());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void it_writes_and_sends(boolean overSocket) throws Exception {
        program.setUseWebSocket(overSocket);
        List<Mailbox> mailboxes = mailboxes();
        Identity identity =
                call(
                                GetIdentityMethodCall.builder().accountId(scene.accountId).build(),
                                GetIdentityMethodResponse.class)
                        .getList()[0];
        assertThat(identity.getEmail()).isEqualTo(address.value());
        JmapClient.MultiCall calls = program.newMultiCall();
        JmapRequest.Call draft =
                calls.call(
                        SetEmailMethodCall.builder()
                                .accountId(scene.accountId)
                                .create(Map.of("lettre", letter(mailboxes)))
                                .build());
        JmapRequest.Call submission =
                calls.call(
                        SetEmailSubmissionMethodCall.builder()
                                .accountId(scene.accountId)
                                .create(
                                        Map.of(
                                                "envoi",
                                                EmailSubmission.builder()
                                                        .identityId(identity.getId())
                                                        .emailId("#lettre")
                                                        .build()))
                                .onSuccessUpdateEmail(
                                        Map.of("#envoi", Map.of("keywords/" + Keyword.SEEN, true)))
                                .build());
        calls.execute();
        String id =
                await(draft.getMethodResponses())
                        .getMain(SetEmailMethodResponse.class)
                        .getCreated()
                        .values()
                        .iterator()
                        .next()
                        .getId();
        MethodResponses sent = await(submission.getMethodResponses());
        assertThat(sent.getMain(SetEmailSubmissionMethodResponse.class).getCreated())
                .containsOnlyKeys("envoi");
        assertThat(sent.getAdditional()).hasSize(1);
        assertThat(email(id).getKeywords()).containsEntry(Keyword.SEEN, true);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void it_hears_of_what_comes(boolean overSocket) throws Exception {
        program.setUseWebSocket(overSocket);
        BlockingQueue<StateChange> heard = new LinkedBlockingQueue<>();
        await(program.monitorEvents(heard::add));
        mailboxes();
        deliver(address, mail("Deuxième lettre", "paul@liberal.mssante.test", address));
        StateChange change = heard.poll(20, TimeUnit.SECONDS);
        assertThat(change).isNotNull();
        assertThat(change.getChanged()).containsOnlyKeys(scene.accountId);
        assertThat(change.getChanged().get(scene.accountId)).containsKey(Email.class);
    }

    private Email letter(List<Mailbox> mailboxes) {
        return Email.builder()
                .mailboxId(id(mailboxes, Role.DRAFTS), true)
                .keyword(Keyword.DRAFT, true)
                .from(EmailAddress.builder().email(address.value()).build())
                .to(EmailAddress.builder().email(colleague.value()).build())
                .subject("Écrite par un autre programme")
                .bodyValue("1", EmailBodyValue.builder().value("Bonjour").build())
                .textBody(EmailBodyPart.builder().partId("1").type("text/plain").build())
                .build();
    }

    private List<Mailbox> mailboxes() throws Exception {
        return Arrays.asList(
                call(
                                GetMailboxMethodCall.builder().accountId(scene.accountId).build(),
                                GetMailboxMethodResponse.class)
                        .getList());
    }

    private static String id(List<Mailbox> mailboxes, Role role) {
        return mailboxes.stream()
                .filter(mailbox -> mailbox.getRole() == role)
                .findFirst()
                .orElseThrow()
                .getId();
    }

    private void update(String email, Map<String, Object> patch) throws Exception {
        SetEmailMethodResponse set =
                call(
                        SetEmailMethodCall.builder()
                                .accountId(scene.accountId)
                                .update(Map.of(email, patch))
                                .build(),
                        SetEmailMethodResponse.class);
        assertThat(set.getUpdated()).containsOnlyKeys(email);
    }

    private Email email(String id) throws Exception {
        return call(
                        GetEmailMethodCall.builder()
                                .accountId(scene.accountId)
                                .ids(new String[] {id})
                                .build(),
                        GetEmailMethodResponse.class)
                .getList()[0];
    }

    private <T extends MethodResponse> T call(MethodCall call, Class<T> response) throws Exception {
        return await(program.call(call)).getMain(response);
    }

    private static <T> T await(ListenableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }
}
