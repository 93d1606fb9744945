package fr.spico.account;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.Browser;
import fr.spico.Browser.Answer;
import fr.spico.PlatformTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Each test comes from a loopback address of its own: the origin counts too.
@PlatformTest
class ThrottleTest {

    @Autowired Environment environment;
    @Autowired People people;
    @Autowired JdbcClient jdbc;

    @Test
    void an_unknown_account_and_a_wrong_password_get_the_same_answer_in_the_same_time() {
        Browser browser = new Browser(environment, "127.0.1.1");
        browser.get("/health");
        long[] unknown = new long[7];
        long[] wrong = new long[7];
        for (int i = 0; i < unknown.length; i++) {
            String nobody = UUID.randomUUID() + "@medimail.mssante.test";
            String somebody = people.doctor().login();
            long begun = System.nanoTime();
            Answer ofNobody = wrongPassword(browser, nobody);
            long between = System.nanoTime();
            Answer ofSomebody = wrongPassword(browser, somebody);
            unknown[i] = between - begun;
            wrong[i] = System.nanoTime() - between;
            assertThat(ofNobody.status()).isEqualTo(401);
            assertThat(ofNobody.problem()).isEqualTo("bad-credentials");
            assertThat(ofSomebody.body()).isEqualTo(ofNobody.body());
            assertThat(ofSomebody.response().headers().map().keySet())
                    .isEqualTo(ofNobody.response().headers().map().keySet());
        }
        assertThat((double) median(unknown) / median(wrong)).isBetween(0.4, 2.5);
    }

    @Test
    void after_five_failures_an_account_waits_even_with_the_right_password() {
        Browser browser = new Browser(environment, "127.0.1.2");
        Account doctor = people.doctor();
        for (int i = 0; i < 5; i++) {
            assertThat(wrongPassword(browser, doctor.login()).status()).isEqualTo(401);
        }
        Answer answer = browser.signIn(doctor);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.problem()).isEqualTo("too-many-attempts");
        assertThat(answer.json().get("retryAfter").asLong()).isBetween(1L, 5L);
        assertThat(answer.header("Retry-After"))
                .isEqualTo(answer.json().get("retryAfter").asString());
        assertThat(answer.json().get("detail").asString()).contains("Réessayez dans");
        assertThat(new Browser(environment, "127.0.1.22").signIn(doctor).status()).isEqualTo(429);
    }

    @Test
    void an_unknown_account_is_throttled_just_the_same() {
        Browser browser = new Browser(environment, "127.0.1.3");
        for (int i = 0; i < 5; i++) {
            wrongPassword(browser, "personne@medimail.mssante.test");
        }
        assertThat(wrongPassword(browser, "PERSONNE@medimail.mssante.test ").problem())
                .isEqualTo("too-many-attempts");
    }

    @Test
    void the_wait_grows_with_each_failure_and_ends_with_a_success() {
        Browser browser = new Browser(environment, "127.0.1.4");
        Account doctor = people.doctor();
        long last = 0;
        for (int i = 0; i < 8; i++) {
            wrongPassword(browser, doctor.login());
            letTheWaitPass();
            if (i >= 5) {
                long wait = waitAfterOneMoreFailure(browser, doctor);
                assertThat(wait).isGreaterThan(last);
                last = wait;
                letTheWaitPass();
            }
        }
        assertThat(browser.signIn(doctor).status()).isEqualTo(200);
        assertThat(wrongPassword(browser, doctor.login()).status()).isEqualTo(401);
        assertThat(browser.signIn(doctor).status()).isEqualTo(200);
    }

    @Test
    void one_origin_that_tries_many_accounts_waits() {
        Browser browser = new Browser(environment, "127.0.1.5");
        for (int i = 0; i < 30; i++) {
            assertThat(wrongPassword(browser, UUID.randomUUID() + "@a.test").status())
                    .isEqualTo(401);
        }
        Account doctor = people.doctor();
        assertThat(browser.signIn(doctor).problem()).isEqualTo("too-many-attempts");
        assertThat(new Browser(environment, "127.0.1.55").signIn(doctor).status()).isEqualTo(200);
    }

    @Test
    void a_burst_of_tries_at_once_counts_each_of_them() throws Exception {
        Account doctor = people.doctor();
        List<Callable<Integer>> tries = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Browser browser = new Browser(environment, "127.0.1.6");
            tries.add(() -> wrongPassword(browser, doctor.login()).status());
        }
        List<Integer> statuses = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> answer : threads.invokeAll(tries)) {
                statuses.add(answer.get());
            }
        }
        assertThat(statuses).containsOnly(401, 429);
        assertThat(statuses).filteredOn(status -> status == 401).hasSize(5);
    }

    @Test
    void what_is_typed_as_a_login_is_kept_nowhere() {
        wrongPassword(new Browser(environment, "127.0.1.7"), "mon mot de passe");
        assertThat(jdbc.sql("select subject from account_attempt").query(String.class).list())
                .isNotEmpty()
                .noneMatch(subject -> subject.contains("mot de passe"));
    }

    private long waitAfterOneMoreFailure(Browser browser, Account account) {
        wrongPassword(browser, account.login());
        return browser.signIn(account).json().get("retryAfter").asLong();
    }

    private void letTheWaitPass() {
        jdbc.sql("update account_attempt set blocked_until = 'epoch'").update();
    }

    private static Answer wrongPassword(Browser browser, String login) {
        return browser.post(
                "/api/session",
                Map.of("login", login, "password", "wrong-" + login, "client", "web"));
    }

    private static long median(long[] times) {
        Arrays.sort(times);
        return times[times.length / 2];
    }
}
