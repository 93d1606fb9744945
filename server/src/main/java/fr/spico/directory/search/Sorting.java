package fr.spico.directory.search;

import fr.spico.directory.DirectoryEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Turns a draft into an index: numbers values by field and text, entries by name, words by letter.
final class Sorting {

    private final Draft draft;
    private final int count;
    private final int[] fieldStarts = new int[Field.values().length + 1];

    /// Of each field: the value that a number of the draft became.
    private final int[][] renumbered = new int[Field.values().length][];

    private final List<String> texts = new ArrayList<>(List.of(""));

    Sorting(Draft draft) {
        this.draft = draft;
        this.count = draft.count();
    }

    IndexData data() throws IOException {
        numberValues();
        Beside<WordsOfValues> wordsOfValues = new Beside<>(WordsOfValues::new);
        int[] drafted = slots();
        int[] order = order(drafted);
        int[] slots = permuted(drafted, order);
        byte[] shelf = new byte[count];
        byte[] type = new byte[count];
        long[] rpps = new long[count];
        for (int i = 0; i < count; i++) {
            shelf[i] = (byte) draft.shelves.get(order[i]);
            type[i] = (byte) draft.types.get(order[i]);
            rpps[i] = draft.rpps(order[i]);
        }
        Texts localParts = localParts(order);
        int[] byAddress = byAddress(localParts, slots, shelf);
        int[] starts = entriesStarts(slots, texts.size());
        int[] entries = entries(slots, starts);
        WordsOfValues words = wordsOfValues.result();
        IndexData data =
                new IndexData(
                        shelf,
                        type,
                        rpps,
                        byRpps(rpps),
                        byAddress,
                        localParts,
                        slots,
                        fieldStarts,
                        Texts.of(texts),
                        starts,
                        entries,
                        words.tree,
                        words.usesStarts,
                        words.uses,
                        words.sounds,
                        words.soundingStarts,
                        words.sounding);
        data.hideRepeated();
        return data;
    }

    private void numberValues() {
        for (Field field : Field.values()) {
            List<String> fieldTexts = draft.texts(field);
            int start = texts.size();
            fieldStarts[field.ordinal()] = start;
            int[] numbers = new int[fieldTexts.size()];
            String[] folded = new String[fieldTexts.size()];
            Arrays.setAll(folded, i -> Words.fold(fieldTexts.get(i)));
            int[] sorted =
                    IntStream.range(1, fieldTexts.size())
                            .boxed()
                            .sorted(
                                    Comparator.<Integer, String>comparing(i -> folded[i])
                                            .thenComparing(fieldTexts::get))
                            .mapToInt(i -> i)
                            .toArray();
            for (int i = 0; i < sorted.length; i++) {
                numbers[sorted[i]] = start + i;
                texts.add(fieldTexts.get(sorted[i]));
            }
            renumbered[field.ordinal()] = numbers;
        }
        fieldStarts[Field.values().length] = texts.size();
    }

    private boolean isPerson(int drafted) {
        return draft.types.get(drafted) == DirectoryEntry.Type.PER.ordinal();
    }

    private int[] slots() {
        int[] slots = new int[count * Field.SLOTS];
        for (int i = 0; i < slots.length; i++) {
            Field field = Field.at(i % Field.SLOTS, isPerson(i / Field.SLOTS));
            slots[i] = renumbered[field.ordinal()][draft.slots.get(i)];
        }
        return slots;
    }

    /// By last name, first name, number, address, shelf; structures, which have no last name, by
    /// theirs.
    private int[] order(int[] slots) {
        int[] first = new int[count];
        int[] second = new int[count];
        for (int i = 0; i < count; i++) {
            int last = slots[i * Field.SLOTS + Field.LAST_NAME.slot];
            int structure = slots[i * Field.SLOTS + Field.NAME.slot];
            first[i] = last == 0 ? structure : last;
            second[i] = slots[i * Field.SLOTS + Field.FIRST_NAME.slot];
        }
        int[] order = Numbers.upTo(count);
        order = Numbers.sorted(order, second, texts.size());
        order = Numbers.sorted(order, first, texts.size());
        for (int from = 0, to = 1; from < count; from = to++) {
            while (to < count
                    && first[order[to]] == first[order[from]]
                    && second[order[to]] == second[order[from]]) {
                to++;
            }
            if (to - from > 1) {
                sortHomonyms(slots, order, from, to);
            }
        }
        return order;
    }

    private void sortHomonyms(int[] slots, int[] order, int from, int to) {
        int[] sorted =
                Arrays.stream(order, from, to)
                        .boxed()
                        .sorted(
                                Comparator.<Integer>comparingLong(draft::rpps)
                                        .thenComparing(this::localPart)
                                        .thenComparing(
                                                i -> slots[i * Field.SLOTS + Field.DOMAIN.slot])
                                        .thenComparing(draft.shelves::get))
                        .mapToInt(i -> i)
                        .toArray();
        System.arraycopy(sorted, 0, order, from, sorted.length);
    }

    private String localPart(int drafted) {
        int start = draft.localPartStarts.get(drafted);
        int length = draft.localPartStarts.get(drafted + 1) - start;
        return new String(octets(), start, length, StandardCharsets.UTF_8);
    }

    private byte[] octets = {};

    private byte[] octets() {
        if (octets.length == 0) {
            octets = draft.localParts.toByteArray();
        }
        return octets;
    }

    private int[] permuted(int[] slots, int[] order) {
        int[] permuted = new int[slots.length];
        for (int i = 0; i < count; i++) {
            System.arraycopy(slots, order[i] * Field.SLOTS, permuted, i * Field.SLOTS, Field.SLOTS);
        }
        return permuted;
    }

    private Texts localParts(int[] order) {
        byte[] from = octets();
        byte[] to = new byte[from.length];
        int[] starts = new int[count + 1];
        for (int i = 0; i < count; i++) {
            int start = draft.localPartStarts.get(order[i]);
            int length = draft.localPartStarts.get(order[i] + 1) - start;
            System.arraycopy(from, start, to, starts[i], length);
            starts[i + 1] = starts[i] + length;
        }
        return new Texts(starts, ByteBuffer.wrap(to));
    }

    private static int[] byRpps(long[] rpps) {
        return IntStream.range(0, rpps.length)
                .filter(i -> rpps[i] >= 0)
                .mapToObj(i -> new long[] {rpps[i], i})
                .sorted(Comparator.comparingLong((long[] pair) -> pair[0]).thenComparing(p -> p[1]))
                .mapToInt(pair -> (int) pair[1])
                .toArray();
    }

    private int[] byAddress(Texts localParts, int[] slots, byte[] shelf) {
        String[] addresses = new String[count];
        for (int i = 0; i < count; i++) {
            int domain = slots[i * Field.SLOTS + Field.DOMAIN.slot];
            addresses[i] = localParts.get(i) + "@" + texts.get(domain);
        }
        int[] sorted =
                IntStream.range(0, count)
                        .boxed()
                        .sorted(
                                Comparator.<Integer, String>comparing(i -> addresses[i])
                                        .thenComparing(i -> -shelf[i]))
                        .mapToInt(i -> i)
                        .toArray();
        return sorted;
    }

    /// Of each value where its entries start.
    static int[] entriesStarts(int[] slots, int values) {
        int[] starts = Numbers.starts(slots, values);
        int nothing = starts[1];
        for (int i = 1; i < starts.length; i++) {
            starts[i] -= nothing;
        }
        return starts;
    }

    static int[] entries(int[] slots, int[] starts) {
        int[] next = starts.clone();
        int[] entries = new int[starts[starts.length - 1]];
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] != 0) {
                entries[next[slots[i]]++] = i / Field.SLOTS;
            }
        }
        return entries;
    }

    /// All words of all values, and how they sound.
    private final class WordsOfValues {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final Numbers used = new Numbers();
        private final Numbers usedBy = new Numbers();
        final WordTree tree;
        final int[] usesStarts;
        final int[] uses;
        final WordTree sounds;
        final int[] soundingStarts;
        final int[] sounding;

        WordsOfValues() {
            for (Field field : Field.values()) {
                for (int value = fieldStarts[field.ordinal()];
                        value < fieldStarts[field.ordinal() + 1];
                        value++) {
                    add(field, value);
                }
            }
            String[] sorted = numbers.keySet().toArray(String[]::new);
            Arrays.sort(sorted);
            tree = WordTree.of(Arrays.asList(sorted));
            int[] rank = new int[sorted.length];
            for (int i = 0; i < sorted.length; i++) {
                rank[numbers.getOrDefault(sorted[i], 0)] = i;
            }
            int[] word = usedBy.toArray();
            for (int i = 0; i < word.length; i++) {
                word[i] = rank[word[i]];
            }
            usesStarts = Numbers.starts(word, sorted.length);
            uses = new int[word.length];
            int[] order = Numbers.sorted(Numbers.upTo(word.length), word, sorted.length);
            Arrays.setAll(uses, i -> used.get(order[i]));
            Map<String, Numbers> bySound = bySound(sorted);
            sounds = WordTree.of(new ArrayList<>(bySound.keySet()));
            soundingStarts = new int[bySound.size() + 1];
            Numbers all = new Numbers();
            int key = 0;
            for (Numbers words : bySound.values()) {
                Arrays.stream(words.toArray()).forEach(all::add);
                soundingStarts[++key] = all.size();
            }
            sounding = all.toArray();
        }

        private void add(Field field, int value) {
            Spellings.of(field, texts.get(value))
                    .forEach((word, cost) -> {
                        usedBy.add(numbers.computeIfAbsent(word, w -> numbers.size()));
                        used.add(IndexData.use(value, field.slot, cost));
                    });
        }

        private Map<String, Numbers> bySound(String[] sorted) {
            Map<String, Numbers> bySound = new TreeMap<>();
            for (int i = 0; i < sorted.length; i++) {
                String key = sounding(sorted[i]);
                if (key.length() > 1) {
                    bySound.computeIfAbsent(key, k -> new Numbers()).add(i);
                }
            }
            return bySound;
        }

        private static String sounding(String word) {
            boolean pronounced =
                    word.length() > 2 && word.chars().allMatch(c -> c >= 'a' && c <= 'z');
            return pronounced ? Sounds.of(word) : "";
        }
    }
}
