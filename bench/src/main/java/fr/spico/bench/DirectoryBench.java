package fr.spico.bench;

import fr.spico.bench.DirectoryQuestions.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.JsonNode;

/// Imports a directory of the size of the national one into a platform of its own and judges it
/// through the API, as any program could: does the person who is meant stand among the first five,
/// how long does the server take for a keystroke, what does an import cost.
final class DirectoryBench {

    static final long KEPT_SEED = 1;
    static final long HELD_OUT_SEED = 20_260_826;
    static final int PER_KIND = 300;

    private static final int FIRST = 5;

    /// For each question of a kind, so many to warm up, and so many that are typed out.
    private static final int WARM_UP = 6;

    private static final int TYPED_OUT = 1;
    private static final int KEYSTROKE_LIMIT = 20;
    private static final int CLIENTS = 8;
    private static final long LOAD_NANOS = 15_000_000_000L;
    private static final int DAILY_CHANGES = 20_000;

    private final Path extraction;
    private final Extraction rows;
    private final int perKind;
    private final Platform platform;
    private final DirectoryClient client;

    private DirectoryBench(Path extraction, int perKind, Platform platform) throws Exception {
        this.extraction = extraction;
        this.rows = Extraction.read(extraction);
        this.perKind = perKind;
        this.platform = platform;
        this.client = new DirectoryClient(platform.url, Platform.ADMINISTRATOR);
    }

    /// @param heap most memory of the platform's heap, in MiB
    /// @param perKind questions of each kind, at most [#PER_KIND]
    static void run(Path jar, Path extraction, int heap, int perKind) throws Exception {
        try (Platform platform = Platform.withDirectory(jar, heap)) {
            new DirectoryBench(extraction, perKind, platform).run(heap);
        }
    }

    private void run(int heap) throws Exception {
        say("importing");
        figure("directory import and index", seconds(client.imported(extraction)), "s");
        figure("directory import heap, at most", heap, "MiB");
        figure("directory index on disk", platform.indexSize(), "octets");
        figure("platform heap in use, index open", platform.heapInUse(), "octets");
        for (Map.Entry<String, List<Question>> set : sets().entrySet()) {
            say(set.getKey() + ": " + set.getValue().size() + " questions");
            recall(set.getKey(), set.getValue());
        }
        List<Question> questions = draw(HELD_OUT_SEED);
        keystrokes(questions);
        load(questions);
        Path tomorrow = Files.createTempFile("extraction", ".txt");
        Path dayAfter = Files.createTempFile("extraction", ".txt");
        try {
            daily("directory daily delta", extraction, tomorrow);
            restart();
            daily("directory daily delta right after a start", tomorrow, dayAfter);
        } finally {
            Files.delete(tomorrow);
            Files.delete(dayAfter);
        }
    }

    private Map<String, List<Question>> sets() throws IOException {
        Map<String, List<Question>> sets = new LinkedHashMap<>();
        QuestionFile kept = QuestionFile.kept();
        if (kept.extraction().equals(Extraction.digest(extraction))) {
            sets.put("kept", firstOfEachKind(kept.questions()));
        } else {
            say("another directory than that of the kept questions: drawing others");
            sets.put("drawn", draw(KEPT_SEED));
        }
        sets.put("held out", draw(HELD_OUT_SEED));
        return sets;
    }

    private List<Question> firstOfEachKind(List<Question> questions) {
        Map<String, Integer> seen = new HashMap<>();
        return questions.stream()
                .filter(question -> seen.merge(question.kind(), 1, Integer::sum) <= perKind)
                .toList();
    }

    private List<Question> draw(long seed) {
        return DirectoryQuestions.of(rows, seed, perKind);
    }

    private void recall(String set, List<Question> questions) throws Exception {
        Map<String, int[]> kinds = new LinkedHashMap<>();
        Map<String, int[]> classes = new LinkedHashMap<>();
        double[] took = new double[questions.size()];
        for (int i = 0; i < WARM_UP * perKind; i++) {
            client.search(questions.get(i * 7 % questions.size()).typed(), FIRST);
        }
        for (int i = 0; i < took.length; i++) {
            Question question = questions.get(i);
            JsonNode answer = client.search(question.typed(), FIRST);
            took[i] = answer.path("took").asDouble();
            boolean found = isFound(question, answer);
            count(kinds, question.kind(), found);
            count(classes, question.kind().substring(0, question.kind().indexOf(':')), found);
        }
        kinds.forEach((kind, counts) -> recall(set, kind, counts));
        classes.forEach((kind, counts) -> recall(set, "all " + kind, counts));
        System.out.println(Timing.of("directory whole questions, " + set, took).json());
    }

    private static boolean isFound(Question question, JsonNode answer) {
        return answer.path("results")
                .valueStream()
                .limit(FIRST)
                .anyMatch(one -> one.path("address").asString().equals(question.expected()));
    }

    private static void count(Map<String, int[]> counts, String name, boolean found) {
        int[] both = counts.computeIfAbsent(name, n -> new int[2]);
        both[0]++;
        both[1] += found ? 1 : 0;
    }

    private static void recall(String set, String kind, int[] counts) {
        System.out.printf(
                Locale.ROOT,
                "{\"name\":\"directory recall@5\",\"set\":\"%s\",\"kind\":\"%s\",\"questions\":%d,\"recall\":%.4f}%n",
                set,
                kind,
                counts[0],
                (double) counts[1] / counts[0]);
    }

    /// Questions typed out, letter by letter, in an order that no cache can know.
    private void keystrokes(List<Question> questions) throws Exception {
        SplittableRandom random = new SplittableRandom(HELD_OUT_SEED);
        List<String> typed = new ArrayList<>();
        for (int i = 0; i < TYPED_OUT * perKind; i++) {
            String whole = questions.get(random.nextInt(questions.size())).typed();
            for (int length = 2; length <= whole.length(); length++) {
                typed.add(whole.substring(0, length));
            }
        }
        double[] took = new double[typed.size()];
        double[] seen = new double[typed.size()];
        for (int i = 0; i < took.length; i++) {
            long start = System.nanoTime();
            took[i] = client.search(typed.get(i), KEYSTROKE_LIMIT).path("took").asDouble();
            seen[i] = (System.nanoTime() - start) / 1e6;
        }
        System.out.println(Timing.of("directory keystroke at the server", took).json());
        System.out.println(Timing.of("directory keystroke over HTTP", seen).json());
    }

    private void load(List<Question> questions) throws Exception {
        LongAdder answered = new LongAdder();
        long end = System.nanoTime() + LOAD_NANOS;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int c = 0; c < CLIENTS; c++) {
                SplittableRandom random = new SplittableRandom(c);
                var unused =
                        clients.submit(() -> {
                            while (System.nanoTime() < end) {
                                Question question = questions.get(random.nextInt(questions.size()));
                                client.search(question.typed(), KEYSTROKE_LIMIT);
                                answered.increment();
                            }
                            return null;
                        });
            }
        }
        figure("directory searches a second", answered.sum() / (LOAD_NANOS / 1e9), "1/s");
    }

    private void daily(String name, Path today, Path tomorrow) throws Exception {
        Extraction.nextDay(today, DAILY_CHANGES, tomorrow);
        say("importing the next day");
        figure(name, seconds(client.imported(tomorrow)), "s");
    }

    private void restart() throws Exception {
        say("starting again");
        platform.restart();
        client.awaitDirectory();
        figure("directory start with an index", platform.indexOpened(), "s");
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }

    private static void figure(String name, double value, String unit) {
        System.out.printf(
                Locale.ROOT,
                "{\"name\":\"%s\",\"value\":%.2f,\"unit\":\"%s\"}%n",
                name,
                value,
                unit);
    }

    private static void say(String what) {
        System.err.println("directory: " + what);
    }
}
