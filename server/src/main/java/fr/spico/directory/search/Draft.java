package fr.spico.directory.search;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Entries as they come, before they are sorted. Each field numbers its own values; 0 says nothing.
final class Draft {

    final Numbers slots = new Numbers();
    final Numbers types = new Numbers();
    final Numbers shelves = new Numbers();
    final Numbers rppsHigh = new Numbers();
    final Numbers rppsLow = new Numbers();
    final Numbers localPartStarts = new Numbers();
    final ByteArrayOutputStream localParts = new ByteArrayOutputStream(1 << 20);
    private final Map<Field, Values> values = new EnumMap<>(Field.class);

    Draft() {
        for (Field field : Field.values()) {
            values.put(field, new Values());
        }
        localPartStarts.add(0);
    }

    private static final class Values {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<String> texts = new ArrayList<>(List.of(""));
        private final List<Set<String>> words = new ArrayList<>();

        int of(String text) {
            if (text.isEmpty()) {
                return 0;
            }
            Integer known = numbers.putIfAbsent(text, texts.size());
            if (known != null) {
                return known;
            }
            texts.add(text);
            return texts.size() - 1;
        }

        Set<String> words(int value) {
            while (words.size() <= value) {
                words.add(Set.copyOf(Words.split(texts.get(words.size()))));
            }
            return words.get(value);
        }
    }

    int value(Field field, String text) {
        return values(field).of(text);
    }

    List<String> texts(Field field) {
        return values(field).texts;
    }

    /// The words of a value.
    Set<String> words(Field field, int value) {
        return values(field).words(value);
    }

    int count() {
        return types.size();
    }

    long rpps(int entry) {
        return (long) rppsHigh.get(entry) << 32 | rppsLow.get(entry) & 0xffffffffL;
    }

    void add(int[] values, int type, int shelf, long rpps, String localPart) {
        for (int value : values) {
            slots.add(value);
        }
        types.add(type);
        shelves.add(shelf);
        rppsHigh.add((int) (rpps >>> 32));
        rppsLow.add((int) rpps);
        localParts.writeBytes(localPart.getBytes(StandardCharsets.UTF_8));
        localPartStarts.add(localParts.size());
    }

    private Values values(Field field) {
        return Objects.requireNonNull(values.get(field));
    }
}
