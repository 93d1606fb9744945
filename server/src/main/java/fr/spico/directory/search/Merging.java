package fr.spico.directory.search;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/// One index of two: what a former one still has, and what comes. Everything in an index is sorted,
/// so this is merging, array by array; the result is what [Sorting] would make of all entries.
final class Merging {

    private final IndexData former;
    private final BitSet gone;
    private final IndexData coming;
    private final int[] fieldStarts = new int[Field.values().length + 1];
    private final List<String> texts = new ArrayList<>(List.of(""));

    /// Of each value the number that it gets, 0 if nobody has it any more.
    private final int[] formerValue;

    private final int[] comingValue;

    /// Entries as they come from merging: those of the former index, and those that come as `~`.
    private final int[] merged;

    /// Of each entry the number that it gets; of one that is gone, nothing.
    private final int[] formerEntry;

    private final int[] comingEntry;
    private final String[] comingAddress;

    private record WordsAndSounds(Postings words, Postings sounds) {}

    private Merging(IndexData former, BitSet gone, IndexData coming) {
        this.former = former;
        this.gone = gone;
        this.coming = coming;
        this.formerValue = new int[former.values().count()];
        this.comingValue = new int[coming.values().count()];
        this.formerEntry = new int[former.count()];
        this.comingEntry = new int[coming.count()];
        this.comingAddress = new String[coming.count()];
        Arrays.setAll(comingAddress, coming::address);
        mergeValues();
        this.merged =
                merged(
                        Numbers.upTo(former.count()),
                        Numbers.upTo(coming.count()),
                        this::isBeforeByName);
        for (int entry = 0; entry < merged.length; entry++) {
            if (merged[entry] >= 0) {
                formerEntry[merged[entry]] = entry;
            } else {
                comingEntry[~merged[entry]] = entry;
            }
        }
    }

    /// @param gone entries of the former index
    static IndexData of(IndexData former, BitSet gone, IndexData coming) throws IOException {
        return new Merging(former, gone, coming).data();
    }

    private IndexData data() throws IOException {
        Beside<WordsAndSounds> words = new Beside<>(this::words);
        Beside<int[]> byAddress =
                new Beside<>(() ->
                        renumbered(
                                merged(
                                        former.byAddress(),
                                        coming.byAddress(),
                                        this::isBeforeByAddress)));
        byte[] shelf = new byte[merged.length];
        byte[] type = new byte[merged.length];
        long[] rpps = new long[merged.length];
        int[] slots = new int[merged.length * Field.SLOTS];
        for (int entry = 0; entry < merged.length; entry++) {
            boolean stays = merged[entry] >= 0;
            IndexData from = stays ? former : coming;
            int there = stays ? merged[entry] : ~merged[entry];
            shelf[entry] = (byte) from.shelf(there);
            type[entry] = from.type()[there];
            rpps[entry] = from.rpps()[there];
            int[] numbers = stays ? formerValue : comingValue;
            for (int slot = 0; slot < Field.SLOTS; slot++) {
                slots[entry * Field.SLOTS + slot] = numbers[from.value(there, slot)];
            }
        }
        int[] byRpps = merged(former.byRpps(), coming.byRpps(), this::isBeforeByRpps);
        int[] starts = Sorting.entriesStarts(slots, texts.size());
        IndexData data =
                new IndexData(
                        shelf,
                        type,
                        rpps,
                        renumbered(byRpps),
                        byAddress.result(),
                        localParts(),
                        slots,
                        fieldStarts,
                        Texts.of(texts),
                        starts,
                        Sorting.entries(slots, starts),
                        words.result().words.keys(),
                        words.result().words.starts(),
                        words.result().words.items(),
                        words.result().sounds.keys(),
                        words.result().sounds.starts(),
                        words.result().sounds.items());
        data.hideRepeated();
        return data;
    }

    private WordsAndSounds words() {
        Postings.Merged words = mergedWords();
        return new WordsAndSounds(words.postings(), mergedSounds(words));
    }

    private Postings.Merged mergedWords() {
        return Postings.merged(
                new Postings(former.words(), former.usesStarts(), former.uses()),
                use -> renumbered(use, formerValue),
                new Postings(coming.words(), coming.usesStarts(), coming.uses()),
                use -> renumbered(use, comingValue));
    }

    private Postings mergedSounds(Postings.Merged words) {
        return Postings.merged(
                        new Postings(former.sounds(), former.soundingStarts(), former.sounding()),
                        word -> renumbered(words.ofOne()[word]),
                        new Postings(coming.sounds(), coming.soundingStarts(), coming.sounding()),
                        word -> renumbered(words.ofOther()[word]))
                .postings();
    }

    private static long renumbered(int word) {
        return word < 0 ? Postings.GONE : Postings.item(word, word);
    }

    private void mergeValues() {
        int[] users = users();
        for (Field field : Field.values()) {
            fieldStarts[field.ordinal()] = texts.size();
            int at = former.first(field);
            for (int value = coming.first(field); value < coming.end(field); value++) {
                String text = coming.values().get(value);
                String folded = Words.fold(text);
                int to = behind(at, former.end(field), one -> isBefore(one, folded, text));
                takeUsed(at, to, users);
                at = to;
                comingValue[value] = texts.size();
                if (at < former.end(field) && former.values().get(at).equals(text)) {
                    formerValue[at++] = texts.size();
                }
                texts.add(text);
            }
            takeUsed(at, former.end(field), users);
        }
        fieldStarts[Field.values().length] = texts.size();
    }

    /// Of each value how many entries still have it.
    private int[] users() {
        int[] users = new int[formerValue.length];
        for (int value = 0; value < users.length; value++) {
            users[value] = former.entriesStarts()[value + 1] - former.entriesStarts()[value];
        }
        gone.stream()
                .forEach(entry -> {
                    for (int slot = 0; slot < Field.SLOTS; slot++) {
                        users[former.value(entry, slot)]--;
                    }
                });
        return users;
    }

    private void takeUsed(int from, int to, int[] users) {
        for (int value = from; value < to; value++) {
            if (users[value] > 0) {
                formerValue[value] = texts.size();
                texts.add(former.values().get(value));
            }
        }
    }

    private boolean isBefore(int value, String folded, String text) {
        String mine = former.values().get(value);
        int order = Words.fold(mine).compareTo(folded);
        return order < 0 || (order == 0 && mine.compareTo(text) < 0);
    }

    private static long renumbered(int use, int[] values) {
        int value = values[IndexData.value(use)];
        return value == 0
                ? Postings.GONE
                : Postings.item(value, use & -IndexData.MOST_VALUES | value);
    }

    private interface Before {
        boolean test(int former, int coming);
    }

    /// Two rows of entries in the same order as one, as [#merged] has them.
    private int[] merged(int[] were, int[] come, Before isBefore) {
        int[] stay = Arrays.stream(were).filter(entry -> !gone.get(entry)).toArray();
        int[] all = new int[stay.length + come.length];
        int at = 0;
        for (int i = 0; i < come.length; i++) {
            int entry = come[i];
            int to = behind(at, stay.length, place -> isBefore.test(stay[place], entry));
            System.arraycopy(stay, at, all, at + i, to - at);
            all[to + i] = ~entry;
            at = to;
        }
        System.arraycopy(stay, at, all, at + come.length, stay.length - at);
        return all;
    }

    /// Where those end that stand before something; probably not far away.
    private static int behind(int from, int end, IntPredicate isBefore) {
        int step = 1;
        while (from + step < end && isBefore.test(from + step)) {
            step *= 2;
        }
        return Identities.first(from, Math.min(end, from + step), i -> !isBefore.test(i));
    }

    private int[] renumbered(int[] entries) {
        return Arrays.stream(entries)
                .map(entry -> entry >= 0 ? formerEntry[entry] : comingEntry[~entry])
                .toArray();
    }

    /// The order of [Sorting].
    private boolean isBeforeByName(int one, int other) {
        int order =
                Integer.compare(name(former, one, formerValue), name(coming, other, comingValue));
        if (order == 0) {
            order = compare(Field.FIRST_NAME, one, other);
        }
        if (order == 0) {
            order = Long.compare(former.rpps()[one], coming.rpps()[other]);
        }
        if (order == 0) {
            order = former.localParts().compare(one, coming.localParts(), other);
        }
        if (order == 0) {
            order = compare(Field.DOMAIN, one, other);
        }
        return order < 0 || (order == 0 && former.shelf(one) < coming.shelf(other));
    }

    private static int name(IndexData data, int entry, int[] numbers) {
        int last = data.value(entry, Field.LAST_NAME.slot);
        return numbers[last == 0 ? data.value(entry, Field.NAME.slot) : last];
    }

    private int compare(Field field, int one, int other) {
        return Integer.compare(
                formerValue[former.value(one, field.slot)],
                comingValue[coming.value(other, field.slot)]);
    }

    private boolean isBeforeByRpps(int one, int other) {
        int order = Long.compare(former.rpps()[one], coming.rpps()[other]);
        return order < 0 || (order == 0 && formerEntry[one] < comingEntry[other]);
    }

    private boolean isBeforeByAddress(int one, int other) {
        int order = former.compareAddress(one, comingAddress[other]);
        return order < 0 || (order == 0 && former.shelf(one) > coming.shelf(other));
    }

    private Texts localParts() {
        int[] starts = new int[merged.length + 1];
        for (int i = 0; i < merged.length; i++) {
            starts[i + 1] = starts[i] + localPart(merged[i]).limit();
        }
        ByteBuffer octets = ByteBuffer.allocate(starts[merged.length]);
        for (int entry : merged) {
            octets.put(localPart(entry));
        }
        return new Texts(starts, octets.flip());
    }

    private ByteBuffer localPart(int entry) {
        return entry >= 0 ? former.localParts().slice(entry) : coming.localParts().slice(~entry);
    }
}
