package fr.spico.jmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.spico.Browser;
import fr.spico.jmap.PushReceiver.Push;
import fr.spico.mail.MssAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// PushSubscription (RFC 8620 §7.2) with a receiver of its own.
class PushSubscriptionTest extends JmapScene {

    private MssAddress address;
    private Client client;
    private PushReceiver receiver;

    @BeforeEach
    void linkAMailbox() throws Exception {
        receiver = new PushReceiver();
        address = newAddress();
        client = link(people.doctor(), address);
    }

    @AfterEach
    void stopReceiver() {
        receiver.close();
    }

    @Test
    void a_receiver_gets_its_code_first_and_only_then_what_changes() throws Exception {
        String id = subscribe("");
        JsonNode code = json(next());
        assertThat(code.path("@type").asString()).isEqualTo("PushVerification");
        assertThat(code.path("pushSubscriptionId").asString()).isEqualTo(id);
        deliver(address, mail("Avant le code", "paul@liberal.mssante.test", address));
        await().until(() -> client.call("Email/query", "{}").path("ids").size() == 1);
        verify(id, code.path("verificationCode").asString());
        deliver(address, mail("Après le code", "paul@liberal.mssante.test", address));
        Push push = next();
        assertThat(push.field("Content-Type")).isEqualTo("application/json");
        assertThat(push.field("TTL")).isEqualTo("86400");
        JsonNode change = json(push);
        assertThat(change.path("@type").asString()).isEqualTo("StateChange");
        JsonNode states = change.path("changed").path(client.accountId);
        assertThat(states.propertyNames()).contains("Email", "EmailDelivery", "Mailbox", "Thread");
        assertThat(states.path("Email").asString())
                .isEqualTo(client.call("Email/get", "{\"ids\":[]}").path("state").asString());
    }

    @Test
    void only_the_types_that_were_asked_for_are_pushed() throws Exception {
        String id = subscribe(",\"types\":[\"Mailbox\"]");
        verify(id, json(next()).path("verificationCode").asString());
        deliver(address, mail("Un type", "paul@liberal.mssante.test", address));
        assertThat(json(next()).path("changed").path(client.accountId).propertyNames())
                .containsExactly("Mailbox");
    }

    @Test
    void with_keys_nobody_between_reads_the_message() throws Exception {
        ReceiverKeys keys = new ReceiverKeys();
        subscribe(
                ",\"keys\":{\"p256dh\":\"%s\",\"auth\":\"%s\"}"
                        .formatted(keys.p256dh(), keys.auth()));
        Push push = next();
        assertThat(push.field("Content-Encoding")).isEqualTo("aes128gcm");
        assertThat(new String(push.body(), StandardCharsets.ISO_8859_1))
                .doesNotContain("PushVerification");
        assertThat(JSON.readTree(keys.open(push.body())).path("@type").asString())
                .isEqualTo("PushVerification");
    }

    @Test
    void the_platform_proves_to_the_push_service_who_it_is() throws Exception {
        subscribe("");
        String authorization = next().field("Authorization");
        String key =
                client.get("/.well-known/jmap")
                        .json()
                        .path("capabilities")
                        .path("urn:ietf:params:jmap:webpush-vapid")
                        .path("applicationServerKey")
                        .asString();
        assertThat(authorization).startsWith("vapid t=").endsWith(", k=" + key);
        String[] token =
                authorization.substring("vapid t=".length()).split(",", 2)[0].split("\\.", -1);
        JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(token[1]));
        assertThat(receiver.url()).startsWith(claims.path("aud").asString());
        assertThat(Instant.ofEpochSecond(claims.path("exp").asLong()))
                .isBetween(Instant.now(), Instant.now().plus(Duration.ofHours(24)));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(ReceiverKeys.publicKey(Base64.getUrlDecoder().decode(key)));
        signature.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(token[2]))).isTrue();
    }

    @Test
    void what_a_receiver_missed_is_pushed_again_and_a_receiver_that_is_gone_is_forgotten()
            throws Exception {
        String id = subscribe("");
        verify(id, json(next()).path("verificationCode").asString());
        receiver.answer(503);
        deliver(address, mail("Pendant la panne", "paul@liberal.mssante.test", address));
        assertThat(json(next()).path("@type").asString()).isEqualTo("StateChange");
        receiver.answer(410);
        assertThat(json(next()).path("@type").asString()).isEqualTo("StateChange");
        await().untilAsserted(() -> assertThat(ids()).isEmpty());
    }

    @Test
    void a_receiver_over_tls_has_to_be_the_machine_that_was_named(@TempDir Path folder)
            throws Exception {
        SSLContext identity = identityOfLocalhost(folder.resolve("keys.p12"));
        SSLContext before = SSLContext.getDefault();
        try (PushReceiver secured = PushReceiver.secured(identity)) {
            SSLContext.setDefault(identity);
            subscribeAt("https://127.0.0.1:" + secured.port() + "/another-name");
            subscribeAt("https://localhost:" + secured.port() + "/its-name");
            Push push = Objects.requireNonNull(secured.next(20), "nothing was pushed");
            assertThat(json(push).path("@type").asString()).isEqualTo("PushVerification");
            assertThat(push.field("Host")).isEqualTo("localhost:" + secured.port());
            await().untilAsserted(() ->
                    assertThat(
                                    database.<Long>read(tx ->
                                            tx.sql(
                                                            "select count(*) from jmap_push_subscription where failures > 0 and account = :a")
                                                    .param("a", client.account.id().value())
                                                    .query(Long.class)
                                                    .single()))
                            .isEqualTo(1));
            assertThat(secured.next(0)).isNull();
        } finally {
            SSLContext.setDefault(before);
        }
    }

    @Test
    void a_wrong_code_verifies_nothing() throws Exception {
        String id = subscribe("");
        JsonNode refused =
                set("\"update\":{\"%s\":{\"verificationCode\":\"faux\"}}".formatted(id))
                        .path("notUpdated")
                        .path(id);
        assertThat(refused.path("type").asString()).isEqualTo("invalidProperties");
        assertThat(refused.path("properties").path(0).asString()).isEqualTo("verificationCode");
    }

    @Test
    void a_subscription_is_seen_changed_and_destroyed_by_its_own_token_alone() {
        String id = subscribe(",\"types\":[\"Email\"]");
        JsonNode seen = get("").path("list").path(0);
        assertThat(seen.path("deviceClientId").asString()).isEqualTo("essai");
        assertThat(seen.path("verificationCode").isNull()).isTrue();
        assertThat(seen.has("url")).isFalse();
        assertThat(seen.path("types").toString()).isEqualTo("[\"Email\"]");
        assertThat(
                        set("\"update\":{\"%s\":{\"types\":null}}".formatted(id))
                                .path("updated")
                                .has(id))
                .isTrue();
        String other = token(client.account);
        JsonNode others =
                call(other, "PushSubscription/get", "\"ids\":[\"" + id + "\"]").path("notFound");
        assertThat(others.path(0).asString()).isEqualTo(id);
        assertThat(
                        call(other, "PushSubscription/set", "\"destroy\":[\"" + id + "\"]")
                                .path("notDestroyed")
                                .path(id)
                                .path("type")
                                .asString())
                .isEqualTo("notFound");
        assertThat(set("\"destroy\":[\"" + id + "\"]").path("destroyed").path(0).asString())
                .isEqualTo(id);
        assertThat(ids()).isEmpty();
    }

    @Test
    void a_revoked_token_takes_its_subscriptions_with_it() throws Exception {
        String id = subscribe("");
        verify(id, json(next()).path("verificationCode").asString());
        Browser browser = new Browser(environment);
        browser.signIn(client.account);
        for (JsonNode token : browser.get("/api/profile/tokens").json().path("tokens")) {
            browser.send("DELETE", "/api/profile/tokens/" + token.path("id").asString(), null);
        }
        await().untilAsserted(() ->
                assertThat(
                                database.<Long>read(tx ->
                                        tx.sql(
                                                        "select count(*) from jmap_push_subscription where account = :a")
                                                .param("a", client.account.id().value())
                                                .query(Long.class)
                                                .single()))
                        .isZero());
    }

    @Test
    void url_and_keys_are_never_told() {
        subscribe("");
        JsonNode error = response("PushSubscription/get", "\"properties\":[\"url\"]");
        assertThat(error.path(0).asString()).isEqualTo("error");
        assertThat(error.path(1).path("type").asString()).isEqualTo("forbidden");
    }

    @Test
    void what_is_wrong_with_a_subscription_is_named() {
        assertThat(refused("\"url\":\"http://push.example.org/\"")).containsExactly("url");
        assertThat(refused("\"url\":\"%s\",\"expires\":\"2001-01-01T00:00:00Z\"".formatted(url())))
                .containsExactly("expires");
        assertThat(refused("\"url\":\"%s\",\"verificationCode\":\"x\"".formatted(url())))
                .containsExactly("verificationCode");
        assertThat(refused("\"url\":\"%s\",\"types\":\"Email\"".formatted(url())))
                .containsExactly("types");
        assertThat(refused("\"url\":\"%s\",\"types\":[\"a\\u0000\"]".formatted(url())))
                .containsExactly("types");
        assertThat(
                        refused(
                                "\"url\":\"%s\",\"keys\":{\"p256dh\":\"AA\",\"auth\":\"AA\"}"
                                        .formatted(url())))
                .containsExactly("keys");
        assertThat(refused("\"url\":\"%s\",\"id\":\"p1\"".formatted(url()))).containsExactly("id");
    }

    @Test
    void a_subscription_ends_after_a_week_at_the_latest_and_can_be_renewed() {
        JsonNode created =
                set("\"create\":{\"a\":{\"deviceClientId\":\"essai\",\"url\":\"%s\",\"expires\":\"2099-01-01T00:00:00Z\"}}"
                                .formatted(url()))
                        .path("created")
                        .path("a");
        assertThat(Instant.parse(created.path("expires").asString()))
                .isBefore(Instant.now().plus(Duration.ofDays(8)));
        String id = created.path("id").asString();
        String soon = Instant.now().plusSeconds(86_400).toString().substring(0, 19) + "Z";
        set("\"update\":{\"%s\":{\"expires\":\"%s\"}}".formatted(id, soon));
        assertThat(get("").path("list").path(0).path("expires").asString()).isEqualTo(soon);
    }

    @Test
    void the_application_itself_listens_otherwise() {
        Browser browser = new Browser(environment);
        browser.signIn(client.account);
        JsonNode answer =
                browser.send(
                                "POST",
                                "/jmap/api",
                                request(
                                        "PushSubscription/set",
                                        "\"create\":{\"a\":{\"deviceClientId\":\"x\",\"url\":\"%s\"}}"
                                                .formatted(url())))
                        .json();
        assertThat(
                        answer.path("methodResponses")
                                .path(0)
                                .path(1)
                                .path("notCreated")
                                .path("a")
                                .path("type")
                                .asString())
                .isEqualTo("forbidden");
    }

    private String url() {
        return receiver.url();
    }

    private String subscribe(String more) {
        return subscribe(url(), more);
    }

    private void subscribeAt(String url) {
        assertThat(subscribe(url, "")).isNotEmpty();
    }

    private String subscribe(String url, String more) {
        JsonNode set =
                set(
                        "\"create\":{\"a\":{\"deviceClientId\":\"essai\",\"url\":\"%s\"%s}}"
                                .formatted(url, more));
        assertThat(set.path("created").has("a")).as(set.toString()).isTrue();
        return set.path("created").path("a").path("id").asString();
    }

    private void verify(String id, String code) {
        JsonNode set = set("\"update\":{\"%s\":{\"verificationCode\":\"%s\"}}".formatted(id, code));
        assertThat(set.path("updated").has(id)).as(set.toString()).isTrue();
    }

    private java.util.List<String> refused(String properties) {
        JsonNode error =
                set("\"create\":{\"a\":{\"deviceClientId\":\"essai\",%s}}".formatted(properties))
                        .path("notCreated")
                        .path("a");
        assertThat(error.path("type").asString()).isEqualTo("invalidProperties");
        java.util.List<String> names = new java.util.ArrayList<>();
        error.path("properties").values().forEach(name -> names.add(name.asString()));
        return names;
    }

    private java.util.List<String> ids() {
        java.util.List<String> ids = new java.util.ArrayList<>();
        get("").path("list").values().forEach(s -> ids.add(s.path("id").asString()));
        return ids;
    }

    private JsonNode set(String arguments) {
        return response("PushSubscription/set", arguments).path(1);
    }

    private JsonNode get(String arguments) {
        return response("PushSubscription/get", arguments).path(1);
    }

    private JsonNode response(String method, String arguments) {
        return client.calls("[\"" + method + "\",{" + arguments + "},\"0\"]").path(0);
    }

    private JsonNode call(String token, String method, String arguments) {
        return new Browser(environment)
                .send(
                        "POST",
                        "/jmap/api",
                        request(method, arguments),
                        "Authorization",
                        "Bearer " + token)
                .json()
                .path("methodResponses")
                .path(0)
                .path(1);
    }

    private static String request(String method, String arguments) {
        return "{\"using\":[\"urn:ietf:params:jmap:core\"],\"methodCalls\":[[\"%s\",{%s},\"0\"]]}"
                .formatted(method, arguments);
    }

    /// A key and a certificate for the name `localhost`, which trusts itself.
    private static SSLContext identityOfLocalhost(Path file) throws Exception {
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-alias",
                                "a",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=dns:localhost",
                                "-storepass",
                                "essai-essai",
                                "-keystore",
                                file.toString())
                        .redirectErrorStream(true)
                        .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        char[] password = "essai-essai".toCharArray();
        KeyStore store = KeyStore.getInstance(file.toFile(), password);
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("a", store.getCertificate("a"));
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private Push next() throws InterruptedException {
        return Objects.requireNonNull(receiver.next(20), "nothing was pushed");
    }

    private static JsonNode json(Push push) {
        return JSON.readTree(push.body());
    }
}
