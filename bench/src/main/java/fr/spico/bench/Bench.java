package fr.spico.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// `./spico bench`: prints figures as JSON lines.
public final class Bench {

    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);

    /// MiB: what an import may take.
    private static final int DIRECTORY_HEAP = 600;

    /// @param args name of the benchmark, the platform's jar; for `directory` also an extraction,
    ///   for `dossier` the URL of a platform with the sandbox's mails and directory;
    ///   `directory-questions` draws the questions that are kept: an extraction, the file
    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "mail" -> MailBench.run(Path.of(args[1]), sizes());
            case "idle" -> new IdleBench(Path.of(args[1]), mailboxes()).run();
            case "dossier" -> new DossierBench(new PlatformClient(args[2])).run();
            case "directory" ->
                    DirectoryBench.run(
                            Path.of(args[1]), Path.of(args[2]), DIRECTORY_HEAP, perKind());
            case "directory-questions" -> drawQuestions(Path.of(args[1]), Path.of(args[2]));
            default ->
                    throw new IllegalArgumentException(
                            "no benchmark is called "
                                    + args[0]
                                    + ": mail, idle, directory, dossier");
        }
    }

    /// `SPICO_BENCH_MAILS=1000,10000` for a shorter run.
    private static List<Integer> sizes() {
        String asked = System.getenv("SPICO_BENCH_MAILS");
        return asked == null
                ? SIZES
                : Arrays.stream(asked.split(",")).map(Integer::valueOf).toList();
    }

    /// `SPICO_BENCH_MAILBOXES=500` for a shorter run.
    private static int mailboxes() {
        String asked = System.getenv("SPICO_BENCH_MAILBOXES");
        return asked == null ? 5_000 : Integer.parseInt(asked);
    }

    /// `SPICO_BENCH_QUESTIONS=40` of each kind, for a shorter run.
    private static int perKind() {
        String asked = System.getenv("SPICO_BENCH_QUESTIONS");
        return asked == null ? DirectoryBench.PER_KIND : Integer.parseInt(asked);
    }

    private static void drawQuestions(Path extraction, Path file) throws IOException {
        new QuestionFile(
                        Extraction.digest(extraction),
                        DirectoryQuestions.of(
                                Extraction.read(extraction),
                                DirectoryBench.KEPT_SEED,
                                DirectoryBench.PER_KIND))
                .write(file);
    }

    private Bench() {}
}
