package fr.spico.directory.search;

import java.util.Arrays;
import java.util.Set;

/// What a stretch of what was typed may mean: values, each with its cost and the way it was
/// understood. One per stretch and search, reused afterwards.
final class Meaning {

    /// How a stretch was understood, from the surest to the least sure.
    enum Way {
        EXACT,
        BEGINNING,
        SOUND,
        SLIP,
        LEFT_OUT;

        private static final Way[] ALL = values();
    }

    static final int NONE = Short.MAX_VALUE;
    private static final int WAY_BITS = 3;

    /// To look up an entry costs as much as to write down so many.
    private static final long ENTRIES_PER_LOOKUP = 4;

    private static final int ENTRIES_PER_LOOKUP_FROM = 4_000;

    private final IndexData data;

    /// Of each value cost and way; [#NONE] if it is not meant.
    private short[] byValue = {};

    /// The same of each entry, for searches that look at so many that it pays.
    private short[] byEntry = {};

    private boolean spread;
    private final Numbers meant = new Numbers();
    private int[] slots = {};
    private int slotsMeant;
    private long entries;

    Meaning(IndexData data) {
        this.data = data;
    }

    void clear() {
        for (int i = 0; i < meant.size(); i++) {
            byValue[meant.get(i)] = NONE;
        }
        meant.clear();
        spread = false;
        slotsMeant = 0;
        slots = new int[0];
        entries = 0;
    }

    boolean isEmpty() {
        return meant.size() == 0;
    }

    /// How many entries have one of these values, counting some twice.
    long entries() {
        return entries;
    }

    int count() {
        return meant.size();
    }

    int value(int i) {
        return meant.get(i);
    }

    /// Everything that a range of words stands for.
    ///
    /// @param before only values below this are meant
    void add(int fromWord, int toWord, int cost, Way way, int before) {
        add(fromWord, toWord, cost, way, before, true);
    }

    /// @param hidden whether words count that nobody sees in a result, too: everyday words for a
    ///   profession, the region of a town
    void add(int fromWord, int toWord, int cost, Way way, int before, boolean hidden) {
        if (byValue.length == 0) {
            byValue = new short[data.values().count()];
            Arrays.fill(byValue, (short) NONE);
        }
        int[] uses = data.uses();
        int end = data.usesStarts()[toWord];
        for (int i = data.usesStarts()[fromWord]; i < end; i++) {
            int value = IndexData.value(uses[i]);
            if (value < before && isWanted(uses[i], way, hidden)) {
                put(value, cost + IndexData.cost(uses[i]), way);
                slotsMeant |= 1 << IndexData.slot(uses[i]);
            }
        }
    }

    /// That a town's region sounds so says nothing.
    private static boolean isWanted(int use, Way way, boolean hidden) {
        boolean region = way == Way.SOUND && IndexData.slot(use) == Field.PLACE.slot;
        return hidden && !region || !IndexData.isHiddenWord(use);
    }

    private void put(int value, int cost, Way way) {
        int now = byValue[value];
        short wanted = (short) pack(cost, way);
        if (now == NONE) {
            meant.add(value);
            entries += data.entriesStarts()[value + 1] - data.entriesStarts()[value];
            byValue[value] = wanted;
        } else if (wanted < now) {
            byValue[value] = wanted;
        }
    }

    /// To be called when all is added.
    void prepare() {
        slots = new int[Integer.bitCount(slotsMeant)];
        for (int slot = 0, at = 0; slot < Field.SLOTS; slot++) {
            if ((slotsMeant & 1 << slot) != 0) {
                slots[at++] = slot;
            }
        }
    }

    /// Looks up all entries at once, for `candidates` of them are going to be asked for.
    void expect(int candidates) {
        spread = candidates > ENTRIES_PER_LOOKUP_FROM && entries < ENTRIES_PER_LOOKUP * candidates;
        if (!spread) {
            return;
        }
        if (byEntry.length == 0) {
            byEntry = new short[data.count()];
        }
        Arrays.fill(byEntry, (short) NONE);
        int[] all = data.entries();
        for (int i = 0; i < meant.size(); i++) {
            int value = meant.get(i);
            short cost = byValue[value];
            int end = data.entriesStarts()[value + 1];
            for (int at = data.entriesStarts()[value]; at < end; at++) {
                int entry = all[at];
                if (cost < byEntry[entry]) {
                    byEntry[entry] = cost;
                }
            }
        }
    }

    /// The best of an entry's values, as cost and way; [#NONE] if it has none of these.
    int of(int entry) {
        return spread ? byEntry[entry] : bestOf(entry);
    }

    private int bestOf(int entry) {
        int[] all = data.slots();
        int start = entry * Field.SLOTS;
        int best = NONE;
        for (int slot : slots) {
            best = Math.min(best, byValue[all[start + slot]]);
        }
        return best;
    }

    /// Whether it is, exactly, a value of one of some fields.
    boolean isExactIn(Set<Field> fields) {
        for (int i = 0; i < meant.size(); i++) {
            int value = meant.get(i);
            if (way(byValue[value]) == Way.EXACT
                    && fields.stream().anyMatch(field -> isOf(field, value))) {
                return true;
            }
        }
        return false;
    }

    private boolean isOf(Field field, int value) {
        return data.first(field) <= value && value < data.end(field);
    }

    /// The slot that [#of] found the best value in.
    int slot(int entry) {
        int best = of(entry);
        for (int slot : slots) {
            if (byValue[data.value(entry, slot)] == best) {
                return slot;
            }
        }
        return 0;
    }

    /// The best of an entry's values if another meaning has one of them for itself: somebody who
    /// types a name twice, or two names that resemble each other, means two values. Only names are
    /// so: a structure may well have a word twice.
    ///
    /// @return what this adds to the best of the other
    int beside(Meaning other, int entry) {
        int best = NONE;
        int least = other.of(entry);
        for (int slot = 0; slot < Field.SLOTS; slot++) {
            int mine = in(slot, entry);
            if (mine < NONE) {
                boolean name = slot <= Field.FIRST_NAME.slot;
                int theirs = name ? other.without(slot, entry) : least;
                // Whatever the other costs more because this one took its value.
                int more = least == NONE ? 0 : theirs == NONE ? NONE : cost(theirs) - cost(least);
                best = more == NONE ? best : Math.min(best, plus(mine, more));
            }
        }
        return best;
    }

    private int in(int slot, int entry) {
        return byValue.length == 0 ? NONE : byValue[data.value(entry, slot)];
    }

    /// The best of an entry's values but one.
    private int without(int slot, int entry) {
        int best = NONE;
        for (int other : slots) {
            if (other != slot) {
                best = Math.min(best, byValue[data.value(entry, other)]);
            }
        }
        return best;
    }

    static int pack(int cost, Way way) {
        return cost << WAY_BITS | way.ordinal();
    }

    static int plus(int costAndWay, int cost) {
        return costAndWay == NONE ? NONE : costAndWay + (cost << WAY_BITS);
    }

    static int cost(int costAndWay) {
        return costAndWay >> WAY_BITS;
    }

    static Way way(int costAndWay) {
        return Way.ALL[costAndWay & (1 << WAY_BITS) - 1];
    }
}
