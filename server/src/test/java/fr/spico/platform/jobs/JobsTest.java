package fr.spico.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.spico.PlatformTest;
import fr.spico.platform.db.Database;
import fr.spico.platform.jobs.JobHandler.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.json.JsonMapper;

@PlatformTest
@Import(JobsTest.Handlers.class)
class JobsTest {

    private static final Job<Note> NOTE = new Job<>("test.note", Note.class);

    @Autowired Database database;
    @Autowired Jobs jobs;
    @Autowired Notes notes;
    @Autowired DataSource dataSource;

    private final String key = UUID.randomUUID().toString();

    @Test
    void aPlanThatIsDueBeginsRightAfterTheCommit() {
        plan("première", Instant.now()); // the first run loads classes
        await().until(() -> notes.of(key).equals(List.of("première")));

        Instant planned = Instant.now();
        plan("seconde", planned);

        await().pollInterval(Duration.ofMillis(5)).until(() -> notes.of(key).size() == 2);
        assertThat(Duration.between(planned, Instant.now())).isLessThan(Duration.ofMillis(400));
    }

    @Test
    void aPlanOfATransactionThatIsRolledBackNeverRuns() {
        assertThatThrownBy(() ->
                        database.run(tx -> {
                            jobs.plan(tx, NOTE, key, note("jamais"), Instant.now());
                            throw new IllegalStateException("rolled back");
                        }))
                .hasMessage("rolled back");

        assertThat(planned()).isZero();
    }

    @Test
    void planningAKeyAgainMovesItAndGivesItTheNewData() {
        plan("demain", Instant.now().plusSeconds(86_400));
        plan("maintenant", Instant.now());

        await().until(() -> notes.of(key).equals(List.of("maintenant")));
        await().until(() -> planned() == 0);
    }

    @Test
    void aForgottenPlanNeverRuns() {
        plan("demain", Instant.now().plusSeconds(86_400));
        database.run(tx -> jobs.forget(tx, NOTE, key));

        assertThat(planned()).isZero();
    }

    @Test
    void aKeyPlannedWhileItRunsRunsAgainAfterwards() throws InterruptedException {
        CountDownLatch release = notes.holdNextRun(key);
        plan("en cours", Instant.now());
        notes.awaitHeld(key);

        plan("suite", Instant.now());
        plan("dernière suite", Instant.now());
        release.countDown();

        await().until(() -> notes.of(key).equals(List.of("en cours", "dernière suite")));
        await().until(() -> planned() == 0);
    }

    @Test
    void aHandlerThatFailsRunsAgain() {
        notes.failNextRun(key);
        plan("malgré tout", Instant.now());

        await().atMost(Duration.ofSeconds(8)).until(() -> notes.of(key).contains("malgré tout"));
        await().until(() -> planned() == 0);
    }

    @Test
    void aHandlerMayAskToComeBackLater() {
        notes.comeBackOnce(key, Duration.ofMillis(200));
        plan("encore", Instant.now());

        await().until(() -> notes.of(key).equals(List.of("encore", "encore")));
        await().until(() -> planned() == 0);
    }

    @Test
    void manyThreadsMayPlanTheSameKeyAtOnce() throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                threads.submit(() -> plan("ensemble", Instant.now()));
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
        await().until(() -> planned() == 0);
        assertThat(notes.of(key)).isNotEmpty().hasSizeLessThanOrEqualTo(40);
        assertThat(notes.overlapped(key)).isFalse();
    }

    @Test
    void stoppingWaitsForWhatRunsAndBeginsNothingNew() throws InterruptedException {
        Notes elsewhere = new Notes("test.elsewhere");
        JobRunner node = nodeWith(elsewhere);
        node.start();
        CountDownLatch release = elsewhere.holdNextRun(key);
        Job<Note> job = elsewhere.job();
        database.run(tx -> jobs.plan(tx, job, key, note("pendant l’arrêt"), Instant.now()));
        elsewhere.awaitHeld(key);

        Thread stopping = Thread.ofVirtual().start(node::stop);
        release.countDown();

        assertThat(stopping.join(Duration.ofSeconds(4))).isTrue();
        assertThat(elsewhere.of(key)).containsExactly("pendant l’arrêt");
        assertThat(planned()).isZero();
    }

    /// A second node on the same database, which alone knows this handler.
    private JobRunner nodeWith(JobHandler<?> handler) {
        var beans = new StaticListableBeanFactory(Map.of("handler", handler));
        return new JobRunner(
                dataSource,
                database,
                JsonMapper.builder().build(),
                beans.getBeanProvider(ResolvableType.forClass(JobHandler.class)));
    }

    private void plan(String text, Instant at) {
        database.run(tx -> jobs.plan(tx, NOTE, key, note(text), at));
    }

    private Note note(String text) {
        return new Note(key, text);
    }

    private long planned() {
        return database.read(tx ->
                tx.sql("select count(*) from scheduled_tasks where task_instance = :key")
                        .param("key", key)
                        .query(Long.class)
                        .single());
    }

    record Note(String key, String text) {}

    @TestConfiguration
    static class Handlers {
        @Bean
        Notes notes() {
            return new Notes(NOTE.name());
        }
    }

    /// A handler that writes down what it was asked to do.
    static class Notes implements JobHandler<Note> {

        private final Job<Note> job;
        private final Map<String, List<String>> written = new ConcurrentHashMap<>();
        private final Map<String, CountDownLatch> holds = new ConcurrentHashMap<>();
        private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
        private final Map<String, Duration> comeBack = new ConcurrentHashMap<>();
        private final Map<String, Boolean> failing = new ConcurrentHashMap<>();
        private final Map<String, Boolean> running = new ConcurrentHashMap<>();
        private final Map<String, Boolean> overlaps = new ConcurrentHashMap<>();

        Notes(String name) {
            this.job = new Job<>(name, Note.class);
        }

        List<String> of(String key) {
            return written.getOrDefault(key, List.of());
        }

        boolean overlapped(String key) {
            return overlaps.containsKey(key);
        }

        CountDownLatch holdNextRun(String key) {
            CountDownLatch release = new CountDownLatch(1);
            held.put(key, new CountDownLatch(1));
            holds.put(key, release);
            return release;
        }

        void awaitHeld(String key) throws InterruptedException {
            assertThat(held.getOrDefault(key, new CountDownLatch(1)).await(5, TimeUnit.SECONDS))
                    .isTrue();
        }

        void failNextRun(String key) {
            failing.put(key, true);
        }

        void comeBackOnce(String key, Duration after) {
            comeBack.put(key, after);
        }

        @Override
        public Job<Note> job() {
            return job;
        }

        @Override
        public Result run(Note note) {
            if (running.put(note.key(), true) != null) {
                overlaps.put(note.key(), true);
            }
            try {
                return write(note);
            } finally {
                running.remove(note.key());
            }
        }

        private Result write(Note note) {
            waitIfHeld(note.key());
            if (failing.remove(note.key()) != null) {
                throw new IllegalStateException("as asked");
            }
            written.computeIfAbsent(note.key(), k -> new CopyOnWriteArrayList<>()).add(note.text());
            Duration later = comeBack.remove(note.key());
            return later == null ? new Result.Done() : new Result.Again(Instant.now().plus(later));
        }

        private void waitIfHeld(String key) {
            CountDownLatch release = holds.remove(key);
            CountDownLatch reached = held.get(key);
            if (release == null || reached == null) {
                return;
            }
            reached.countDown();
            try {
                assertThat(release.await(5, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
