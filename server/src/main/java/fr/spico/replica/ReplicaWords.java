package fr.spico.replica;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// Words for searching and sorting: lower case, no accents, nothing but letters and digits. Stored
/// texts and typed ones go through here alike, so that both are cut at the same places.
final class ReplicaWords {

    /// Octets of one message that are searched; PostgreSQL takes 1 MiB of lexemes at most.
    static final int MAX_SEARCHED = 128 * 1024;

    private static final int MAX_WORD = 60;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /// Zero width joiners, soft hyphens and the like: nobody sees or types them.
    private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}+");

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private ReplicaWords() {}

    /// `Dr Hélène d'Œuvre-Été` → `dr helene d oeuvre ete`.
    static String normalise(String text) {
        String seen = UNSEEN.matcher(text).replaceAll("");
        String plain =
                MARKS.matcher(Normalizer.normalize(seen, Normalizer.Form.NFKD)).replaceAll("");
        String cut = NO_WORD.matcher(plain).replaceAll(" ").strip();
        return cut.toLowerCase(java.util.Locale.ROOT)
                .replace("œ", "oe")
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
