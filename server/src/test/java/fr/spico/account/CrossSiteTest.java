package fr.spico.account;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.Browser;
import fr.spico.Browser.Answer;
import fr.spico.PlatformTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

@PlatformTest
class CrossSiteTest {

    @Autowired Environment environment;
    @Autowired People people;

    @Test
    void a_change_that_carries_the_session_cookie_needs_the_xsrf_token() {
        Browser browser = new Browser(environment);
        browser.signIn(people.doctor());
        Map<String, String> token = Map.of("name", "x");
        for (String value : new String[] {"", "wrong", "null"}) {
            Answer refused = browser.post("/api/profile/tokens", token, "X-XSRF-TOKEN", value);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.problem()).isEqualTo("csrf");
            assertThat(refused.json().get("detail").asString()).contains("Rechargez");
        }
        assertThat(browser.delete("/api/session", "X-XSRF-TOKEN", "wrong").status()).isEqualTo(403);
        assertThat(browser.post("/api/profile/tokens", token).status()).isEqualTo(201);
    }

    @Test
    void signing_in_over_a_session_needs_the_token_too() {
        Browser browser = new Browser(environment);
        Account doctor = people.doctor();
        browser.signIn(doctor);
        browser.forget("XSRF-TOKEN");
        assertThat(browser.signIn(doctor).problem()).isEqualTo("csrf");
    }

    @Test
    void any_answer_brings_the_xsrf_cookie_even_a_refusal() {
        for (String path : new String[] {"/api/session", "/api/nothing", "/health", "/jmap/api"}) {
            Answer answer = new Browser(environment).get(path);
            assertThat(Browser.setCookie(answer, "XSRF-TOKEN"))
                    .as(path)
                    .contains("SameSite=Strict")
                    .doesNotContain("HttpOnly");
        }
    }
}
