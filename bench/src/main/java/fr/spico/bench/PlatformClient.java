package fr.spico.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A browser's worth of HTTP: session cookie, CSRF token, JSON.
final class PlatformClient {

    private static final JsonMapper JSON = new JsonMapper();

    private final String base;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .cookieHandler(cookies)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
    private String account = "";

    PlatformClient(String base) {
        this.base = base;
    }

    /// Where a one-time code is read.
    interface Codes {
        String next() throws IOException, InterruptedException;
    }

    /// The JMAP account; empty as long as there is none.
    String account() {
        return account;
    }

    void signIn(String login, String password) throws IOException, InterruptedException {
        get(base + "/api/session");
        call(
                "POST",
                "/api/session",
                """
                {"login":"%s","password":"%s","client":"web"}\
                """
                        .formatted(login, password));
    }

    /// Links the mailbox with the code found in it.
    ///
    /// @return nanoseconds, as [System#nanoTime], when the code was entered
    long link(String address, Codes codes) throws IOException, InterruptedException {
        call(
                "POST",
                "/api/profile/mailbox-link/codes",
                "{\"address\":\"" + address + "\",\"replace\":false}");
        String code = codes.next();
        long entered = System.nanoTime();
        call(
                "PUT",
                "/api/profile/mailbox-link",
                """
                {"address":"%s","code":"%s","replace":false}\
                """
                        .formatted(address, code));
        state();
        return entered;
    }

    JsonNode state() throws IOException, InterruptedException {
        JsonNode state = get(base + "/api/profile/mailbox-link");
        account = state.path("mailboxAccountId").asString("");
        return state;
    }

    JsonNode get(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /// An application token.
    String token(String login, String password) throws IOException, InterruptedException {
        signIn(login, password);
        return call("POST", "/api/profile/tokens", "{\"name\":\"bench\"}").path("token").asString();
    }

    /// Sends method calls, `$a` for the account; fails unless every one of them succeeded.
    JsonNode jmap(String methodCalls) throws IOException, InterruptedException {
        JsonNode answer =
                call(
                        "POST",
                        "/jmap/api",
                        """
                        {"using":["urn:ietf:params:jmap:core","urn:ietf:params:jmap:mail","urn:spico:params:jmap:discussions"],
                         "methodCalls":%s}\
                        """
                                .formatted(methodCalls.replace("$a", account)));
        for (JsonNode call : answer.path("methodResponses")) {
            if (call.path(0).asString().equals("error")) {
                throw new IOException("method error " + call.path(1).path("type").asString());
            }
        }
        return answer.path("methodResponses");
    }

    /// A resource below `/api`.
    JsonNode resource(String path) throws IOException, InterruptedException {
        return get(base + path);
    }

    /// Takes a resource whole without looking into it: what the platform needs, not what we do.
    void fetch(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).build();
        int status = http.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode();
        if (status != 200) {
            throw new IOException(path + ": " + status);
        }
    }

    /// As a browser asks for what a page needs: at the same time.
    void fetchTogether(String... paths) throws IOException {
        List<CompletableFuture<Void>> answers =
                Stream.of(paths)
                        .map(path -> HttpRequest.newBuilder(URI.create(base + path)).build())
                        .map(request ->
                                http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()))
                        .map(answer -> answer.thenAccept(PlatformClient::requireOk))
                        .toList();
        try {
            answers.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static void requireOk(HttpResponse<?> answer) {
        if (answer.statusCode() != 200) {
            throw new CompletionException(
                    new IOException(answer.uri().getPath() + ": " + answer.statusCode()));
        }
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return call("POST", path, body);
    }

    JsonNode upload(String path, byte[] octets) throws IOException, InterruptedException {
        return call(
                "POST",
                path,
                "application/octet-stream",
                HttpRequest.BodyPublishers.ofByteArray(octets));
    }

    private JsonNode call(String method, String path, String body)
            throws IOException, InterruptedException {
        return call(method, path, "application/json", HttpRequest.BodyPublishers.ofString(body));
    }

    private JsonNode call(String method, String path, String type, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", type)
                        .header("X-XSRF-TOKEN", csrf())
                        .method(method, body)
                        .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(method + " " + path + ": " + response.statusCode());
        }
        return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }

    private String csrf() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(c -> c.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    void jmapUnchecked(String methodCalls) {
        try {
            jmap(methodCalls);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Events events() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + "/jmap/eventsource?types=Email")).build();
        return new Events(http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body());
    }

    /// The event source, read in the background.
    static final class Events implements AutoCloseable {
        private final InputStream body;
        private final BlockingQueue<Long> arrivals = new LinkedBlockingQueue<>();
        private volatile long lastAt;

        Events(InputStream body) {
            this.body = body;
            Thread.startVirtualThread(this::read);
        }

        private void read() {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("data:")) {
                        arrivals.add(System.nanoTime());
                    }
                }
            } catch (IOException e) {
                // Closed.
            }
        }

        void drain() {
            arrivals.clear();
        }

        /// Waits for the next event, at most half a minute.
        void await() {
            try {
                Long at = arrivals.poll(30, TimeUnit.SECONDS);
                lastAt = at == null ? Long.MAX_VALUE : at;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /// [System#nanoTime()] of the event that was waited for.
        long lastAt() {
            return lastAt;
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
