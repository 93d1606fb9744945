package fr.spico.sandbox.mails;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// A conversation to play, from a text file: `@ ROLE :: subject`, then turns: `<` from the other,
/// `>` from the owner of the mailbox, each with options, then the text with [Phrases].
///
/// @param role who the other is, see [fr.spico.sandbox.cast.Extras]
record Script(String role, String subject, List<Turn> turns) {

    /// @param outgoing from the owner of the mailbox
    /// @param options `html`, `newsletter`, `flag`, `pdf=name`, `photo=name`, `curve=name`,
    ///   `cc=ROLE`
    record Turn(boolean outgoing, List<String> options, String text) {
        boolean has(String option) {
            return options.contains(option);
        }

        List<String> values(String option) {
            return options.stream()
                    .filter(o -> o.startsWith(option + "="))
                    .map(o -> o.substring(option.length() + 1))
                    .toList();
        }
    }

    /// @param name of the file, without `.txt`
    static List<Script> load(String name) {
        return blocks(name).stream().map(Script::parse).toList();
    }

    /// What stands between the lines that begin with `@ `, without that mark.
    static List<String> blocks(String name) {
        return Arrays.stream(read("/mails/" + name + ".txt").split("(?m)^@ "))
                .filter(block -> !block.isBlank())
                .toList();
    }

    private static Script parse(String block) {
        int lineEnd = block.indexOf('\n');
        String[] title = block.substring(0, lineEnd).split(" :: ", 2);
        List<Turn> turns = new ArrayList<>();
        for (String turn : block.substring(lineEnd + 1).split("(?m)^(?=[<>])")) {
            if (!turn.isBlank()) {
                turns.add(turn(turn));
            }
        }
        return new Script(title[0].strip(), title[1].strip(), turns);
    }

    private static Turn turn(String text) {
        int lineEnd = text.indexOf('\n');
        List<String> options =
                Arrays.stream(text.substring(1, lineEnd).split(";"))
                        .map(String::strip)
                        .filter(o -> !o.isEmpty())
                        .toList();
        return new Turn(text.charAt(0) == '>', options, text.substring(lineEnd + 1).strip());
    }

    private static String read(String resource) {
        try (InputStream in =
                Objects.requireNonNull(Script.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
