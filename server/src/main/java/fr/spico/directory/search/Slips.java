package fr.spico.directory.search;

/// What slips of the pen and of the ear cost when a word is typed: a whole mistake is [#MISTAKE],
/// those that everybody makes are less.
final class Slips {

    static final int MISTAKE = 24;

    /// No slip costs less.
    static final int LEAST = 12;

    /// Two letters in the wrong order.
    static final int SWAPPED = 20;

    private static final int DOUBLED = LEAST;
    private static final int SILENT = 16;
    private static final int SAME_SOUND = 16;
    private static final int NEIGHBOUR_KEY = 20;

    /// On top, for the first letter: it is the one that is right.
    private static final int FIRST = 4;

    private static final String[] SOUNDS = {
        "sz", "sc", "ck", "kq", "cq", "iy", "gj", "vw", "fv", "dt", "bp", "mn", "ae", "ei", "ou",
        "xs", "gk", "ao", "ea", "hn", "uo", "eo"
    };
    private static final String[] KEYS = {"azertyuiop", "qsdfghjklm", "wxcvbn"};
    private static final int LETTERS = 128;
    private static final byte[] WRONG = wrong();

    private Slips() {}

    /// Another letter was typed than the word has.
    static int wrong(char typed, char meant, boolean first) {
        if (typed == meant) {
            return 0;
        }
        int cost = typed < LETTERS && meant < LETTERS ? WRONG[typed * LETTERS + meant] : MISTAKE;
        return cost + (first ? FIRST : 0);
    }

    /// A letter of the word was not typed.
    ///
    /// @param before the letter that the word has before
    static int missing(char meant, char before, boolean first) {
        return extra(meant, before, first);
    }

    /// A letter was typed that the word does not have.
    ///
    /// @param before the letter that was typed before
    static int extra(char typed, char before, boolean first) {
        if (typed == before) {
            return DOUBLED;
        }
        return (typed == 'h' || typed == 'e' ? SILENT : MISTAKE) + (first ? FIRST : 0);
    }

    private static byte[] wrong() {
        byte[] costs = new byte[LETTERS * LETTERS];
        java.util.Arrays.fill(costs, (byte) MISTAKE);
        for (String row : KEYS) {
            for (int i = 1; i < row.length(); i++) {
                both(costs, row.charAt(i - 1), row.charAt(i), NEIGHBOUR_KEY);
            }
        }
        for (String pair : SOUNDS) {
            both(costs, pair.charAt(0), pair.charAt(1), SAME_SOUND);
        }
        return costs;
    }

    private static void both(byte[] costs, char a, char b, int cost) {
        costs[a * LETTERS + b] = (byte) cost;
        costs[b * LETTERS + a] = (byte) cost;
    }
}
