package fr.spico.directory;

import static fr.spico.directory.DirectoryRows.people;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fr.spico.Browser;
import fr.spico.Browser.Answer;
import fr.spico.PlatformTest;
import fr.spico.account.Account;
import fr.spico.account.People;
import fr.spico.platform.db.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// The whole of an import as an administrator does it: through the API, with the jobs behind it.
@PlatformTest
class DirectoryAdministrationTest {

    private static final String ROOT = "/api/administration/directory";

    @TempDir private static Path folder;

    /// What the server of the national file answers.
    private static final AtomicReference<byte[]> PUBLISHED = new AtomicReference<>(new byte[0]);

    private static volatile boolean cut;
    private static final HttpServer SERVER = server();

    @Autowired private Environment environment;
    @Autowired private People people;
    @Autowired private Database database;
    @Autowired private DirectoryScene scene;
    private Account administrator;
    private Browser browser;

    private static HttpServer server() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/extraction", DirectoryAdministrationTest::answer);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] body = PUBLISHED.get();
        exchange.sendResponseHeaders(
                body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body, 0, cut ? body.length / 2 : body.length);
        exchange.close();
    }

    @AfterAll
    static void stop() {
        SERVER.stop(0);
    }

    @DynamicPropertySource
    static void places(DynamicPropertyRegistry settings) {
        settings.add("spico.directory.regional.file", () -> folder.resolve("regional.txt"));
        settings.add(
                "spico.directory.national.url",
                () -> "http://127.0.0.1:" + SERVER.getAddress().getPort() + "/extraction");
    }

    @BeforeEach
    void signIn() {
        await().until(scene::nothingGoesOn);
        scene.forgetEverything();
        cut = false;
        administrator = people.administrator();
        browser = new Browser(environment);
        browser.signIn(administrator);
    }

    @Test
    void onlyAdministratorsSeeOrDoAnything() {
        Browser doctor = new Browser(environment);
        doctor.signIn(people.doctor());
        List<Answer> answers =
                List.of(
                        doctor.get(ROOT),
                        doctor.get(ROOT + "/national/versions"),
                        doctor.get(ROOT + "/versions/1"),
                        doctor.get(ROOT + "/versions/1/samples"),
                        doctor.post(ROOT + "/national/versions", Map.of("origin", "url")),
                        doctor.post(ROOT + "/versions/1/switch", Map.of()),
                        doctor.delete(ROOT + "/versions/1"),
                        upload(doctor, "regional", "x"));
        assertThat(answers)
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(403);
                    assertThat(answer.problem()).isEqualTo("administrator-only");
                });
    }

    @Test
    void anImportIsLookedAtThenSwitchedToThenGoneBackFrom() throws IOException {
        publishUrl(people(100, 1));
        JsonNode first = switched(ready(start("national", "url")));
        assertThat(first.get("entries").asInt()).isEqualTo(100);
        List<String> next = new ArrayList<>(people(105, 1).subList(2, 105));
        next.add("PER|broken");
        publishUrl(next);

        JsonNode second = ready(start("national", "url"));
        assertThat(second.get("current").asBoolean()).isFalse();
        assertThat(numbers(second, "added", "changed", "removed", "rejected"))
                .containsExactly(5, 0, 2, 1);
        assertThat(second.at("/rejections/0/line").asInt()).isEqualTo(105);
        assertThat(second.at("/rejections/0/reason").asString()).contains("colonnes");
        JsonNode samples = browser.get(ROOT + "/versions/" + id(second) + "/samples").json();
        assertThat(samples.get("added").size()).isEqualTo(5);
        assertThat(samples.at("/removed/0/before/address").asString())
                .isEqualTo("p0@medimail.mssante.test");

        assertThat(switched(second).get("current").asBoolean()).isTrue();
        assertThat(switched(first).get("current").asBoolean()).as("gone back").isTrue();
        JsonNode history = browser.get(ROOT + "/national/versions").json().get("versions");
        assertThat(history.size()).isEqualTo(2);
        assertThat(history.get(0).get("current").asBoolean()).isFalse();
        assertThat(history.get(1).get("current").asBoolean()).isTrue();
        assertThat(audited())
                .containsExactly(
                        "directory.import",
                        "directory.switch",
                        "directory.import",
                        "directory.switch",
                        "directory.switch");
    }

    @Test
    void aFileThatIsHandedOverIsRead() throws IOException {
        Path file = DirectoryRows.write(folder.resolve("handed"), people(3_000, 2));
        JsonNode version = ready(upload(browser, "regional", Files.readString(file)));
        assertThat(version.get("origin").asString()).isEqualTo("upload");
        assertThat(version.get("added").asInt()).isEqualTo(3_000);
    }

    @Test
    void oneImportAtATimeAndAGivenUpOneLeavesNothing() throws IOException {
        publishUrl(people(50, 1));
        JsonNode waiting = ready(start("national", "url"));
        Answer second = start("national", "url");
        assertThat(second.problem()).isEqualTo("directory-busy");
        assertThat(second.json().get("detail").asString()).contains("attend une décision");
        assertThat(start("regional", "file").status())
                .as("the other directory is free")
                .isEqualTo(202);
        assertThat(browser.delete(ROOT + "/versions/" + id(waiting)).json().get("state").asString())
                .isEqualTo("discarded");
        assertThat(browser.post(ROOT + "/versions/" + id(waiting) + "/switch", Map.of()).problem())
                .isEqualTo("not-possible");
        assertThat(scene.stored()).isZero();
        assertThat(ready(start("national", "url")).get("added").asInt()).isEqualTo(50);
    }

    @Test
    void whatCannotBeFetchedFailsWithASentenceAndTheCurrentVersionStays() throws IOException {
        publishUrl(people(50, 1));
        switched(ready(start("national", "url")));
        PUBLISHED.set(new byte[0]);
        JsonNode missing = ended(start("national", "url"));
        assertThat(missing.get("state").asString()).isEqualTo("failed");
        assertThat(missing.at("/problem/detail").asString()).contains("404");
        publishUrl(people(60, 1));
        cut = true;
        JsonNode halved = ended(start("national", "url"));
        assertThat(halved.get("state").asString()).isEqualTo("failed");
        assertThat(halved.at("/problem/code").asString()).isEqualTo("unreachable");
        JsonNode absent = ended(start("regional", "file"));
        assertThat(absent.at("/problem/detail").asString()).contains("n’existe pas");
        JsonNode overview = browser.get(ROOT).json();
        assertThat(overview.at("/sources/0/current/entries").asInt()).isEqualTo(50);
        assertThat(overview.at("/sources/0/origins/0").asString()).isEqualTo("url");
        assertThat(overview.at("/sources/1/current").isNull()).isTrue();
    }

    @Test
    void whatIsNoOrderIsRefusedWithASentence() {
        assertThat(start("national", "ldap").problem()).isEqualTo("not-configured");
        assertThat(start("national", "pigeon").problem()).isEqualTo("bad-request");
        assertThat(browser.post(ROOT + "/national/versions", Map.of()).problem())
                .isEqualTo("bad-request");
        assertThat(start("galactic", "url").problem()).isEqualTo("not-found");
        assertThat(browser.get(ROOT + "/versions/987654").problem()).isEqualTo("not-found");
        assertThat(browser.get(ROOT + "/versions/x").problem()).isEqualTo("bad-request");
        assertThat(browser.post(ROOT + "/versions/987654/switch", Map.of()).problem())
                .isEqualTo("not-found");
    }

    private static void publishUrl(List<String> rows) throws IOException {
        PUBLISHED.set(Files.readAllBytes(DirectoryRows.write(folder.resolve("url"), rows)));
    }

    private Answer start(String source, String origin) {
        return browser.post(ROOT + "/" + source + "/versions", Map.of("origin", origin));
    }

    private static Answer upload(Browser browser, String source, String text) {
        return browser.send(
                "POST",
                ROOT + "/" + source + "/versions/upload",
                text,
                "Content-Type",
                "application/octet-stream");
    }

    private JsonNode ready(Answer started) {
        JsonNode version = ended(started);
        assertThat(version.get("state").asString()).isEqualTo("ready");
        return version;
    }

    private JsonNode ended(Answer started) {
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        return awaited(id(started.json()), "reading");
    }

    private JsonNode switched(JsonNode version) {
        assertThat(browser.post(ROOT + "/versions/" + id(version) + "/switch", Map.of()).status())
                .isEqualTo(202);
        return awaited(id(version), "switching");
    }

    private JsonNode awaited(long id, String passing) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> browser.get(ROOT + "/versions/" + id).json(),
                        version -> !version.get("state").asString().equals(passing));
    }

    private static long id(JsonNode version) {
        return version.get("id").asLong();
    }

    private static List<Integer> numbers(JsonNode version, String... names) {
        return java.util.Arrays.stream(names).map(name -> version.get(name).asInt()).toList();
    }

    private List<String> audited() {
        return database.read(tx ->
                tx.sql(
                                "select action from audit_entry where account_id = :id and action like 'directory.%' order by id")
                        .param("id", administrator.id().value())
                        .query((row, i) -> row.getString(1))
                        .list());
    }
}
