package fr.spico.replica;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/// Words for searching and sorting: lower case, no accents, nothing but letters and digits. Stored
/// texts and typed ones go through here alike, so that both are cut at the same places.
final class ReplicaWords {

    /// Octets of one message that are searched; PostgreSQL takes 1 MiB of lexemes at most.
    static final int MAX_SEARCHED = 128 * 1024;

    private static final int MAX_WORD = 60;

    private ReplicaWords() {}

    /// `Dr Hélène d'Œuvre-Été` → `dr helene d oeuvre ete`.
    static String normalise(String text) {
        String lower =
                wordsOnly(Normalizer.normalize(text, Normalizer.Form.NFKD))
                        .toLowerCase(Locale.ROOT);
        return isAscii(lower) ? lower : plain(lower);
    }

    /// Letters and numbers, one blank in place of anything else.
    private static String wordsOnly(String decomposed) {
        StringBuilder words = new StringBuilder(decomposed.length());
        boolean apart = false;
        for (int i = 0; i < decomposed.length(); ) {
            int c = decomposed.codePointAt(i);
            i += Character.charCount(c);
            if (isOfWord(c)) {
                if (apart && !words.isEmpty()) {
                    words.append(' ');
                }
                apart = false;
                words.appendCodePoint(c);
            } else {
                apart |= !isUnseen(c);
            }
        }
        return words.toString();
    }

    /// A letter or a number.
    static boolean isOfWord(int c) {
        if (c < 128) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
        }
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
                    true;
            default -> Character.isLetter(c);
        };
    }

    /// Accents that stand by themselves; zero width joiners, soft hyphens and the like, which
    /// nobody sees or types.
    private static boolean isUnseen(int c) {
        return Character.getType(c) == Character.FORMAT || isMark(c);
    }

    static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK ->
                    true;
            default -> false;
        };
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    private static String plain(String lower) {
        return lower.replace("œ", "oe")
                .replace("æ", "ae")
                .replace("ß", "ss")
                .replace('ø', 'o')
                .replace('ł', 'l')
                .replace('đ', 'd')
                .replace('μ', 'u');
    }

    /// Normalised texts one after another, each with its other spellings, cut to what is searched.
    static String searched(Collection<String> texts) {
        StringBuilder all = new StringBuilder();
        int left = MAX_SEARCHED;
        for (String text : texts) {
            String cut = text.length() > MAX_SEARCHED ? text.substring(0, MAX_SEARCHED) : text;
            String words = spelled(cut) + normalise(cut);
            int octets = words.getBytes(StandardCharsets.UTF_8).length;
            if (octets > left) {
                words = words.substring(0, Math.min(words.length(), left / 4));
                octets = left;
            }
            all.append(words).append(' ');
            left -= octets;
        }
        return all.toString();
    }

    private static String spelled(String text) {
        Set<String> spellings = ReplicaSpellings.of(text);
        return spellings.isEmpty() ? "" : String.join(" ", spellings) + " ";
    }

    /// The distinct words of a text, each after a mark such as `f:`.
    static Set<String> marked(String mark, String text) {
        Set<String> marked = new LinkedHashSet<>();
        for (String word : (spelled(text) + normalise(text)).split(" ")) {
            if (!word.isEmpty()) {
                marked.add(mark + (word.length() > MAX_WORD ? word.substring(0, MAX_WORD) : word));
            }
        }
        return marked;
    }

    /// A text that PostgreSQL can hold: no NUL, no half surrogate.
    static String clean(String text) {
        boolean fine = text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c));
        if (fine) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c != 0)
                .map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /// Octets that PostgreSQL can search as text.
    static byte[] clean(byte[] octets) {
        ByteArrayOutputStream clean = new ByteArrayOutputStream(octets.length);
        for (byte octet : octets) {
            if (octet != 0) {
                clean.write(octet);
            }
        }
        return clean.toByteArray();
    }

    /// A text to sort by, short enough for an index.
    static String sortable(String text) {
        String words = normalise(text);
        return words.length() > 80 ? words.substring(0, 80) : words;
    }
}
