package fr.spico.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts what is typed into things to look for (RFC 8621 §4.4.1): words, and phrases in quotes of
/// either kind. All of them must be found.
final class ReplicaTerms {

    private static final int MAX_TERMS = 16;

    /// A shorter beginning is of too many words to mean anything.
    private static final int MIN_PREFIX = 2;

    private static final Pattern TOKEN =
            Pattern.compile(
                    """
                    "((?:[^"\\\\]|\\\\.)*+)(?:"|$)|'((?:[^'\\\\]|\\\\.)++)'(?!\\S)|(\\S+?)(?=\\s|"|$)\
                    """);
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    private ReplicaTerms() {}

    /// One thing to look for.
    ///
    /// @param words normalised, separated by blanks; several of them must follow each other
    /// @param prefix the last word may go on
    /// @param exact as it is written: no other forms of the words
    /// @param spellings other ways to write it, each one word
    record Term(String words, boolean prefix, boolean exact, List<String> spellings) {

        boolean isOneWord() {
            return words.indexOf(' ') < 0;
        }

        /// All words but the last.
        String head() {
            return isOneWord() ? "" : words.substring(0, words.lastIndexOf(' '));
        }

        String last() {
            return words.substring(words.lastIndexOf(' ') + 1);
        }
    }

    /// The last word may be unfinished, unless it is in quotes.
    static List<Term> of(String typed) {
        String text = ReplicaSpellings.glued(typed.strip());
        List<Term> terms = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        while (terms.size() < MAX_TERMS && at < text.length() && matcher.find(at)) {
            at = Math.max(matcher.end(), at + 1);
            Term term = term(matcher, matcher.end() == text.length());
            if (!term.words().isEmpty()) {
                terms.add(term);
            }
        }
        return terms;
    }

    private static Term term(Matcher token, boolean atEnd) {
        String bare = token.group(3);
        if (bare == null) {
            String quoted = token.group(1) == null ? token.group(2) : token.group(1);
            String phrase = ReplicaWords.normalise(ESCAPED.matcher(quoted).replaceAll("$1"));
            return new Term(phrase, false, true, List.of());
        }
        String words = ReplicaWords.normalise(bare);
        String last = words.substring(words.lastIndexOf(' ') + 1);
        boolean prefix = atEnd && last.length() >= MIN_PREFIX;
        return new Term(words, prefix, false, List.copyOf(ReplicaSpellings.of(bare)));
    }
}
