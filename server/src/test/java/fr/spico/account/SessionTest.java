package fr.spico.account;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.Browser;
import fr.spico.Browser.Answer;
import fr.spico.PlatformTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@PlatformTest
class SessionTest {

    @Autowired Environment environment;
    @Autowired People people;
    @Autowired JdbcClient jdbc;

    private Browser browser;

    @BeforeEach
    void openBrowser() {
        browser = new Browser(environment);
    }

    @Test
    void who_signs_in_is_known_from_then_on() {
        Account doctor = people.doctor();
        Answer signedIn = browser.signIn(doctor);
        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(signedIn.json().at("/account/login").asString()).isEqualTo(doctor.login());
        assertThat(signedIn.json().at("/client").asString()).isEqualTo("web");
        assertThat(browser.get("/api/session").json()).isEqualTo(signedIn.json());
        assertThat(browser.get("/api/profile").json()).isEqualTo(signedIn.json().get("account"));
    }

    @Test
    void the_profile_says_what_the_contract_names() {
        browser.signIn(people.doctor());
        var profile = browser.get("/api/profile").json();
        assertThat(profile.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "login",
                        "kind",
                        "firstName",
                        "lastName",
                        "title",
                        "profession",
                        "structure",
                        "town",
                        "rpps",
                        "adeli",
                        "directoryScope",
                        "patientMail",
                        "administrator",
                        "operator");
        assertThat(profile.get("kind").asString()).isEqualTo("individual");
        assertThat(profile.get("directoryScope").asString()).isEqualTo("national");
        assertThat(profile.get("patientMail").asBoolean()).isTrue();
        assertThat(profile.at("/operator/name").asString()).isEqualTo("Medimail");
        assertThat(profile.at("/operator/domains/0").asString()).isEqualTo("medimail.mssante.test");
        assertThat(profile.at("/operator/maxMessageSize").asLong()).isEqualTo(26_214_400);
    }

    @Test
    void the_login_is_read_whatever_its_case_and_blanks() {
        Account doctor = people.doctor();
        Answer answer =
                browser.post(
                        "/api/session",
                        Map.of(
                                "login",
                                "  " + doctor.login().toUpperCase(java.util.Locale.ROOT) + " ",
                                "password",
                                People.PASSWORD,
                                "client",
                                "mobile"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("client").asString()).isEqualTo("mobile");
    }

    @Test
    void the_session_cookie_cannot_be_read_by_scripts_nor_sent_from_other_sites() {
        Answer answer = browser.signIn(people.doctor());
        assertThat(Browser.setCookie(answer, "SPICO_SESSION"))
                .contains("HttpOnly")
                .contains("SameSite=Strict")
                .contains("Path=/")
                .doesNotContain("Max-Age");
    }

    @Test
    void signing_in_changes_the_session_id_and_the_xsrf_token() {
        Account doctor = people.doctor();
        browser.signIn(doctor);
        String session = browser.cookie("SPICO_SESSION").orElseThrow();
        String token = browser.cookie("XSRF-TOKEN").orElseThrow();
        browser.signIn(doctor);
        assertThat(browser.cookie("SPICO_SESSION")).isPresent().get().isNotEqualTo(session);
        assertThat(browser.cookie("XSRF-TOKEN")).isPresent().get().isNotEqualTo(token);
    }

    @Test
    void without_a_session_the_answer_is_a_problem_and_no_redirect() {
        Answer answer = browser.get("/api/session");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("unauthenticated");
        assertThat(answer.json().get("type").asString())
                .isEqualTo("urn:spico:problem:unauthenticated");
        assertThat(answer.json().get("detail").asString()).contains("Connectez-vous");
        assertThat(Browser.setCookie(answer, "XSRF-TOKEN")).contains("SameSite=Strict");
    }

    @Test
    void a_session_that_is_used_is_written_once_a_minute_and_lives_on() {
        browser.signIn(people.doctor());
        browser.get("/api/session");
        long written = lastUse();
        browser.get("/api/session");
        assertThat(lastUse()).isEqualTo(written);
        jdbc.sql("update spring_session set last_access_time = :before where session_id = :id")
                .param("before", written - 61_000)
                .param("id", sessionId())
                .update();
        browser.get("/api/session");
        assertThat(lastUse()).isGreaterThanOrEqualTo(written);
    }

    private long lastUse() {
        return jdbc.sql("select last_access_time from spring_session where session_id = :id")
                .param("id", sessionId())
                .query(Long.class)
                .single();
    }

    private String sessionId() {
        byte[] cookie = Base64.getDecoder().decode(browser.cookie("SPICO_SESSION").orElseThrow());
        return new String(cookie, StandardCharsets.US_ASCII);
    }

    @Test
    void signing_out_ends_the_session_at_once_and_may_be_repeated() {
        browser.signIn(people.doctor());
        String session = browser.cookie("SPICO_SESSION").orElseThrow();
        assertThat(browser.delete("/api/session").status()).isEqualTo(204);
        assertThat(browser.get("/api/session", "Cookie", "SPICO_SESSION=" + session).status())
                .isEqualTo(401);
        assertThat(browser.delete("/api/session").status()).isEqualTo(204);
    }

    @Test
    void of_two_sessions_the_first_one_counts_however_long_ago_it_was_used() {
        Account first = people.doctor();
        browser.signIn(first);
        String cookies = "SPICO_SESSION=" + browser.cookie("SPICO_SESSION").orElseThrow();
        jdbc.sql("update spring_session set last_access_time = last_access_time - 61000").update();
        Browser other = new Browser(environment);
        other.signIn(people.doctor());
        cookies += "; SPICO_SESSION=" + other.cookie("SPICO_SESSION").orElseThrow();

        Browser third = new Browser(environment);
        assertThat(
                        third.get("/api/session", "Cookie", cookies)
                                .json()
                                .at("/account/login")
                                .asString())
                .isEqualTo(first.login());
    }

    @Test
    void a_session_ends_after_two_idle_hours() {
        browser.signIn(people.doctor());
        assertThat(
                        jdbc.sql("select max(max_inactive_interval) from spring_session")
                                .query(Integer.class)
                                .single())
                .isEqualTo(2 * 60 * 60);
        jdbc.sql(
                        "update spring_session set last_access_time = last_access_time - 7201000, expiry_time = expiry_time - 7201000")
                .update();
        assertThat(browser.get("/api/session").problem()).isEqualTo("unauthenticated");
    }

    @Test
    void a_session_holds_one_string_so_that_any_later_version_can_read_it() {
        Account doctor = people.doctor();
        browser.signIn(doctor);
        var attributes =
                jdbc.sql(
                                """
                                select attribute_name, encode(attribute_bytes, 'escape') as value
                                from spring_session_attributes
                                """)
                        .query()
                        .listOfRows();
        assertThat(attributes)
                .allSatisfy(row -> assertThat(row.get("attribute_name")).isEqualTo("spico.caller"))
                .anySatisfy(row ->
                        assertThat(String.valueOf(row.get("value")))
                                .contains(doctor.id().text() + " WEB"));
    }

    @Test
    void a_changed_account_counts_from_the_next_request_on() {
        Account doctor = people.doctor();
        browser.signIn(doctor);
        jdbc.sql("update account set rpps = null where id = :id")
                .param("id", doctor.id().value())
                .update();
        assertThat(browser.get("/api/profile").json().get("patientMail").asBoolean()).isFalse();
        jdbc.sql("delete from account where id = :id").param("id", doctor.id().value()).update();
        assertThat(browser.get("/api/profile").status()).isEqualTo(401);
    }

    @Test
    void what_is_not_a_sign_in_is_refused_with_a_sentence() {
        for (String body :
                new String[] {
                    "{}",
                    "[]",
                    "null",
                    "{\"login\":",
                    "{\"login\":\"a\",\"password\":null,\"client\":\"web\"}",
                    "{\"login\":\"a\",\"password\":\"b\",\"client\":\"watch\"}",
                    "{\"login\":\"a\\u0000\",\"password\":\"b\",\"client\":\"web\"}",
                    "{\"login\":\"a\\ud800b\",\"password\":\"b\",\"client\":\"web\"}",
                    "{\"login\":{\"a\":1},\"password\":\"b\",\"client\":\"web\"}"
                }) {
            Answer answer = browser.send("POST", "/api/session", body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("bad-request");
            assertThat(answer.body()).doesNotContain("Exception").doesNotContain("tools.jackson");
        }
    }

    @Test
    void a_body_that_is_too_large_or_not_json_is_refused() {
        for (String path : new String[] {"/api/session", "/%61pi/session"}) {
            Answer large = browser.send("POST", path, "x".repeat(5 << 20));
            assertThat(large.status()).as(path).isEqualTo(413);
            assertThat(large.problem()).isEqualTo("too-large");
        }
        assertThat(
                        browser.send("POST", "/api/session", "a=b", "Content-Type", "text/plain")
                                .status())
                .isEqualTo(415);
    }
}
