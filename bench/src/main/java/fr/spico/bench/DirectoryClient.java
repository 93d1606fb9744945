package fr.spico.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Any program's way into the directory: an application token, searches, and for an administrator
/// imports.
final class DirectoryClient {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String IMPORTS = "/api/administration/directory";
    private static final long PAUSE_NANOS = 50_000_000;

    private final String base;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    DirectoryClient(String base, String login) throws IOException, InterruptedException {
        this.base = base;
        this.token = new PlatformClient(base).token(login, Platform.PASSWORD);
    }

    JsonNode search(String typed, int limit) throws IOException, InterruptedException {
        return send(
                request(
                                "/api/directory/search?limit="
                                        + limit
                                        + "&q="
                                        + URLEncoder.encode(typed, StandardCharsets.UTF_8))
                        .build());
    }

    void awaitDirectory() throws IOException, InterruptedException {
        while (!search("martin", 1).has("results")) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /// Imports a file and makes it current; nanoseconds from handing it over to searches that see
    /// it.
    long imported(Path file) throws IOException, InterruptedException {
        long start = System.nanoTime();
        JsonNode version =
                send(
                        request(IMPORTS + "/national/versions/upload")
                                .header("Content-Type", "application/octet-stream")
                                .POST(BodyPublishers.ofFile(file))
                                .build());
        ended(version, "reading", "ready");
        String path = IMPORTS + "/versions/" + version.path("id").asLong();
        version = send(request(path + "/switch").POST(BodyPublishers.noBody()).build());
        ended(version, "switching", "switched");
        return System.nanoTime() - start;
    }

    private void ended(JsonNode version, String passing, String wanted)
            throws IOException, InterruptedException {
        JsonNode now = version;
        while (now.path("state").asString().equals(passing)) {
            LockSupport.parkNanos(PAUSE_NANOS);
            now = send(request(IMPORTS + "/versions/" + version.path("id").asLong()).build());
        }
        if (!now.path("state").asString().equals(wanted)) {
            throw new IOException("the import failed: " + now);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
