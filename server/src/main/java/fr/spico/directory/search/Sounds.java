package fr.spico.directory.search;

import java.util.ArrayList;
import java.util.List;

/// How a French word sounds, as a key: words that are pronounced alike, or nearly, have the same.
/// Not a phonetic alphabet but what people mix up when they write a name that they heard:
/// `Philippe` and `filip`, `Renault` and `Reno`, `Gauthier` and `Gotié`.
///
/// Symbols: vowels `a e i o u`, `U` (ou), `2` (eu), `A` (an, en), `I` (in, un), `O` (on), `w` (oi);
/// consonants as written, except `S` (ch), `N` (gn), `j` (also soft g), `k` (also hard c, qu).
final class Sounds {

    /// Spelling and sound; the first that fits counts. After a spelling: `$` at the end of the
    /// word, `~` before a consonant or the end (nasal vowels), `'` before e, i, y.
    private static final List<List<Rule>> RULES =
            rules(
                    """
                    ault$ o, auld$ o, aulx$ o, au o, ain~ I, aim~ I, ai e, ay e, an~ A, am~ A, a a,
                    eau o, eu 2, ein~ I, eim~ I, ei e, ey e, en~ A, em~ A, er$ e, ez$ e, es$ -, e$ -, e e,
                    ien~ iI, in~ I, im~ I, i i,
                    oeu 2, oe 2, oin~ wI, oi w, oy w, ou U, on~ O, om~ O, o o,
                    un~ I, um~ I, u u,
                    yen~ iI, yn~ I, ym~ I, y i,
                    bourg$ bUr, bv v, b b,
                    cqu k, cq k, ch S, ck k, c' s, c k,
                    ds$ -, d$ -, d d,
                    f f,
                    gn N, gu' g, gea ja, geo jo, g' j, g g,
                    h -,
                    j j, k k, l l, m m, n n,
                    ph f, ps$ -, p$ -, p p,
                    qu k, q k,
                    r r,
                    sch S, sh S, sc' s, ss s, st$ st, s$ -, s s,
                    tion siO, tz$ s, ths$ t, th t, ts$ -, t$ -, t t,
                    v v, w v,
                    x$ -, x ks,
                    z$ -, z z,
                    """);

    private final String word;
    private final boolean unfinished;
    private final StringBuilder key = new StringBuilder();

    private Sounds(String word, boolean unfinished) {
        this.word = word;
        this.unfinished = unfinished;
    }

    private record Rule(String spelling, char condition, String sound) {}

    /// @param word folded
    static String of(String word) {
        return new Sounds(word, false).read();
    }

    /// Of a word that is being typed: what comes next decides whether its end is silent.
    static String ofBeginning(String word) {
        return new Sounds(word, true).read();
    }

    private String read() {
        for (int at = 0; at < word.length(); ) {
            Rule rule = rule(at);
            if (rule != null) {
                put(at, rule);
            }
            at += rule == null ? 1 : rule.spelling.length();
        }
        return key.toString();
    }

    private @org.jspecify.annotations.Nullable Rule rule(int at) {
        int letter = word.charAt(at) - 'a';
        if (letter >= 0 && letter < 26) {
            for (Rule rule : RULES.get(letter)) {
                if (word.startsWith(rule.spelling, at) && fits(rule, at + rule.spelling.length())) {
                    return rule;
                }
            }
        }
        return null;
    }

    private boolean fits(Rule rule, int end) {
        boolean atEnd = end == word.length();
        return switch (rule.condition) {
            case '$' -> atEnd && !unfinished && end - rule.spelling.length() > 1;
            case '~' -> atEnd ? !unfinished : !isOneOf("aeiouymn", end);
            case '\'' -> !atEnd && isOneOf("eiy", end);
            default -> true;
        };
    }

    private void put(int at, Rule rule) {
        boolean voiced = rule.spelling.equals("s") && isBetweenVowels(at);
        for (char sound : (voiced ? "z" : rule.sound).toCharArray()) {
            if (key.isEmpty() || key.charAt(key.length() - 1) != sound) {
                key.append(sound);
            }
        }
    }

    private boolean isBetweenVowels(int at) {
        return at > 0
                && at + 1 < word.length()
                && isOneOf("aeiouy", at - 1)
                && isOneOf("aeiouy", at + 1);
    }

    private boolean isOneOf(String letters, int at) {
        return letters.indexOf(word.charAt(at)) >= 0;
    }

    private static List<List<Rule>> rules(String table) {
        List<List<Rule>> byLetter = new ArrayList<>();
        for (int i = 0; i < 26; i++) {
            byLetter.add(new ArrayList<>());
        }
        for (String cell : table.strip().split(",\\s*")) {
            String[] parts = cell.split(" ");
            char last = parts[0].charAt(parts[0].length() - 1);
            boolean conditional = "$~'".indexOf(last) >= 0;
            String spelling = conditional ? parts[0].substring(0, parts[0].length() - 1) : parts[0];
            String sound = parts[1].equals("-") ? "" : parts[1];
            byLetter.get(spelling.charAt(0) - 'a')
                    .add(new Rule(spelling, conditional ? last : ' ', sound));
        }
        return byLetter;
    }
}
