package fr.spico.directory.search;

import fr.spico.mail.MssAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which of the entries that were found come first: the cheapest; among equals those of the
/// searcher's department, then a structure itself before its services; whom the searcher knows
/// moves up, but never before somebody whose name was typed to its end.
final class Ranking {

    private static final int KNOWN = Understanding.UNFINISHED - 1;
    private static final int APPROXIMATE = Slips.LEAST;

    /// Ranks are finer than costs.
    private static final int FINE = 4;

    private static final int NEAR = 2;
    private static final int SERVICE = 1;

    private final IndexData data;
    private final Scratch scratch;
    private final Question question;
    private final Places places;
    private final int department;
    private final BitSet known = new BitSet();

    Ranking(SearchIndex index, Question question, Scratch scratch) {
        this.data = index.data();
        this.scratch = scratch;
        this.question = question;
        this.places = index.places();
        this.department =
                question.department().isEmpty() ? -2 : places.number(question.department());
        Identities identities = index.identities();
        for (MssAddress address : question.known()) {
            int entry = identities.address(address.value());
            if (entry >= 0) {
                known.set(entry);
            }
        }
        for (String number : question.knownNumbers()) {
            identities.numbers(number, known::set);
        }
    }

    /// The best of the first entries of the scratch, the mailboxes of a person behind each other.
    int[] best(int found) {
        long[] best = new long[Math.min(found, question.limit())];
        int size = 0;
        long worst = Long.MIN_VALUE;
        for (int i = 0; i < found; i++) {
            long key = key(scratch.found[i], scratch.costs[i]);
            if (size < best.length) {
                best[size++] = key;
                worst = Math.max(worst, key);
            } else if (key < worst) {
                worst = replaceWorst(best, worst, key);
            }
        }
        Arrays.sort(best);
        return grouped(best);
    }

    private static long replaceWorst(long[] best, long worst, long key) {
        long next = Long.MIN_VALUE;
        boolean replaced = false;
        for (int i = 0; i < best.length; i++) {
            if (!replaced && best[i] == worst) {
                best[i] = key;
                replaced = true;
            }
            next = Math.max(next, best[i]);
        }
        return next;
    }

    /// Rank and entry: where ranks are equal, the order of names decides.
    private long key(int entry, int cost) {
        int rank = cost * FINE;
        if (known.get(entry)) {
            int least = cost < APPROXIMATE ? Integer.MIN_VALUE / 2 : APPROXIMATE * FINE;
            rank = Math.max(least, rank - KNOWN * FINE);
        }
        rank -= places.department(entry) == department ? NEAR : 0;
        rank += data.value(entry, Field.SERVICE.slot) != 0 ? SERVICE : 0;
        return (long) rank << 32 | entry;
    }

    private int[] grouped(long[] best) {
        Map<Long, List<Integer>> byPerson = new LinkedHashMap<>();
        for (long key : best) {
            int entry = (int) key;
            long rpps = data.rpps()[entry];
            long person = rpps >= 0 ? rpps : -1L - entry;
            byPerson.computeIfAbsent(person, p -> new ArrayList<>()).add(entry);
        }
        return byPerson.values().stream().flatMap(List::stream).mapToInt(entry -> entry).toArray();
    }
}
