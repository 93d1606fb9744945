package fr.spico.directory.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;

/// What stands under each of many words: values that have it, or words that sound so.
///
/// @param starts of each key where its items start, one more at the end
/// @param items of a key ascending, by what [Merging] makes of them
record Postings(WordTree keys, int[] starts, int[] items) {

    /// Of an item that is left out.
    static final long GONE = -1;

    /// @param of one of both: of each key the number that it gets, -1 if nothing stands there
    record Merged(Postings postings, int[] ofOne, int[] ofOther) {}

    /// An item among those of its key.
    static long item(int place, int item) {
        return (long) place << Integer.SIZE | item & 0xffff_ffffL;
    }

    /// All of both. What both have is there once, and a key under which nothing is left is not.
    ///
    /// @param mine of an item of `one` what it becomes, from [#item]
    static Merged merged(
            Postings one, IntToLongFunction mine, Postings other, IntToLongFunction theirs) {
        return new Merging(one, mine, other, theirs).merged();
    }

    private static final class Merging {
        private final Postings one;
        private final IntToLongFunction mine;
        private final Postings other;
        private final IntToLongFunction theirs;
        private final List<String> keys = new ArrayList<>();
        private final Numbers starts = new Numbers();
        private final Numbers items = new Numbers();

        Merging(Postings one, IntToLongFunction mine, Postings other, IntToLongFunction theirs) {
            this.one = one;
            this.mine = mine;
            this.other = other;
            this.theirs = theirs;
        }

        Merged merged() {
            List<String> ones = one.keys.all();
            List<String> others = other.keys.all();
            int[] ofOne = new int[ones.size()];
            int[] ofOther = new int[others.size()];
            int i = 0;
            int j = 0;
            while (i < ones.size() || j < others.size()) {
                int order = order(ones, i, others, j);
                String key = order <= 0 ? ones.get(i) : others.get(j);
                int number = add(key, order <= 0 ? i : -1, order >= 0 ? j : -1);
                if (order <= 0) {
                    ofOne[i++] = number;
                }
                if (order >= 0) {
                    ofOther[j++] = number;
                }
            }
            starts.add(items.size());
            Postings both = new Postings(WordTree.of(keys), starts.toArray(), items.toArray());
            return new Merged(both, ofOne, ofOther);
        }

        private static int order(List<String> ones, int i, List<String> others, int j) {
            if (i == ones.size() || j == others.size()) {
                return i == ones.size() ? 1 : -1;
            }
            return ones.get(i).compareTo(others.get(j));
        }

        /// @param i the key's number in one and in the other, -1 where it is not
        private int add(String key, int i, int j) {
            int before = items.size();
            addItems(i, j);
            if (items.size() == before) {
                return -1;
            }
            keys.add(key);
            starts.add(before);
            return keys.size() - 1;
        }

        private void addItems(int i, int j) {
            int a = i < 0 ? 0 : one.starts[i];
            int b = j < 0 ? 0 : other.starts[j];
            int endOfA = i < 0 ? 0 : one.starts[i + 1];
            int endOfB = j < 0 ? 0 : other.starts[j + 1];
            while (a < endOfA || b < endOfB) {
                long next = a < endOfA ? mine.applyAsLong(one.items[a]) : Long.MAX_VALUE;
                if (next == GONE) {
                    a++;
                    continue;
                }
                long theirNext = b < endOfB ? theirs.applyAsLong(other.items[b]) : Long.MAX_VALUE;
                items.add((int) Math.min(next, theirNext));
                a += next <= theirNext ? 1 : 0;
                b += theirNext <= next ? 1 : 0;
            }
        }
    }
}
