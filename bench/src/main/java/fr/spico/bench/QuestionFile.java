package fr.spico.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.spico.bench.DirectoryQuestions.Question;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Questions that were drawn once and are kept: compressed text, the digest of the extraction that
/// they were drawn from, then a question a line: kind (empty: as before), what is typed, the
/// address that is looked for, separated by tabulators.
///
/// @param extraction SHA-256, hexadecimal
record QuestionFile(String extraction, List<Question> questions) {

    private static final String KEPT = "directory-questions.tsv.gz";

    static QuestionFile kept() throws IOException {
        try (InputStream file = QuestionFile.class.getResourceAsStream(KEPT);
                BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        new GZIPInputStream(Objects.requireNonNull(file, KEPT)),
                                        UTF_8))) {
            String extraction = lines.readLine();
            List<Question> questions = new ArrayList<>();
            String kind = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split("\t", -1);
                kind = cells[0].isEmpty() ? kind : cells[0];
                questions.add(new Question(kind, cells[1], cells[2]));
            }
            return new QuestionFile(extraction, questions);
        }
    }

    void write(Path path) throws IOException {
        try (BufferedWriter out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                new GZIPOutputStream(Files.newOutputStream(path)), UTF_8))) {
            out.write(extraction + "\n");
            String kind = "";
            for (Question each : questions) {
                String shown = each.kind().equals(kind) ? "" : each.kind();
                out.write(shown + "\t" + each.typed() + "\t" + each.expected() + "\n");
                kind = each.kind();
            }
        }
    }
}
