package fr.spico.directory.search;

import java.util.Arrays;

/// Walks a tree for the words that somebody may have meant: all that are within a budget of slips
/// from what was typed. One walk computes, letter by letter, a row of the table of edit distances
/// (optimal string alignment), shared by all words with the same beginning, and turns back where
/// the row says that nothing below can be near.
///
/// Reused from walk to walk by one thread at a time.
final class NearWords {

    private static final int DEEPEST = 48;
    private static final int LONGEST = 40;
    private static final int FAR = 10_000;

    /// Is told of words as ranges of their numbers.
    interface Found {
        /// @param slips the cost of the slips
        /// @param begins whether what was typed is only a beginning of these words
        void words(int from, int to, int slips, boolean begins);
    }

    private final int[][] rows = new int[DEEPEST + 1][LONGEST + 1];
    private final char[] path = new char[DEEPEST + 1];
    private char[] typed = new char[LONGEST];
    private int length;
    private int budget;
    private int reach;
    private boolean unfinished;
    private WordTree tree = WordTree.of(java.util.List.of());
    private Found found = (from, to, slips, begins) -> {};

    /// @param budget greatest cost of slips
    /// @param unfinished whether words that begin so are meant, too
    void find(WordTree in, String word, int budget, boolean unfinished, Found found) {
        if (word.length() > LONGEST) {
            return;
        }
        this.tree = in;
        this.typed = word.toCharArray();
        this.length = word.length();
        this.budget = budget;
        this.reach = budget / Slips.LEAST;
        this.unfinished = unfinished;
        this.found = found;
        startRow();
        children(0, 0, FAR);
    }

    private void startRow() {
        int[] row = rows[0];
        row[0] = 0;
        for (int j = 1; j <= length; j++) {
            row[j] = row[j - 1] + Slips.extra(typed[j - 1], j > 1 ? typed[j - 2] : 0, j == 1);
        }
    }

    /// @param told what the words below were already reported with
    private void children(int node, int depth, int told) {
        if (depth == DEEPEST) {
            return;
        }
        int end = tree.end()[node];
        for (int child = node + 1; child < end; child = tree.end()[child]) {
            path[depth] = tree.letter()[child];
            int best = row(depth + 1);
            if (best <= budget) {
                visit(child, depth + 1, best, told);
            }
        }
    }

    private void visit(int node, int depth, int best, int told) {
        int slips = depth + reach >= length ? rows[depth][length] : FAR;
        int now = told;
        if (slips <= budget) {
            int word = tree.firstWord()[node];
            if (tree.isWord(node)) {
                found.words(word, word + 1, slips, false);
            }
            if (unfinished && slips < told) {
                found.words(word, tree.wordsEnd(node), slips, true);
                now = slips;
            }
        }
        if (!unfinished || best < now) {
            children(node, depth, now);
        }
    }

    /// Computes the row of a depth; returns its least cost.
    private int row(int depth) {
        int[] above = rows[depth - 1];
        int[] row = rows[depth];
        char c = path[depth - 1];
        char before = depth > 1 ? path[depth - 2] : 0;
        int from = Math.max(0, depth - reach);
        int to = Math.min(length, depth + reach);
        if (from > to) {
            return FAR;
        }
        int missing = Slips.missing(c, before, depth == 1);
        int best = FAR;
        for (int j = from; j <= to; j++) {
            int cost = j < depth + reach ? above[j] + missing : FAR;
            if (j > from) {
                char t = typed[j - 1];
                cost =
                        Math.min(
                                cost,
                                row[j - 1] + Slips.extra(t, j > 1 ? typed[j - 2] : 0, j == 1));
            }
            if (j > 0) {
                cost = Math.min(cost, above[j - 1] + Slips.wrong(typed[j - 1], c, depth == 1));
                cost = swapped(depth, j, c, before, cost);
            }
            row[j] = cost;
            best = Math.min(best, cost);
        }
        if (to < length) {
            Arrays.fill(row, to + 1, Math.min(length, to + 2) + 1, FAR);
        }
        if (from > 0) {
            row[from - 1] = FAR;
        }
        return best;
    }

    private int swapped(int depth, int j, char c, char before, int cost) {
        boolean possible =
                depth > 1 && j > 1 && typed[j - 1] == before && typed[j - 2] == c && c != before;
        return possible ? Math.min(cost, rows[depth - 2][j - 2] + Slips.SWAPPED) : cost;
    }
}
