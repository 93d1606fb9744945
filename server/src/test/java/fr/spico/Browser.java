package fr.spico;

import fr.spico.account.Account;
import fr.spico.account.People;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A browser for tests: keeps cookies, sends back the XSRF token, speaks JSON to the platform under
/// test. What a test has to say otherwise it says with headers.
public final class Browser {

    private static final JsonMapper JSON = new JsonMapper();

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http;
    private final URI base;

    public Browser(Environment environment) {
        this(environment, "127.0.0.1");
    }

    /// @param origin the loopback address it comes from, e.g. `127.0.0.7`
    public Browser(Environment environment, String origin) {
        this.base = URI.create("http://127.0.0.1:" + environment.getProperty("local.server.port"));
        this.http =
                HttpClient.newBuilder()
                        .cookieHandler(cookies)
                        .localAddress(InetAddress.ofLiteral(origin))
                        .build();
    }

    public record Answer(int status, String body, HttpResponse<byte[]> response) {

        public JsonNode json() {
            return JSON.readTree(body);
        }

        /// The problem's code; fails if the answer is none.
        public String problem() {
            if (!header("Content-Type").startsWith("application/problem+json")) {
                throw new AssertionError("not a problem: " + status);
            }
            return json().get("code").asString();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public Answer signIn(Account account) {
        return signIn(account, "web");
    }

    public Answer signIn(Account account, String client) {
        return post(
                "/api/session",
                Map.of("login", account.login(), "password", People.PASSWORD, "client", client));
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Answer post(String path, Object body, String... headers) {
        return send("POST", path, JSON.writeValueAsString(body), headers);
    }

    public Answer put(String path, Object body, String... headers) {
        return send("PUT", path, JSON.writeValueAsString(body), headers);
    }

    /// Octets as they are, such as a file.
    public Answer upload(String path, byte[] octets, String... headers) {
        return send(
                "POST",
                path,
                BodyPublishers.ofByteArray(octets),
                "application/octet-stream",
                headers);
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, null, headers);
    }

    /// A name with an empty value leaves a header out that would go by itself.
    public Answer send(
            String method,
            String path,
            @org.jspecify.annotations.Nullable String body,
            String... headers) {
        return send(
                method,
                path,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                body == null ? "" : "application/json",
                headers);
    }

    private Answer send(
            String method,
            String path,
            HttpRequest.BodyPublisher body,
            String type,
            String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).method(method, body);
        if (!type.isEmpty()) {
            request.setHeader("Content-Type", type);
        }
        cookie("XSRF-TOKEN").ifPresent(token -> request.setHeader("X-XSRF-TOKEN", token));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    new String(response.body(), java.nio.charset.StandardCharsets.UTF_8),
                    response);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    public void forget(String cookie) {
        cookies.getCookieStore().getCookies().stream()
                .filter(kept -> kept.getName().equals(cookie))
                .toList()
                .forEach(kept -> cookies.getCookieStore().remove(base, kept));
    }

    /// The attributes with which a cookie came.
    public static String setCookie(Answer answer, String name) {
        return answer.response().headers().allValues("Set-Cookie").stream()
                .filter(line -> line.startsWith(name + "="))
                .reduce((first, last) -> last)
                .orElse("");
    }

    @Override
    public String toString() {
        return "Browser" + Arrays.asList(cookies.getCookieStore().getCookies().size());
    }
}
