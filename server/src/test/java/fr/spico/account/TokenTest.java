package fr.spico.account;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.Browser;
import fr.spico.Browser.Answer;
import fr.spico.PlatformTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@PlatformTest
class TokenTest {

    @Autowired Environment environment;
    @Autowired People people;
    @Autowired JdbcClient jdbc;

    private Browser browser;
    private Browser program;
    private Account doctor;

    @BeforeEach
    void signIn() {
        browser = new Browser(environment);
        program = new Browser(environment);
        doctor = people.doctor();
        browser.signIn(doctor);
    }

    @Test
    void a_token_is_shown_once_and_opens_the_account_to_a_program() {
        JsonNode created = create("Thunderbird");
        String token = created.get("token").asString();
        assertThat(token).matches("spico_[A-Za-z0-9_-]{43}");
        Answer session = program.get("/api/session", "Authorization", "Bearer " + token);
        assertThat(session.status()).isEqualTo(200);
        assertThat(session.json().get("client").asString()).isEqualTo("program");
        assertThat(session.json().at("/account/id").asString()).isEqualTo(doctor.id().text());
        Answer list = browser.get("/api/profile/tokens");
        assertThat(list.body()).doesNotContain(token).contains("Thunderbird");
        assertThat(list.json().at("/tokens/0").propertyNames())
                .containsExactlyInAnyOrder("id", "name", "createdAt", "lastUsedAt");
        assertThat(list.json().at("/tokens/0/lastUsedAt").isNull()).isFalse();
    }

    @Test
    void a_token_is_the_password_of_programs_that_only_know_basic() {
        String token = create("vieux programme").get("token").asString();
        assertThat(basic(doctor.login().toUpperCase(java.util.Locale.ROOT), token)).isEqualTo(200);
        assertThat(basic(people.doctor().login(), token)).isEqualTo(401);
        assertThat(basic(doctor.login(), People.PASSWORD)).isEqualTo(401);
    }

    @Test
    void a_revoked_token_is_refused_at_once() {
        JsonNode created = create("perdu");
        String bearer = "Bearer " + created.get("token").asString();
        assertThat(program.get("/api/profile", "Authorization", bearer).status()).isEqualTo(200);
        String path = "/api/profile/tokens/" + created.get("id").asString();
        assertThat(browser.delete(path).status()).isEqualTo(204);
        assertThat(program.get("/api/profile", "Authorization", bearer).status()).isEqualTo(401);
        assertThat(browser.delete(path).problem()).isEqualTo("not-found");
        assertThat(browser.get("/api/profile/tokens").json().get("tokens").size()).isZero();
    }

    @Test
    void nobody_revokes_somebody_elses_token() {
        JsonNode created = create("à moi");
        Browser other = new Browser(environment);
        other.signIn(people.doctor());
        assertThat(other.delete("/api/profile/tokens/" + created.get("id").asString()).status())
                .isEqualTo(404);
        assertThat(other.delete("/api/profile/tokens/" + UUID.randomUUID()).status())
                .isEqualTo(404);
        assertThat(other.delete("/api/profile/tokens/1%27or%271").status()).isEqualTo(400);
        assertThat(
                        program.get(
                                        "/api/profile",
                                        "Authorization",
                                        "Bearer " + created.get("token").asString())
                                .status())
                .isEqualTo(200);
    }

    @Test
    void a_token_begets_no_token_and_needs_no_xsrf_token() {
        String bearer = "Bearer " + create("programme").get("token").asString();
        Answer refused =
                program.post(
                        "/api/profile/tokens", Map.of("name", "enfant"), "Authorization", bearer);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("session-only");
        assertThat(program.get("/api/profile/tokens", "Authorization", bearer).status())
                .isEqualTo(403);
    }

    @Test
    void a_wrong_token_is_refused_even_with_a_good_session_cookie() {
        for (String authorization :
                new String[] {
                    "Bearer spico_AAAA",
                    "Bearer",
                    "Bearer ",
                    "Basic !!!",
                    "Basic " + base64("a"),
                    "Basic",
                    "Digest x",
                    "spico_x"
                }) {
            Answer answer = browser.get("/api/session", "Authorization", authorization);
            assertThat(answer.status()).as(authorization).isEqualTo(401);
            assertThat(answer.problem()).isEqualTo("unauthenticated");
        }
    }

    @Test
    void programs_are_told_how_to_prove_themselves_and_browsers_ask_nothing() {
        assertThat(program.get("/jmap/api").response().headers().allValues("WWW-Authenticate"))
                .anyMatch(value -> value.startsWith("Bearer"))
                .anyMatch(value -> value.startsWith("Basic"));
        assertThat(program.get("/api/session", "Sec-Fetch-Mode", "cors").header("WWW-Authenticate"))
                .isEmpty();
    }

    @Test
    void only_a_digest_of_a_token_is_kept() {
        String token = create("x").get("token").asString();
        assertThat(
                        jdbc.sql("select account_token::text from account_token")
                                .query(String.class)
                                .list())
                .noneMatch(row -> row.contains(token.substring(6)));
    }

    @Test
    void the_use_of_a_token_is_written_at_most_once_a_minute() {
        String bearer = "Bearer " + create("x").get("token").asString();
        program.get("/api/profile", "Authorization", bearer);
        var first = lastUse();
        program.get("/api/profile", "Authorization", bearer);
        assertThat(lastUse()).isEqualTo(first);
        jdbc.sql("update account_token set last_used_at = last_used_at - interval '61 seconds'")
                .update();
        program.get("/api/profile", "Authorization", bearer);
        assertThat(lastUse()).isAfter(first);
    }

    @Test
    void a_token_needs_a_name() {
        for (String name : new String[] {"", "   ", "x".repeat(101)}) {
            Answer answer = browser.post("/api/profile/tokens", Map.of("name", name));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("bad-name");
        }
        assertThat(browser.post("/api/profile/tokens", Map.of()).status()).isEqualTo(400);
    }

    @Test
    void creation_and_revocation_are_audited() {
        JsonNode created = create("x");
        browser.delete("/api/profile/tokens/" + created.get("id").asString());
        browser.delete("/api/session");
        assertThat(
                        jdbc.sql(
                                        """
                                        select action from audit_entry where account_id = :id order by id
                                        """)
                                .param("id", doctor.id().value())
                                .query(String.class)
                                .list())
                .containsExactly(
                        "session.create", "token.create", "token.revoke", "session.delete");
    }

    private JsonNode create(String name) {
        Answer answer = browser.post("/api/profile/tokens", Map.of("name", name));
        assertThat(answer.status()).isEqualTo(201);
        return answer.json();
    }

    private int basic(String login, String password) {
        return program.get(
                        "/api/session", "Authorization", "Basic " + base64(login + ":" + password))
                .status();
    }

    private java.sql.Timestamp lastUse() {
        return jdbc.sql("select last_used_at from account_token where account_id = :id")
                .param("id", doctor.id().value())
                .query(java.sql.Timestamp.class)
                .single();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
