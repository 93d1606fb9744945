package fr.spico.directory.search;

import fr.spico.directory.search.Meaning.Way;
import fr.spico.directory.search.Understanding.Step;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One search. Looks for what was typed, and further away step by step as long as too little was
/// found; every entry that has something for each word gets the sum of what its words cost, and the
/// cheapest come first.
final class Search {

    /// Dearer than this, and not everything was found as it was typed.
    private static final int AS_TYPED = Slips.LEAST;

    /// Dearer than the best by more, and it is not worth showing.
    private static final int BEYOND_BEST = 34;

    /// As much as one word says that stands there as typed, or two that sound so.
    private static final int SURE = 2;

    private static final int LETTERS_PER_SLIP = 4;
    private static final int SHORTEST = 26;

    /// What it costs at least, and at most, to leave out a word that counts. It costs so much that
    /// this happens to one word only.
    static final int LEFT_OUT = 300;

    private static final int LEFT_OUT_RARITY = 2;

    /// More, for what may be a name: the town is more easily wrong.
    private static final int LEFT_OUT_NAME = 24;

    private static final int LEFT_OUT_MOST =
            LEFT_OUT + 19 * LEFT_OUT_RARITY + LEFT_OUT_NAME + AS_TYPED;

    /// What it costs that somebody with this very name is elsewhere, or is something else: more
    /// than one mistake, less than two.
    static final int ELSEWHERE = 36;

    private static final int ELSEWHERE_WORDS = 3;

    private final IndexData data;
    private final Scratch scratch;
    private final Typed typed;
    private Stretches stretches;
    private final IntPredicate allowed;
    private final int limit;
    private final int most;

    /// Stretches of which one has to be sure; empty if it does not matter.
    private List<Stretch> telling = List.of();

    private int found;

    /// What was found [#ELSEWHERE], as entries; and the words that were understood for them.
    private final BitSet elsewhere = new BitSet();

    private @Nullable Stretches elsewhereStretches;

    Search(IndexData data, Scratch scratch, Typed typed, IntPredicate allowed, int limit) {
        this.data = data;
        this.scratch = scratch;
        this.typed = typed;
        this.stretches = new Stretches(data, scratch, typed);
        this.allowed = allowed;
        this.limit = limit;
        this.most = SHORTEST + typed.letters() / LETTERS_PER_SLIP * (Slips.MISTAKE + 4);
    }

    /// As they were understood for an entry that was found.
    Stretches stretches(int entry) {
        return elsewhereStretches != null && elsewhere.get(entry) ? elsewhereStretches : stretches;
    }

    /// Fills `scratch.found` and `scratch.costs`; returns how many there are.
    int run() {
        runUntilNear();
        if (!isAnyAsTyped()) {
            addThoseElsewhere();
        }
        if (found == 0 && byRarity(stretches).length > 1) {
            leaveOneOut();
        }
        return found;
    }

    /// The same, but every word must be there or nearly.
    int runUntilNear() {
        for (Step step : Step.values()) {
            stretches.understand(step);
            match();
            if (isEnough(step)) {
                break;
            }
        }
        return found;
    }

    private boolean isEnough(Step step) {
        int asTyped = 0;
        for (int i = 0; i < found; i++) {
            if (scratch.costs[i] < AS_TYPED) {
                asTyped++;
            }
        }
        return asTyped >= limit || (step == Step.ONE_SLIP && asTyped > 0);
    }

    private boolean isAnyAsTyped() {
        return Arrays.stream(scratch.costs, 0, found).anyMatch(cost -> cost < AS_TYPED);
    }

    /// Who is called exactly so is worth showing beside those who nearly are, even if town or
    /// profession are others.
    private void addThoseElsewhere() {
        Stretches asTyped = new Stretches(data, scratch, typed);
        int[] words = byRarity(asTyped);
        if (words.length < ELSEWHERE_WORDS) {
            return;
        }
        asTyped.understand(Step.AS_TYPED);
        words = byRarity(asTyped);
        asTyped.leaveOutWhereOrWhat(ELSEWHERE);
        int[] near = Arrays.copyOf(scratch.found, found);
        int[] costs = Arrays.copyOf(scratch.costs, found);
        Stretches before = stretches;
        stretches = asTyped;
        gather(Arrays.copyOf(words, 2));
        stretches = before;
        merge(near, costs, asTyped);
    }

    /// Those that were found just now come to those that were found before; both are in the order
    /// of entries.
    private void merge(int[] near, int[] costs, Stretches asTyped) {
        int others = 0;
        for (int i = 0; i < found; i++) {
            int entry = scratch.found[i];
            boolean comes =
                    scratch.costs[i] < ELSEWHERE + AS_TYPED
                            && Arrays.binarySearch(near, entry) < 0
                            && asTyped.hasName(entry);
            if (comes) {
                elsewhere.set(entry);
                scratch.found[others] = entry;
                scratch.costs[others++] = scratch.costs[i];
            }
        }
        // From the end, so that nothing is overwritten before it has moved.
        int at = near.length;
        found = near.length + others;
        for (int i = found - 1; i >= 0; i--) {
            boolean other = others > 0 && (at == 0 || scratch.found[others - 1] > near[at - 1]);
            scratch.found[i] = other ? scratch.found[--others] : near[--at];
            scratch.costs[i] = other ? scratch.costs[others] : costs[at];
        }
        elsewhereStretches = asTyped;
    }

    /// Entries that have nothing for one word have something for all others: for one of the two
    /// rarest at least.
    private void leaveOneOut() {
        if (byRarity(stretches).length == 2) {
            // The only word that is left must be there as it was typed.
            stretches = new Stretches(data, scratch, typed);
            stretches.understand(Step.AS_TYPED);
        }
        int[] byRarity = byRarity(stretches);
        for (int word : byRarity) {
            stretches.leaveOut(word, leftOut(word));
        }
        gather(Arrays.copyOf(byRarity, Math.min(2, byRarity.length)));
        keep(LEFT_OUT_MOST + (byRarity.length - 2) * Slips.MISTAKE);
    }

    /// The rarer a word, the more it says; but a word that nobody has says nothing.
    private int leftOut(int word) {
        long entries = entries(stretches, word);
        int bits = entries == 0 ? 0 : 63 - Long.numberOfLeadingZeros(data.count() / entries | 1);
        boolean name = entries > 0 && !stretches.saysWhereOrWhat(word);
        return LEFT_OUT + LEFT_OUT_RARITY * bits + (name ? LEFT_OUT_NAME : 0);
    }

    private void match() {
        int[] byRarity = byRarity(stretches);
        gather(Arrays.copyOf(byRarity, Math.min(1, byRarity.length)));
        keep(most);
    }

    /// The words that count, those first that the fewest entries have.
    private static int[] byRarity(Stretches stretches) {
        return IntStream.range(0, stretches.words())
                .filter(word -> !stretches.mayBeLeftOut(word))
                .boxed()
                .sorted(Comparator.comparingLong(word -> entries(stretches, word)))
                .mapToInt(word -> word)
                .toArray();
    }

    private static long entries(Stretches stretches, int word) {
        long entries = 0;
        for (Stretch stretch : stretches.all()) {
            entries += stretches.covers(stretch, word) ? stretch.meaning().entries() : 0;
        }
        return entries;
    }

    /// Computes the costs of all entries that have one of these words.
    private void gather(int[] words) {
        long[] candidates = scratch.candidates;
        Arrays.fill(candidates, 0);
        for (Stretch stretch : stretches.all()) {
            if (Arrays.stream(words).anyMatch(word -> stretches.covers(stretch, word))) {
                mark(stretch.meaning());
            }
        }
        int count = 0;
        for (long bits : candidates) {
            count += Long.bitCount(bits);
        }
        for (Stretch stretch : stretches.all()) {
            stretch.meaning().expect(count);
        }
        Scoring scoring = new Scoring(stretches.all(), stretches.end());
        telling = stretches.telling();
        found = 0;
        for (int i = 0; i < candidates.length; i++) {
            for (long bits = candidates[i]; bits != 0; bits &= bits - 1) {
                score(i * 64 + Long.numberOfTrailingZeros(bits), scoring);
            }
        }
    }

    private void score(int entry, Scoring scoring) {
        if (allowed.test(entry)) {
            int cost = scoring.cost(entry);
            if (cost < Meaning.NONE && isSure(entry)) {
                scratch.found[found] = entry;
                scratch.costs[found++] = cost;
            }
        }
    }

    /// Who is guessed word by word is a guess, however little each one is off.
    private boolean isSure(int entry) {
        int sure = telling.isEmpty() ? SURE : 0;
        for (int i = 0; i < telling.size() && sure < SURE; i++) {
            int cost = telling.get(i).of(entry);
            sure += cost == Meaning.NONE ? 0 : sureness(cost);
        }
        return sure >= SURE;
    }

    private static int sureness(int costAndWay) {
        Way way = Meaning.way(costAndWay);
        boolean alike =
                way == Way.SOUND && Meaning.cost(costAndWay) < Understanding.SOUND + Slips.LEAST;
        return way.compareTo(Way.SOUND) < 0 ? SURE : alike ? 1 : 0;
    }

    private void mark(Meaning meaning) {
        int[] entries = data.entries();
        for (int i = 0; i < meaning.count(); i++) {
            int value = meaning.value(i);
            int end = data.entriesStarts()[value + 1];
            for (int at = data.entriesStarts()[value]; at < end; at++) {
                scratch.candidates[entries[at] >>> 6] |= 1L << entries[at];
            }
        }
    }

    /// Forgets what is too far away.
    private void keep(int most) {
        int least = Meaning.NONE;
        for (int i = 0; i < found; i++) {
            least = Math.min(least, scratch.costs[i]);
        }
        int limit = Math.min(most, least + BEYOND_BEST);
        int kept = 0;
        for (int i = 0; i < found; i++) {
            if (scratch.costs[i] <= limit) {
                scratch.found[kept] = scratch.found[i];
                scratch.costs[kept++] = scratch.costs[i];
            }
        }
        found = kept;
    }
}
