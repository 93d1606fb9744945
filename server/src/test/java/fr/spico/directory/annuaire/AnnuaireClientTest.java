package fr.spico.directory.annuaire;

import static fr.spico.directory.annuaire.AnnuaireRow.doctor;
import static fr.spico.directory.annuaire.AnnuaireRow.ward;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.spico.directory.annuaire.AnnuaireException.Kind;
import fr.spico.sandbox.annuaire.AnnuaireData;
import fr.spico.sandbox.annuaire.AnnuaireMood;
import fr.spico.sandbox.annuaire.AnnuaireServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnnuaireClientTest {

    private static final AnnuaireRow ODILE =
            doctor("odile.brancas@liberal.mssante.test", "10100000256", "BRANCAS");
    private static final AnnuaireRow WARD =
            ward("cardio@ch-albi.mssante.test", "810000018", "CENTRE HOSPITALIER D ALBI");

    private final AnnuaireData data =
            AnnuaireData.of(
                    Stream.of(
                                    ODILE,
                                    ODILE.address("odile.brancas@ch-albi.mssante.test")
                                            .at(
                                                    "810000018",
                                                    "CENTRE HOSPITALIER D ALBI",
                                                    "81000 ALBI"),
                                    ODILE.address("o.brancas@liberal.mssante.test").nowhere(),
                                    WARD)
                            .map(AnnuaireRow::line),
                    InstantSource.system());
    private final AnnuaireServer server = new AnnuaireServer(data);
    private AnnuaireServer.Running running;
    private AnnuaireClient client;

    @BeforeEach
    void start() throws IOException {
        running = server.start();
        client = client(running.url(), AnnuaireServer.KEY);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        running.close();
    }

    @Test
    void aPersonComesWithWorkplacesAndMailboxes() throws IOException {
        AnnuairePerson odile = client.person("10100000256").orElseThrow();
        assertThat(odile.national()).isEqualTo("810100000256");
        assertThat(odile.rpps()).contains("10100000256");
        assertThat(odile.title()).isEqualTo("DR");
        assertThat(odile.lastName()).isEqualTo("BRANCAS");
        assertThat(odile.profession()).map(AnnuaireTerm::code).contains("10");
        assertThat(odile.specialty()).map(AnnuaireTerm::code).contains("SM04");
        assertThat(addresses(odile.mailboxes())).containsExactly("o.brancas@liberal.mssante.test");
        assertThat(odile.workplaces())
                .extracting(place -> place.structure().orElseThrow().name())
                .containsExactlyInAnyOrder("CABINET DES ORMES", "CENTRE HOSPITALIER D ALBI");
        assertThat(odile.workplaces())
                .flatExtracting(place -> addresses(place.mailboxes()))
                .containsExactlyInAnyOrder(ODILE.address(), "odile.brancas@ch-albi.mssante.test");
        assertThat(odile.workplaces().getFirst().mailboxes().getFirst().type()).isEqualTo("PER");
        assertThat(odile.doubtful()).isFalse();
    }

    @Test
    void nobodyIsNobodyAndAnOutageIsAnOutage() throws IOException {
        assertThat(client.person("10100009999")).isEmpty();
        server.mood(AnnuaireMood.DOWN);
        assertFails(Kind.BROKEN, () -> client.person("10100009999"));
        running.close();
        assertFails(Kind.UNREACHABLE, () -> client.person("10100009999"));
    }

    @Test
    void aWrongKeyIsToldAsSuchAndNotTriedAgain() throws IOException {
        try (AnnuaireClient stranger = client(running.url(), "another")) {
            assertFails(Kind.DENIED, () -> stranger.person("10100000256"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BUSY", "DOWN"})
    void whatPassesIsWaitedFor(AnnuaireMood mood) throws IOException {
        server.mood(mood, 2);
        assertThat(client.person("10100000256")).isPresent();
    }

    @Test
    void theServersOwnPauseIsKept() throws IOException {
        server.mood(AnnuaireMood.BUSY, 1);
        Instant before = Instant.now();
        assertThat(client.person("10100000256")).isPresent();
        assertThat(Duration.between(before, Instant.now()))
                .as("Retry-After: 1")
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void anAnswerThatDoesNotComeInTimeIsAnOutage() {
        server.slowness(Duration.ofSeconds(20));
        server.mood(AnnuaireMood.SLOW);
        assertFails(Kind.UNREACHABLE, () -> client.person("10100000256"));
    }

    @Test
    void neverMoreThanSeventeenCallsASecond() throws IOException {
        for (int i = 0; i < 50; i++) {
            assertThat(client.person("10100009999")).isEmpty();
        }
        assertThat(server.answered()).isEqualTo(50);
        assertThat(server.refused()).as("the server counts too").isZero();
    }

    @Test
    void nothingChangedIsAnEmptyDelta() throws IOException {
        AnnuaireChanges changes = client.changes(yesterday(), share -> {});
        assertThat(changes.people()).isEmpty();
        assertThat(changes.structures()).isEmpty();
        assertThat(changes.problems()).isEmpty();
    }

    @Test
    void aChangedRoleBringsTheWholePerson() throws IOException {
        data.put(ODILE.address("nouvelle@liberal.mssante.test").line());
        AnnuaireChanges changes = client.changes(yesterday(), share -> {});
        assertThat(changes.people())
                .singleElement()
                .satisfies(odile -> {
                    assertThat(addresses(odile.mailboxes())).hasSize(1);
                    assertThat(odile.workplaces())
                            .flatExtracting(place -> addresses(place.mailboxes()))
                            .containsExactlyInAnyOrder(
                                    ODILE.address(),
                                    "nouvelle@liberal.mssante.test",
                                    "odile.brancas@ch-albi.mssante.test");
                });
    }

    @Test
    void aChangedStructureBringsWhoeverHasAMailboxThere() throws IOException {
        data.rename("810000018", "CENTRE HOSPITALIER NEUF");
        AnnuaireChanges changes = client.changes(yesterday(), share -> {});
        assertThat(changes.structures())
                .singleElement()
                .satisfies(structure -> {
                    assertThat(structure.national()).isEqualTo("1810000018");
                    assertThat(addresses(structure.mailboxes())).containsExactly(WARD.address());
                });
        assertThat(changes.people())
                .singleElement()
                .satisfies(odile ->
                        assertThat(odile.workplaces())
                                .extracting(place -> place.structure().orElseThrow().name())
                                .contains("CENTRE HOSPITALIER NEUF"));
    }

    @Test
    void everyPageOfALongAnswerIsReadOnce() throws IOException {
        manyChange(170);
        List<Double> shares = new ArrayList<>();
        AnnuaireChanges changes = client.changes(yesterday(), shares::add);
        assertThat(changes.people()).hasSize(170).doesNotHaveDuplicates();
        assertThat(shares).isSorted().allMatch(share -> share >= 0 && share <= 1);
    }

    @Test
    void aPageThatFailsHalfWayFailsTheWholeWithItsNumber() {
        manyChange(120);
        server.mood(AnnuaireMood.PAGE_FAILS);
        assertThatThrownBy(() -> client.changes(yesterday(), share -> {}))
                .isInstanceOfSatisfying(
                        AnnuaireException.class,
                        e -> {
                            assertThat(e.kind()).isEqualTo(Kind.BROKEN);
                            assertThat(e.page()).isEqualTo(2);
                        });
    }

    @Test
    void aPageThatFailsOnceIsAskedForAgain() throws IOException {
        manyChange(120);
        server.mood(AnnuaireMood.PAGE_FAILS, 1);
        assertThat(client.changes(yesterday(), share -> {}).people()).hasSize(120);
    }

    @Test
    void aMalformedResourceIsCountedAndSpoilsNothingElse() throws IOException {
        manyChange(30);
        server.mood(AnnuaireMood.MALFORMED, 1);
        AnnuaireChanges changes = client.changes(yesterday(), share -> {});
        assertThat(changes.people()).hasSize(30);
        assertThat(changes.problems())
                .singleElement()
                .extracting(AnnuaireProblem::kind)
                .isEqualTo(AnnuaireProblem.Kind.RESOURCE);
    }

    @Test
    void tooManyChangesAreBetterReadAsAFile() {
        manyChange(201);
        assertFails(Kind.TOO_MUCH, () -> client.changes(yesterday(), share -> {}));
    }

    private void manyChange(int count) {
        IntStream.range(0, count)
                .mapToObj(i ->
                        doctor(
                                "d%d@liberal.mssante.test".formatted(i),
                                "101000%05d".formatted(i),
                                "D"))
                .forEach(row -> data.put(row.line()));
    }

    private static Instant yesterday() {
        return Instant.now().minus(Duration.ofDays(1));
    }

    private static List<String> addresses(List<AnnuaireMailbox> boxes) {
        return boxes.stream().map(AnnuaireMailbox::address).toList();
    }

    private static void assertFails(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AnnuaireException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private static AnnuaireClient client(String url, String key) {
        AnnuaireSettings settings =
                new AnnuaireSettings(
                        URI.create(url),
                        key,
                        null,
                        Duration.ofSeconds(1),
                        17,
                        50,
                        3,
                        Duration.ofMillis(20),
                        Duration.ofDays(1),
                        200,
                        false,
                        Duration.ofDays(7));
        return new AnnuaireClient(settings, InstantSource.system());
    }
}
