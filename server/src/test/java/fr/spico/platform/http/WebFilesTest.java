package fr.spico.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.Browser;
import fr.spico.Browser.Answer;
import fr.spico.PlatformTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

@PlatformTest
class WebFilesTest {

    @Autowired Environment environment;
    @Autowired WebSettings settings;

    private Browser browser;

    @BeforeEach
    void theApplicationIsBuilt() throws IOException {
        browser = new Browser(environment);
        write("index.html", "<!doctype html><title>Spico</title>");
        write("sw.js", "self.skipWaiting()");
        write("assets/app-1a2b3c.js", "export {}");
        Files.writeString(settings.folder().resolveSibling("secret.txt"), "secret");
    }

    @Test
    void the_application_opens_for_anybody() {
        Answer answer = browser.get("/");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("<title>Spico");
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void every_answer_has_strict_headers() {
        for (String path :
                new String[] {"/", "/api/session", "/assets/app-1a2b3c.js", "/nothing"}) {
            Answer answer = browser.get(path);
            assertThat(answer.header("Content-Security-Policy"))
                    .as(path)
                    .isEqualTo(
                            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
                                    + "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
                                    + "frame-src 'self' blob:; worker-src 'self' blob:; object-src 'none'; "
                                    + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Permissions-Policy")).contains("camera=()");
            assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        }
    }

    @Test
    void a_page_of_the_application_is_its_index() {
        Answer answer = browser.get("/discussions/m1/e12?tab=x", "Accept", "text/html,*/*");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("<title>Spico");
    }

    @Test
    void what_does_not_exist_is_a_problem_where_no_page_was_asked() {
        for (String path : new String[] {"/missing.js", "/assets/missing.js"}) {
            Answer answer = browser.get(path, "Accept", "*/*");
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.problem()).isEqualTo("not-found");
        }
        assertThat(browser.get("/assets/missing.js", "Accept", "text/html").status())
                .isEqualTo(404);
    }

    @Test
    void hashed_files_are_kept_for_ever_and_bring_no_cookie() {
        Answer answer = browser.get("/assets/app-1a2b3c.js");
        assertThat(answer.header("Cache-Control"))
                .contains("max-age=31536000")
                .contains("public")
                .contains("immutable");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.header("Content-Type")).contains("javascript");
        assertThat(browser.get("/sw.js").header("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void data_is_not_kept_by_caches() {
        assertThat(browser.get("/api/session").header("Cache-Control")).isEqualTo("no-store");
        assertThat(browser.get("/.well-known/jmap").header("Cache-Control")).isEqualTo("no-store");
        assertThat(browser.get("/%61pi/session").header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void nothing_outside_the_folder_is_served() {
        for (String path :
                new String[] {
                    "/../secret.txt",
                    "/assets/../../secret.txt",
                    "/%2e%2e/secret.txt",
                    "/assets/..%2f..%2fsecret.txt",
                    "/..%5csecret.txt"
                }) {
            Answer answer = browser.get(path, "Accept", "*/*");
            assertThat(answer.body()).as(path).doesNotContain("secret\n").isNotEqualTo("secret");
            assertThat(answer.status()).as(path).isIn(400, 404);
        }
    }

    @Test
    void a_path_that_the_firewall_refuses_is_a_problem_too() {
        Answer answer = browser.get("/api/a%00b");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("Apache");
    }

    @Test
    void health_says_that_the_platform_serves() {
        Answer answer = browser.get("/health");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"up\"}");
    }

    @Test
    void the_openapi_document_is_public_and_shows_no_caller() {
        Answer answer = browser.get("/api/openapi");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/paths/~1api~1session/post").isMissingNode()).isFalse();
        assertThat(answer.body()).doesNotContain("Caller");
    }

    @Test
    void a_method_that_does_not_exist_is_a_problem() {
        Answer answer = browser.send("PATCH", "/health", "{}");
        assertThat(answer.status()).isIn(401, 405);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    private void write(String name, String text) throws IOException {
        Path file = settings.folder().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
