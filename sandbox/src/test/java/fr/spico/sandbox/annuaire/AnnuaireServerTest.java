package fr.spico.sandbox.annuaire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.spico.sandbox.cast.Cast;
import fr.spico.sandbox.directory.DirectoryFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Shapes and limits of the Annuaire Santé, as its documentation has them.
class AnnuaireServerTest {

    @TempDir static Path folder;
    private static List<String> rows = List.of();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private AnnuaireData data = AnnuaireData.of(Stream.of(), InstantSource.system());
    private AnnuaireServer server = new AnnuaireServer(data);
    private AnnuaireServer.Running running;

    @BeforeAll
    static void rows() throws IOException {
        DirectoryFiles.write(folder, 400);
        rows = Files.readAllLines(folder.resolve("national.txt"));
    }

    @BeforeEach
    void start() throws IOException {
        data = AnnuaireData.of(rows.stream(), InstantSource.system());
        server = new AnnuaireServer(data);
        running = server.start();
    }

    @AfterEach
    void stop() {
        running.close();
        http.close();
    }

    @Test
    void theCastIsThereWithShapesOfTheProfiles() throws Exception {
        JsonNode bundle =
                get(
                        "/Practitioner?identifier="
                                + Cast.CARDIOLOGIST.rpps()
                                + "&_revinclude=PractitionerRole:practitioner");
        assertThat(bundle.path("type").asText()).isEqualTo("searchset");
        JsonNode person = bundle.at("/entry/0/resource");
        assertThat(person.at("/identifier/0/value").asText())
                .isEqualTo("8" + Cast.CARDIOLOGIST.rpps());
        assertThat(person.at("/identifier/0/system").asText())
                .isEqualTo("urn:oid:1.2.250.1.71.4.2.1");
        assertThat(person.at("/name/0/suffix/0").asText()).isEqualTo("DR");
        assertThat(person.at("/meta/versionId").isNumber()).isTrue();
        JsonNode role = bundle.at("/entry/1/resource");
        assertThat(bundle.at("/entry/1/search/mode").asText()).isEqualTo("include");
        assertThat(role.at("/practitioner/reference").asText())
                .isEqualTo("Practitioner/" + person.path("id").asText());
        assertThat(role.at("/telecom/0/value").asText()).isEqualTo(Cast.CARDIOLOGIST.address());
        assertThat(role.at("/telecom/0/extension/0/valueCoding/code").asText())
                .isEqualTo("MSSANTE");
        assertThat(
                        role.at(
                                        "/telecom/0/extension/1/extension/0/valueCodeableConcept/coding/0/code")
                                .asText())
                .isEqualTo("PER");
        JsonNode structure = get("/" + role.at("/organization/reference").asText());
        assertThat(structure.path("name").asText())
                .isEqualTo(Cast.CARDIOLOGIST.structure().toUpperCase(java.util.Locale.FRENCH));
    }

    @Test
    void aPageHasFiftyAndTheNextOneIsElsewhere() throws Exception {
        Set<String> ids = new HashSet<>();
        JsonNode page = get("/Organization?_count=1000");
        int total = page.path("total").asInt();
        assertThat(page.path("entry").size()).isEqualTo(50);
        while (true) {
            page.path("entry")
                    .forEach(e -> assertThat(ids.add(e.path("fullUrl").asText())).isTrue());
            String next = next(page);
            if (next.isEmpty()) {
                break;
            }
            assertThat(next).contains("/_page?id=");
            page = json.readTree(call(URI.create(next), AnnuaireServer.KEY).body());
        }
        assertThat(ids).hasSize(total);
    }

    @Test
    void withoutTheKeyNothingIsSaidAndUnknownThingsAreErrors() throws Exception {
        URI any = URI.create(running.url() + "/Practitioner");
        assertThat(call(any, "none").statusCode()).isEqualTo(401);
        assertThat(status("/Medication")).isEqualTo(404);
        assertThat(status("/Practitioner/nobody")).isEqualTo(404);
        assertThat(status("/Practitioner?shoe-size=44")).isEqualTo(400);
        assertThat(status("/Practitioner?_lastUpdated=yesterday")).isEqualTo(400);
        assertThat(status("/_page?id=invented")).isEqualTo(404);
    }

    @Test
    void theEighteenthCallInASecondIsRefusedWithTheTimeToWait() throws Exception {
        URI any = URI.create(running.url() + "/Practitioner?identifier=0");
        List<HttpResponse<String>> answers =
                Stream.generate(() ->
                                http.sendAsync(
                                        request(any, AnnuaireServer.KEY),
                                        HttpResponse.BodyHandlers.ofString()))
                        .limit(40)
                        .toList()
                        .stream()
                        .map(java.util.concurrent.CompletableFuture::join)
                        .toList();
        assertThat(answers)
                .anySatisfy(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(429);
                    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
                });
        assertThat(server.answered()).isLessThanOrEqualTo(34);
    }

    @Test
    void whatNobodyChangedIsOldAndWhatChangedIsNot() throws Exception {
        String since = Instant.now().minus(Duration.ofDays(1)).toString();
        for (String type : List.of("Practitioner", "PractitionerRole", "Organization")) {
            assertThat(get("/" + type + "?_lastUpdated=ge" + since).path("total").asInt()).isZero();
        }
        List<String> opened = DailyChanges.make(data);
        assertThat(opened).isNotEmpty();
        JsonNode roles = get("/PractitionerRole?_lastUpdated=ge" + since);
        assertThat(roles.path("total").asInt()).isGreaterThan(20);
        assertThat(roles.toString()).contains(opened.getFirst());
        assertThat(get("/Organization?_lastUpdated=ge" + since).toString()).contains(" NORD");
        assertThat(get("/Practitioner?_lastUpdated=ge" + since).toString()).contains("-AUBANEL");
        assertThat(get("/Practitioner?identifier=" + Cast.DOCTOR.rpps()).toString())
                .as("the cast stays as it is")
                .contains("CASTELBON\"");
    }

    private static String next(JsonNode page) {
        return StreamSupport.stream(page.path("link").spliterator(), false)
                .filter(link -> link.path("relation").asText().equals("next"))
                .map(link -> link.path("url").asText())
                .findFirst()
                .orElse("");
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = call(URI.create(running.url() + path), AnnuaireServer.KEY);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private int status(String path) throws Exception {
        return call(URI.create(running.url() + path), AnnuaireServer.KEY).statusCode();
    }

    private HttpResponse<String> call(URI url, String key) throws Exception {
        return http.send(request(url, key), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(URI url, String key) {
        return HttpRequest.newBuilder(url).header("ESANTE-API-KEY", key).build();
    }
}
