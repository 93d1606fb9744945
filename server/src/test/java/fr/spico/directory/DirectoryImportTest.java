package fr.spico.directory;

import static fr.spico.directory.DirectoryRows.people;
import static fr.spico.directory.DirectoryRows.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.spico.PlatformTest;
import fr.spico.account.Account;
import fr.spico.account.Account.DirectoryScope;
import fr.spico.account.AccountId;
import fr.spico.directory.DirectoryCorrespondents.Known;
import fr.spico.directory.DirectoryFile.Problem;
import fr.spico.directory.DirectoryRules.Source;
import fr.spico.directory.DirectoryVersion.Counts;
import fr.spico.directory.DirectoryVersion.State;
import fr.spico.directory.search.Found;
import fr.spico.directory.search.Question.Filter;
import fr.spico.mail.MssAddress;
import fr.spico.platform.db.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/// With a database of its own: what is current is one thing for the whole of it.
@PlatformTest
@TestPropertySource(properties = "spico.directory.keep-versions=2")
class DirectoryImportTest {

    private static final String CLAIRE =
            person(
                    "claire.vasseur@liberal.mssante.test",
                    "10100000025",
                    "DR",
                    "VASSEUR-MORIN",
                    "Claire",
                    "Médecin|Cardiologie",
                    "CABINET \\ COEUR",
                    "31000 TOULOUSE");

    @Autowired private Database database;
    @Autowired private Directory directory;
    @Autowired private DirectoryScene scene;

    @TempDir private Path folder;

    @BeforeEach
    void forget() {
        scene.forgetEverything();
    }

    @Test
    void anImportedAddressIsFoundWithEverythingThatTheFileSays() throws IOException {
        assertThat(publish(Source.NATIONAL, CLAIRE).counts())
                .isEqualTo(new Counts(1, 1, 0, 0, 0, 0));
        DirectoryEntry claire =
                find(DirectoryScope.NATIONAL, "claire.vasseur@liberal.mssante.test").orElseThrow();
        assertThat(claire.lastName()).isEqualTo("VASSEUR-MORIN");
        assertThat(claire.structure()).isEqualTo("CABINET \\ COEUR");
        assertThat(claire.rpps()).contains("10100000025");
        assertThat(claire.department()).isEqualTo("31");
    }

    @Test
    void theRegionalScopeDoesNotHoldNationalAddresses() throws IOException {
        publish(Source.NATIONAL, CLAIRE);
        publish(Source.REGIONAL, CLAIRE.replace("claire.vasseur@", "own@"));
        assertThat(find(DirectoryScope.REGIONAL, "claire.vasseur@liberal.mssante.test")).isEmpty();
        assertThat(find(DirectoryScope.REGIONAL, "own@liberal.mssante.test")).isPresent();
        assertThat(find(DirectoryScope.NATIONAL, "own@liberal.mssante.test")).isPresent();
    }

    @Test
    void aDryRunTellsWhatItWouldDoAndChangesNothing() throws IOException {
        List<String> people = people(100, 1);
        publish(Source.NATIONAL, people);
        List<String> next = new ArrayList<>(people.subList(10, 100));
        next.set(0, next.getFirst().replace("PER|p10@", "ORG|p10@"));
        next.add(CLAIRE);
        next.add("PER|broken");
        DirectoryVersion dryRun = read(Source.NATIONAL, next);
        assertThat(dryRun.state()).isEqualTo(State.READY);
        assertThat(dryRun.counts()).isEqualTo(new Counts(91, 1, 1, 10, 1, 0));
        assertThat(dryRun.rejections()).containsExactly(new Problem(93, Problem.Kind.CELLS));
        assertThat(find(DirectoryScope.NATIONAL, "p0@medimail.mssante.test")).isPresent();
        assertThat(find(DirectoryScope.NATIONAL, "claire.vasseur@liberal.mssante.test")).isEmpty();
        scene.switchTo(dryRun);
        assertThat(find(DirectoryScope.NATIONAL, "p0@medimail.mssante.test")).isEmpty();
        assertThat(find(DirectoryScope.NATIONAL, "p10@medimail.mssante.test"))
                .hasValueSatisfying(
                        entry -> assertThat(entry.type()).isEqualTo(DirectoryEntry.Type.ORG));
        assertThat(find(DirectoryScope.NATIONAL, "claire.vasseur@liberal.mssante.test"))
                .isPresent();
    }

    @Test
    void theSameContentIsUnchangedWhateverItsOrder() throws IOException {
        publish(Source.NATIONAL, people(20, 1));
        DirectoryVersion again = read(Source.NATIONAL, people(20, 1).reversed());
        assertThat(again.state()).isEqualTo(State.UNCHANGED);
        assertThat(again.kept()).isFalse();
    }

    @Test
    void aZipIsReadAsTheTextInIt() throws IOException {
        Path text = DirectoryRows.write(folder.resolve("text"), people(50, 1));
        Path zip = zipped(text);
        DirectoryVersion version = scene.read(Source.NATIONAL, zip);
        assertThat(version.counts().added()).isEqualTo(50);
    }

    @Test
    void aZipThatStopsInTheMiddleOrIsDamagedIsRefused() throws IOException {
        publish(Source.NATIONAL, people(100, 1));
        byte[] whole =
                Files.readAllBytes(
                        zipped(DirectoryRows.write(folder.resolve("text"), people(400, 1))));
        Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, whole.length / 2));
        assertRefused(scene.read(Source.NATIONAL, cut), "damaged");
        for (int i = whole.length / 2; i < whole.length / 2 + 50; i++) {
            whole[i] ^= 0x55;
        }
        Path damaged = Files.write(folder.resolve("damaged.zip"), whole);
        assertThat(scene.read(Source.NATIONAL, damaged).state()).isEqualTo(State.REFUSED);
        assertThat(readable()).isEqualTo(100);
    }

    @Test
    void readersSeeTheFormerVersionWholeUntilTheyCanSeeTheNewOne() throws Exception {
        publish(Source.NATIONAL, people(50, 1));
        Path file = DirectoryRows.write(folder.resolve("next"), people(20_000, 1));
        CountDownLatch half = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<DirectoryVersion> running =
                    other.submit(() ->
                            scene.read(
                                    Source.NATIONAL,
                                    file,
                                    share -> {
                                        if (share > 0.5) {
                                            half.countDown();
                                            await(looked);
                                        }
                                    }));
            await(half);
            assertThat(find(DirectoryScope.NATIONAL, "p49@medimail.mssante.test")).isPresent();
            assertThat(find(DirectoryScope.NATIONAL, "p50@medimail.mssante.test")).isEmpty();
            AccountId administrator = new AccountId(new UUID(0, 0));
            assertThat(
                            other.submit(() -> scene.start(Source.NATIONAL, administrator))
                                    .get(5, TimeUnit.SECONDS))
                    .as("answered while it is being read, not afterwards")
                    .isInstanceOf(DirectoryGesture.Busy.class);
            looked.countDown();
            scene.switchTo(running.get());
        }
        assertThat(find(DirectoryScope.NATIONAL, "p50@medimail.mssante.test")).isPresent();
        assertThat(readable()).isEqualTo(20_000);
    }

    @Test
    void aFileThatRemovesTooManyIsRefusedAndTheCurrentOneStays() throws IOException {
        publish(Source.NATIONAL, people(100, 1));
        DirectoryVersion refused = read(Source.NATIONAL, people(60, 1));
        assertRefused(refused, "removes-too-many");
        assertThat(refused.trouble().orElseThrow().sentence())
                .contains("40 des 100 adresses", "30 %");
        assertThat(find(DirectoryScope.NATIONAL, "p99@medimail.mssante.test")).isPresent();
        assertThat(stored()).isEqualTo(100);
    }

    @Test
    void aFileWithTooManyBrokenRowsIsRefused() throws IOException {
        List<String> rows = new ArrayList<>(people(10, 1));
        rows.addAll(List.of("PER|x", "PER|y"));
        assertRefused(read(Source.NATIONAL, rows), "rejects-too-many");
        assertThat(stored()).isZero();
    }

    @Test
    void aTruncatedOrEmptyOrForeignFileIsRefusedAndTheCurrentOneStays() throws IOException {
        List<String> people = people(100, 1);
        publish(Source.NATIONAL, people);
        Path file = DirectoryRows.write(folder.resolve("cut"), people);
        String text = Files.readString(file);
        assertRefused(
                scene.read(
                        Source.NATIONAL,
                        Files.writeString(file, text.substring(0, text.length() - 40))),
                "truncated");
        assertRefused(scene.read(Source.NATIONAL, Files.writeString(file, "")), "empty");
        assertRefused(
                scene.read(Source.NATIONAL, Files.writeString(file, DirectoryRows.HEADER)),
                "empty");
        assertRefused(
                scene.read(Source.NATIONAL, Files.writeString(file, "a|b\n1|2\n")),
                "missing-columns");
        assertThat(stored()).isEqualTo(100);
    }

    @Test
    void aFileThatChangesWhileItIsReadIsLeftForLater() throws IOException {
        publish(Source.NATIONAL, people(100, 1));
        Path file = DirectoryRows.write(folder.resolve("growing"), people(200, 1));
        AtomicBoolean written = new AtomicBoolean();
        assertThatThrownBy(() ->
                        scene.read(
                                Source.NATIONAL,
                                file,
                                share -> {
                                    if (written.compareAndSet(false, true)) {
                                        append(file, CLAIRE);
                                    }
                                }))
                .isInstanceOf(DirectorySourceException.class);
        assertThat(stored()).isEqualTo(100);
    }

    @Test
    void goingBackMakesTheFormerVersionCurrentWhole() throws IOException {
        List<String> people = people(100, 1);
        DirectoryVersion first = publish(Source.NATIONAL, people);
        List<String> changed = new ArrayList<>(people.subList(5, 100));
        changed.set(0, changed.getFirst().replace("PER|", "ORG|"));
        changed.add(CLAIRE);
        DirectoryVersion second = publish(Source.NATIONAL, changed);
        scene.switchTo(first);
        assertThat(readable()).isEqualTo(100);
        assertThat(find(DirectoryScope.NATIONAL, "p0@medimail.mssante.test")).isPresent();
        assertThat(find(DirectoryScope.NATIONAL, "claire.vasseur@liberal.mssante.test")).isEmpty();
        assertThat(addresses(search(DirectoryScope.NATIONAL, "claire.vasseur@"))).isEmpty();
        scene.switchTo(second);
        assertThat(readable()).isEqualTo(96);
        assertThat(addresses(search(DirectoryScope.NATIONAL, "claire.vasseur@"))).hasSize(1);
    }

    @Test
    void afterGoingBackTheNextImportStartsFromThere() throws IOException {
        List<String> people = people(100, 1);
        DirectoryVersion first = publish(Source.NATIONAL, people);
        DirectoryVersion second = publish(Source.NATIONAL, people.subList(20, 100));
        scene.switchTo(first);
        DirectoryVersion third = publish(Source.NATIONAL, people.subList(0, 95));
        assertThat(third.counts()).isEqualTo(new Counts(95, 0, 0, 5, 0, 0));
        assertThat(readable()).isEqualTo(95);
        assertThat(scene.version(second.id()).kept()).isFalse();
        scene.switchTo(first);
        assertThat(readable()).isEqualTo(100);
    }

    @Test
    void onlySoManyFormerVersionsAreKept() throws IOException {
        List<String> people = people(100, 1);
        DirectoryVersion first = publish(Source.NATIONAL, people);
        DirectoryVersion second = publish(Source.NATIONAL, people.subList(1, 100));
        publish(Source.NATIONAL, people.subList(2, 100));
        assertThat(scene.version(first.id()).kept()).isTrue();
        DirectoryVersion fourth = publish(Source.NATIONAL, people.subList(3, 100));
        assertThat(scene.version(first.id()).kept()).isFalse();
        assertThat(stored()).as("what only the first version said is gone").isEqualTo(99);
        scene.switchTo(second);
        assertThat(readable()).isEqualTo(99);
        scene.switchTo(fourth);
        assertThat(readable()).isEqualTo(97);
    }

    @Test
    void samplesShowBeforeAndAfter() throws IOException {
        List<String> people = people(50, 1);
        publish(Source.NATIONAL, people);
        List<String> next = new ArrayList<>(people.subList(1, 50));
        next.set(0, next.getFirst().replace("PER|", "ORG|"));
        next.add(CLAIRE);
        DirectoryVersion version = read(Source.NATIONAL, next);
        DirectoryEntryQueries.Sample added = scene.samples(version, false, true).getFirst();
        assertThat(added.before()).isNull();
        assertThat(added.after()).extracting(DirectoryEntry::firstName).isEqualTo("Claire");
        DirectoryEntryQueries.Sample changed = scene.samples(version, true, true).getFirst();
        assertThat(changed.before())
                .extracting(DirectoryEntry::type)
                .isEqualTo(DirectoryEntry.Type.PER);
        assertThat(changed.after())
                .extracting(DirectoryEntry::type)
                .isEqualTo(DirectoryEntry.Type.ORG);
        assertThat(scene.samples(version, true, false))
                .singleElement()
                .extracting(DirectoryEntryQueries.Sample::before)
                .extracting(DirectoryEntry::address)
                .isEqualTo(new MssAddress("p0@medimail.mssante.test"));
    }

    @Test
    void searchesFollowTheCurrentVersions() throws IOException {
        publish(Source.REGIONAL, CLAIRE.replace("VASSEUR-MORIN", "REGIONALE"));
        assertThat(search(DirectoryScope.NATIONAL, "regionale"))
                .as("nothing brings it")
                .isEqualTo(new DirectoryAnswer.NotReady(OptionalDouble.empty()));
        publish(Source.NATIONAL, List.of(CLAIRE, CLAIRE.replace("claire.vasseur@", "second@")));
        assertThat(addresses(search(DirectoryScope.NATIONAL, "claire")))
                .as("the operator's own entry of an address stands for it")
                .containsExactlyInAnyOrder(
                        "claire.vasseur@liberal.mssante.test", "second@liberal.mssante.test");
        assertThat(addresses(search(DirectoryScope.NATIONAL, "regionale"))).hasSize(1);
        assertThat(addresses(search(DirectoryScope.REGIONAL, "second"))).isEmpty();
    }

    @Test
    void searchesSeeOneVersionOrTheOtherWhileTheCurrentOneChanges() throws Exception {
        List<String> people = people(3_000, 1);
        List<String> others = people.stream().map(row -> row.replaceFirst("^PER", "ORG")).toList();
        publish(Source.NATIONAL, people);
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> searching = other.submit(() -> searchUntil(over));
            for (int i = 0; i < 4; i++) {
                publish(Source.NATIONAL, i % 2 == 0 ? others : people);
            }
            over.set(true);
            assertThat(searching.get()).isPositive();
        }
    }

    private int searchUntil(AtomicBoolean over) {
        int searches = 0;
        for (; !over.get(); searches++) {
            Found found =
                    ((DirectoryAnswer.Found) search(DirectoryScope.NATIONAL, "cabinet")).found();
            assertThat(found.hits())
                    .as("all of one version, never none")
                    .hasSize(20)
                    .extracting(hit -> hit.entry().type())
                    .containsOnly(found.hits().getFirst().entry().type());
        }
        return searches;
    }

    private static Path zipped(Path text) throws IOException {
        Path zip = text.resolveSibling("archive.zip");
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.putNextEntry(new ZipEntry("Extraction_Correspondance_MSSante_202608260800.txt"));
            Files.copy(text, out);
            out.closeEntry();
        }
        return zip;
    }

    private static void append(Path file, String row) {
        try {
            Files.writeString(file, row + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertRefused(DirectoryVersion version, String word) {
        assertThat(version.state()).isEqualTo(State.REFUSED);
        assertThat(version.trouble()).map(DirectoryTrouble::word).contains(word);
        assertThat(version.kept()).isFalse();
    }

    private DirectoryVersion publish(Source source, String row) throws IOException {
        return publish(source, List.of(row));
    }

    private DirectoryVersion publish(Source source, List<String> rows) throws IOException {
        return scene.publish(source, DirectoryRows.write(folder.resolve("publish"), rows));
    }

    private DirectoryVersion read(Source source, List<String> rows) throws IOException {
        return scene.read(source, DirectoryRows.write(folder.resolve("read"), rows));
    }

    private Optional<DirectoryEntry> find(DirectoryScope scope, String address) {
        MssAddress parsed = MssAddress.parse(address).orElseThrow();
        return database.read(tx -> directory.find(tx, scope, parsed));
    }

    private DirectoryAnswer search(DirectoryScope scope, String typed) {
        return directory.search(account(scope), Known.NOBODY, typed, Filter.NONE, 20, false);
    }

    private static Account account(DirectoryScope scope) {
        Optional<String> rpps =
                scope == DirectoryScope.NATIONAL ? Optional.of("10100000017") : Optional.empty();
        return new Account(
                new AccountId(new UUID(0, scope.ordinal())),
                "nobody@spico.test",
                Account.Kind.INDIVIDUAL,
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                rpps,
                Optional.empty(),
                false);
    }

    private static List<String> addresses(DirectoryAnswer answer) {
        return answer instanceof DirectoryAnswer.Found(Found found, boolean beyond)
                ? found.hits().stream().map(hit -> hit.entry().address().value()).toList()
                : List.of("not ready");
    }

    /// Rows of the current versions.
    private long readable() {
        return database.read(tx ->
                tx.sql(
                                """
                                select count(*) from directory_entry e join directory_source s
                                on s.source = e.source and e.since <= s.version and e.until > s.version
                                """)
                        .query(Long.class)
                        .single());
    }

    private long stored() {
        return database.read(
                tx -> tx.sql("select count(*) from directory_entry").query(Long.class).single());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
