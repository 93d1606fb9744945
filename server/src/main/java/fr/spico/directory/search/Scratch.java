package fr.spico.directory.search;

import java.util.ArrayList;
import java.util.List;

/// What a search needs while it runs, kept from search to search; for one at a time.
final class Scratch {

    /// Meanings that are kept from search to search; few searches need more.
    private static final int KEPT = 24;

    private final IndexData data;
    private final Understanding understanding;
    private final List<Meaning> meanings = new ArrayList<>();
    private int used;

    /// A bit per entry.
    final long[] candidates;

    /// Entries that were found.
    final int[] found;

    /// What each of these costs.
    final int[] costs;

    Scratch(IndexData data) {
        this.data = data;
        this.understanding = new Understanding(data);
        this.candidates = new long[(data.count() + 63) / 64];
        this.found = new int[data.count()];
        this.costs = new int[data.count()];
    }

    Understanding understanding() {
        return understanding;
    }

    /// An empty one.
    Meaning meaning() {
        if (used == meanings.size()) {
            meanings.add(new Meaning(data));
        }
        return meanings.get(used++);
    }

    void clear() {
        for (int i = 0; i < used; i++) {
            meanings.get(i).clear();
        }
        used = 0;
        if (meanings.size() > KEPT) {
            meanings.subList(KEPT, meanings.size()).clear();
        }
    }
}
