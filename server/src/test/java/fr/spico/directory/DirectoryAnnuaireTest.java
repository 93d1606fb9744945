package fr.spico.directory;

import static fr.spico.directory.annuaire.AnnuaireRow.doctor;
import static fr.spico.directory.annuaire.AnnuaireRow.ward;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import fr.spico.Browser;
import fr.spico.Browser.Answer;
import fr.spico.PlatformTest;
import fr.spico.account.Account.DirectoryScope;
import fr.spico.account.People;
import fr.spico.directory.annuaire.AnnuaireRow;
import fr.spico.mail.MssAddress;
import fr.spico.platform.db.Database;
import fr.spico.sandbox.annuaire.AnnuaireData;
import fr.spico.sandbox.annuaire.AnnuaireMood;
import fr.spico.sandbox.annuaire.AnnuaireServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// Deltas of the Annuaire Santé and an LDAP server as sources, through the administrators' API; and
/// the details of a person. With a database of its own.
@PlatformTest
class DirectoryAnnuaireTest {

    private static final String ROOT = "/api/administration/directory";

    private static final AnnuaireRow ODILE =
            doctor("odile.brancas@liberal.mssante.test", "10100000256", "BRANCAS");
    private static final AnnuaireRow OTHER =
            ODILE.address("o.brancas@liberal.mssante.test").nowhere();
    private static final AnnuaireRow PAUL =
            doctor("paul.ezquerra@liberal.mssante.test", "10100000264", "EZQUERRA")
                    .at("310000025", "CABINET EZQUERRA", "31700 BLAGNAC");
    private static final AnnuaireRow WARD =
            ward("cardio@ch-albi.mssante.test", "810000018", "CENTRE HOSPITALIER D ALBI");
    private static final AnnuaireRow EMERGENCY =
            ward("urgences@ch-albi.mssante.test", "810000018", "CENTRE HOSPITALIER D ALBI");
    private static final List<AnnuaireRow> ROWS = List.of(ODILE, OTHER, PAUL, WARD, EMERGENCY);

    private static final AnnuaireServerOfTest ANNUAIRE = new AnnuaireServerOfTest();

    @TempDir private static Path folder;
    private static InMemoryDirectoryServer ldap;

    @Autowired private Environment environment;
    @Autowired private People people;
    @Autowired private Database database;
    @Autowired private Directory directory;
    @Autowired private DirectoryScene scene;
    private Browser browser;

    /// Another server for each test behind one address.
    private static final class AnnuaireServerOfTest {
        private AnnuaireData data = data();
        private AnnuaireServer server = new AnnuaireServer(data);
        private final AnnuaireServer.Running running = start();

        private AnnuaireServer.Running start() {
            try {
                return new AnnuaireServer(data).start();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        void renew() {
            data = data();
            server = new AnnuaireServer(data);
            running.server().removeContext(AnnuaireServer.PATH);
            running.server().createContext(AnnuaireServer.PATH, server);
        }

        private static AnnuaireData data() {
            return AnnuaireData.of(ROWS.stream().map(AnnuaireRow::line), InstantSource.system());
        }
    }

    @BeforeAll
    static void startLdap() throws LDAPException, IOException {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=test");
        config.setSchema(null);
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig(
                        "plain", InetAddress.getLoopbackAddress(), freePort(), null));
        ldap = new InMemoryDirectoryServer(config);
        ldap.startListening();
    }

    /// The server comes back where it was.
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void stop() {
        ldap.shutDown(true);
        ANNUAIRE.running.close();
    }

    @DynamicPropertySource
    static void places(DynamicPropertyRegistry settings) {
        settings.add("spico.directory.national.file", () -> folder.resolve("national.txt"));
        settings.add("spico.directory.annuaire.url", ANNUAIRE.running::url);
        settings.add("spico.directory.annuaire.api-key", () -> AnnuaireServer.KEY);
        settings.add("spico.directory.annuaire.first-pause", () -> "20ms");
        settings.add("spico.directory.annuaire.tries", () -> "2");
        settings.add("spico.directory.max-removed-share", () -> "0.5");
        settings.add("spico.directory.max-rejected-share", () -> "0.3");
        settings.add(
                "spico.directory.regional.ldap.url",
                () -> "ldap://127.0.0.1:" + ldap.getListenPort());
        settings.add("spico.directory.regional.ldap.base", () -> "dc=test");
        settings.add("spico.directory.regional.ldap.filter", () -> "(objectClass=inetOrgPerson)");
        settings.add("spico.directory.regional.ldap.page-size", () -> "2");
        settings.add("spico.directory.regional.ldap.attributes.rpps", () -> "employeeNumber");
        settings.add("spico.directory.regional.ldap.attributes.red-list", () -> "redList");
    }

    @BeforeEach
    void begin() throws Exception {
        await().until(scene::nothingGoesOn);
        scene.forgetEverything();
        ANNUAIRE.renew();
        ldap.clear();
        ldap.add("dn: dc=test", "objectClass: domain", "dc: test");
        browser = new Browser(environment);
        browser.signIn(people.administrator());
    }

    @Test
    void aDeltaIsADryRunThenSwitchedToThenGoneBackFrom() throws IOException {
        JsonNode whole = wholeFile(Duration.ofHours(2));
        ANNUAIRE.data.put(ODILE.at("310000033", "MAISON DE SANTE NEUVE", "31000 TOULOUSE").line());
        ANNUAIRE.data.put(PAUL.address("p.ezquerra@liberal.mssante.test").line());
        ANNUAIRE.data.remove(PAUL.address());
        ANNUAIRE.data.remove(EMERGENCY.address());

        JsonNode delta = ready(start("national", "delta"));
        assertThat(counts(delta)).containsExactly(4, 1, 1, 2, 0);
        assertThat(delta.get("origin").asString()).isEqualTo("delta");
        assertThat(find(EMERGENCY.address())).as("nothing changed yet").isTrue();
        JsonNode samples = browser.get(ROOT + "/versions/" + id(delta) + "/samples").json();
        JsonNode changed = samples.at("/changed/0");
        assertThat(changed.at("/before/structure").asString()).isEqualTo("CABINET DES ORMES");
        assertThat(changed.at("/after/structure").asString()).isEqualTo("MAISON DE SANTE NEUVE");
        assertThat(changed.at("/after/specialty").asString())
                .as("the words that the file has for the code")
                .isEqualTo("Cardiologie et maladies vasculaires");

        switched(delta);
        assertThat(find(EMERGENCY.address())).isFalse();
        assertThat(find(PAUL.address())).isFalse();
        assertThat(find("p.ezquerra@liberal.mssante.test")).isTrue();
        assertThat(find(OTHER.address())).as("of somebody who changed, itself the same").isTrue();
        assertThat(find(WARD.address())).isTrue();

        switched(whole);
        assertThat(find(EMERGENCY.address())).isTrue();
        assertThat(find("p.ezquerra@liberal.mssante.test")).isFalse();
    }

    @Test
    void whatTheDeltaSaysIsWhatTheFileSays() throws IOException {
        wholeFile(Duration.ofHours(2));
        ROWS.forEach(row -> ANNUAIRE.data.put(row.line()));
        JsonNode delta = ended(start("national", "delta"));
        assertThat(delta.get("state").asString()).isEqualTo("unchanged");
        Instant asOf =
                Instant.parse(browser.get(ROOT).json().at("/sources/0/current/asOf").asString());
        assertThat(asOf)
                .as("the next delta begins here")
                .isAfter(Instant.now().minus(Duration.ofMinutes(10)));
    }

    @Test
    void aMailboxThatComesOntoTheRedListLeaves() throws IOException {
        wholeFile(Duration.ofHours(2));
        ANNUAIRE.data.putRedListed(WARD.line());
        JsonNode delta = ready(start("national", "delta"));
        assertThat(counts(delta)).containsExactly(4, 0, 0, 1, 0);
        assertThat(delta.get("redListed").asInt()).isEqualTo(1);
        switched(delta);
        assertThat(find(WARD.address())).isFalse();
    }

    @Test
    void whoRetiresTakesEverythingAlong() throws IOException {
        wholeFile(Duration.ofHours(2));
        ANNUAIRE.data.retire(ODILE.rpps());
        assertThat(counts(ready(start("national", "delta")))).containsExactly(3, 0, 0, 2, 0);
    }

    @Test
    void malformedResourcesAreCountedAndRemoveNothing() throws IOException {
        wholeFile(Duration.ofHours(2));
        ANNUAIRE.data.put(PAUL.address("p.ezquerra@liberal.mssante.test").line());
        ANNUAIRE.server.mood(AnnuaireMood.MALFORMED, 1);
        JsonNode delta = ready(start("national", "delta"));
        assertThat(counts(delta)).containsExactly(6, 1, 0, 0, 1);
        assertThat(delta.at("/rejections/0/reason").asString()).contains("pas lisible");
    }

    @Test
    void halfADeltaIsNoneAndTheDirectoryStays() throws IOException {
        wholeFile(Duration.ofHours(2));
        for (int i = 0; i < 60; i++) {
            ANNUAIRE.data.put(
                    doctor("d%d@liberal.mssante.test".formatted(i), "101000%05d".formatted(i), "D")
                            .line());
        }
        ANNUAIRE.server.mood(AnnuaireMood.PAGE_FAILS);
        JsonNode failed = ended(start("national", "delta"));
        assertThat(failed.get("state").asString()).isEqualTo("failed");
        assertThat(failed.at("/problem/detail").asString())
                .contains("page 2", "L’annuaire en service ne change pas");
        assertThat(find("d0@liberal.mssante.test")).isFalse();
        assertThat(find(ODILE.address())).isTrue();
        ANNUAIRE.server.mood(AnnuaireMood.HEALTHY);
        assertThat(counts(ready(start("national", "delta")))).containsExactly(65, 60, 0, 0, 0);
    }

    @Test
    void aDirectoryOlderThanTheApiReachesIsToldSo() throws IOException {
        wholeFile(Duration.ofDays(31));
        JsonNode refused = ended(start("national", "delta"));
        assertThat(refused.at("/problem/code").asString()).isEqualTo("too-old");
        assertThat(refused.at("/problem/detail").asString()).contains("30 jours");
        assertThat(find(ODILE.address())).isTrue();
        assertThat(ANNUAIRE.server.answered()).as("nobody asks for what is not there").isZero();
    }

    @Test
    void aDeltaNeedsADirectoryToBeAddedTo() {
        assertThat(ended(start("national", "delta")).at("/problem/code").asString())
                .isEqualTo("needs-whole");
        assertThat(start("regional", "delta").problem()).isEqualTo("not-configured");
        assertThat(browser.get(ROOT).json().at("/sources/0/origins/1").asString())
                .isEqualTo("delta");
    }

    @Test
    void detailsOfAPersonComeFromTheAnnuaireAtThisMoment() throws IOException {
        wholeFile(Duration.ofHours(2));
        Browser doctor = signedIn(true);
        JsonNode odile = doctor.get("/api/directory/people/10100000256").json();
        assertThat(odile.get("lastName").asString()).isEqualTo("BRANCAS");
        assertThat(odile.get("profession").asString()).isEqualTo("Médecin");
        assertThat(odile.at("/mailboxes/0/address").asString()).isEqualTo(OTHER.address());
        assertThat(odile.at("/workplaces/0/structure").asString()).isEqualTo("CABINET DES ORMES");
        assertThat(odile.at("/workplaces/0/lines/0").asString()).isEqualTo("12 RUE DES LILAS");
        assertThat(odile.at("/workplaces/0/mode").asString()).isEqualTo("own-account");
        assertThat(odile.at("/workplaces/0/mailboxes/0/address").asString())
                .isEqualTo(ODILE.address());
        ANNUAIRE.data.putRedListed(ODILE.line());
        assertThat(doctor.get("/api/directory/people/10100000256").body())
                .doesNotContain(ODILE.address());
        assertThat(doctor.get("/api/directory/people/10100009999").problem())
                .isEqualTo("not-found");
        assertThat(doctor.get("/api/directory/people/x").problem()).isEqualTo("bad-request");
    }

    @Test
    void anOutageIsNotNobody() {
        Browser doctor = signedIn(true);
        ANNUAIRE.server.mood(AnnuaireMood.DOWN);
        Answer answer = doctor.get("/api/directory/people/10100000256");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("annuaire-unavailable");
        assertThat(answer.json().get("detail").asString())
                .contains("ne dit rien de cette personne");
    }

    @Test
    void theRegionalScopeAsksForNobodysDetails() {
        Answer answer = signedIn(false).get("/api/directory/people/10100000256");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("national-scope");
        assertThat(answer.body()).doesNotContain("BRANCAS");
        assertThat(ANNUAIRE.server.answered()).isZero();
    }

    @Test
    void anLdapServerIsReadAsAFileIs() throws LDAPException {
        entry(
                "a",
                "sn: CASTELBON",
                "givenName: Hélène",
                "mail: a@medimail.mssante.test",
                "mail: a2@medimail.mssante.test",
                "title: Médecin",
                "employeeNumber: 10100000017",
                "o: CABINET | DES CARMES",
                "l: 31059 TOULOUSE CEDEX 9",
                "postalCode: 31000");
        entry("b", "mail: accueil@medimail.mssante.test", "o: CENTRE DES TILLEULS", "l: ALBI");
        entry("c", "sn: ROUGE", "mail: rouge@medimail.mssante.test", "redList: TRUE");
        for (int i = 0; i < 20; i++) {
            entry("n" + i, "sn: N", "mail: n%d@medimail.mssante.test".formatted(i));
        }
        entry("y", "sn: CASSE", "mail: no address");
        JsonNode version = ready(start("regional", "ldap"));
        assertThat(counts(version)).containsExactly(23, 23, 0, 0, 1);
        assertThat(version.get("redListed").asInt()).isEqualTo(1);
        assertThat(version.at("/rejections/0/reason").asString()).contains("adresse");
        switched(version);
        DirectoryEntry castelbon = entry("a2@medimail.mssante.test");
        assertThat(castelbon.type()).isEqualTo(DirectoryEntry.Type.PER);
        assertThat(castelbon.rpps()).contains("10100000017");
        assertThat(castelbon.town()).isEqualTo("TOULOUSE");
        assertThat(castelbon.structure()).isEqualTo("CABINET DES CARMES");
        assertThat(entry("accueil@medimail.mssante.test").type())
                .isEqualTo(DirectoryEntry.Type.ORG);
        assertThat(find("rouge@medimail.mssante.test")).isFalse();
    }

    @Test
    void anLdapServerThatForgetsOrFallsSilentChangesNothing() throws LDAPException {
        for (int i = 0; i < 10; i++) {
            entry("n" + i, "sn: N", "mail: n%d@medimail.mssante.test".formatted(i));
        }
        switched(ready(start("regional", "ldap")));
        for (int i = 0; i < 6; i++) {
            ldap.delete("uid=n%d,dc=test".formatted(i));
        }
        assertThat(ended(start("regional", "ldap")).at("/problem/code").asString())
                .isEqualTo("removes-too-many");
        ldap.shutDown(true);
        try {
            JsonNode failed = ended(start("regional", "ldap"));
            assertThat(failed.at("/problem/code").asString()).isEqualTo("unreachable");
            assertThat(find("n0@medimail.mssante.test")).isTrue();
        } finally {
            ldap.startListening();
        }
    }

    private JsonNode wholeFile(Duration age) throws IOException {
        Path file =
                DirectoryRows.write(
                        folder.resolve("national.txt"),
                        ROWS.stream().map(AnnuaireRow::line).toList());
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
        return switched(ready(start("national", "file")));
    }

    private static void entry(String id, String... lines) throws LDAPException {
        String[] start = {
            "dn: uid=%s,dc=test".formatted(id), "objectClass: inetOrgPerson", "uid: " + id
        };
        try {
            ldap.add(Stream.concat(Stream.of(start), Stream.of(lines)).toArray(String[]::new));
        } catch (com.unboundid.ldif.LDIFException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private DirectoryEntry entry(String address) {
        return database.read(tx ->
                        directory.find(
                                tx,
                                DirectoryScope.REGIONAL,
                                MssAddress.parse(address).orElseThrow()))
                .orElseThrow();
    }

    private boolean find(String address) {
        return database.read(tx ->
                        directory.find(
                                tx,
                                DirectoryScope.NATIONAL,
                                MssAddress.parse(address).orElseThrow()))
                .isPresent();
    }

    private Browser signedIn(boolean national) {
        Browser somebody = new Browser(environment);
        somebody.signIn(national ? people.doctor() : people.socialWorker());
        return somebody;
    }

    private Answer start(String source, String origin) {
        return browser.post(ROOT + "/" + source + "/versions", Map.of("origin", origin));
    }

    private JsonNode ready(Answer started) {
        JsonNode version = ended(started);
        assertThat(version.get("state").asString()).as(version.toString()).isEqualTo("ready");
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

    private static List<Integer> counts(JsonNode version) {
        return Stream.of("entries", "added", "changed", "removed", "rejected")
                .map(name -> version.get(name).asInt())
                .toList();
    }
}
