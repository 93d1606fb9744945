package fr.spico.directory.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The words that people use for professions, specialties and structures, from
/// `everyday-words.txt`: `official words = everyday words`.
final class EverydayWords {

    private static final EverydayWords FRENCH = load("everyday-words.txt");

    private final Map<String, List<Meaning>> byFirstWord = new HashMap<>();

    private EverydayWords() {}

    private record Meaning(List<String> official, List<String> everyday) {}

    static EverydayWords french() {
        return FRENCH;
    }

    /// The everyday words of a text.
    Set<String> of(List<String> words) {
        Set<String> found = new HashSet<>();
        for (String word : words) {
            for (Meaning meaning : byFirstWord.getOrDefault(word, List.of())) {
                if (words.containsAll(meaning.official)) {
                    found.addAll(meaning.everyday);
                }
            }
        }
        return found;
    }

    /// Changes with the words: an index made with others is not the same index.
    @Override
    public int hashCode() {
        return byFirstWord.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EverydayWords o && o.byFirstWord.equals(byFirstWord);
    }

    private static EverydayWords load(String resource) {
        EverydayWords words = new EverydayWords();
        try (InputStream in =
                        Objects.requireNonNull(EverydayWords.class.getResourceAsStream(resource));
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> line.contains("=")).forEach(words::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    private void add(String line) {
        int equals = line.indexOf('=');
        List<String> official = Words.split(line.substring(0, equals));
        if (line.startsWith("#") || official.isEmpty()) {
            return;
        }
        Meaning meaning = new Meaning(official, Words.split(line.substring(equals + 1)));
        byFirstWord.computeIfAbsent(official.getFirst(), w -> new ArrayList<>()).add(meaning);
    }
}
