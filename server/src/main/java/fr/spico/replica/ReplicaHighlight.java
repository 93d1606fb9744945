package fr.spico.replica;

import fr.spico.replica.EmailQuery.EmailFilter;
import fr.spico.replica.EmailQuery.Place;
import fr.spico.replica.ReplicaTerms.Term;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tartarus.snowball.ext.FrenchStemmer;

/// Where the words of a search stand in a text (RFC 8621 §5). Words are cut and compared as the
/// search itself does, so that what was found is what is shown.
final class ReplicaHighlight {

    /// Octets of a snippet of the body, marks included.
    private static final int MAX_OCTETS = 255;

    private static final int WORDS_BEFORE = 6;
    private static final int OCTETS_BEFORE = 120;
    private static final int MAX_SEARCHED = ReplicaWords.MAX_SEARCHED;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /// Pieces of one word that are looked at together, see [ReplicaSpellings].
    private static final int MAX_PIECES = 8;

    private final List<Term> inSubject = new ArrayList<>();
    private final List<Term> inBody = new ArrayList<>();
    private final List<Term> inNames = new ArrayList<>();

    ReplicaHighlight(EmailFilter filter) {
        collect(filter);
    }

    /// A word of a text, and whether it was looked for.
    private record Word(int start, int end, String plain) {}

    /// The whole subject, if something in it was looked for.
    Optional<String> subject(String subject) {
        List<Word> words = words(subject);
        boolean[] found = found(words, inSubject);
        int first = first(found);
        return first < 0
                ? Optional.empty()
                : Optional.of(marked(subject, words, found, 0, Integer.MAX_VALUE));
    }

    /// The first name of an attachment in which something was looked for.
    Optional<String> name(List<String> names) {
        for (String name : names) {
            List<Word> words = words(name);
            boolean[] found = found(words, inNames);
            if (first(found) >= 0) {
                return Optional.of(marked(name, words, found, 0, MAX_OCTETS));
            }
        }
        return Optional.empty();
    }

    /// The place of a body where something was looked for.
    Optional<String> body(String body) {
        String cut = body.length() > MAX_SEARCHED ? body.substring(0, MAX_SEARCHED) : body;
        String flat = BLANKS.matcher(cut).replaceAll(" ").strip();
        List<Word> words = words(flat);
        boolean[] found = found(words, inBody);
        int first = first(found);
        return first < 0
                ? Optional.empty()
                : Optional.of(marked(flat, words, found, begin(flat, words, first), MAX_OCTETS));
    }

    /// Some words before the one that was found, as far as they leave room for it: an address of
    /// the web or a row of signs may be longer than the whole snippet.
    private static int begin(String text, List<Word> words, int first) {
        int until = words.get(first).start();
        for (int i = Math.max(0, first - WORDS_BEFORE); i < first; i++) {
            int start = i == 0 ? 0 : words.get(i).start();
            if (octets(escaped(text.substring(start, until))) <= OCTETS_BEFORE) {
                return start;
            }
        }
        return octets(escaped(text.substring(0, until))) <= OCTETS_BEFORE ? 0 : until;
    }

    /// What is only excluded cannot be shown.
    private void collect(EmailFilter filter) {
        switch (filter) {
            case EmailFilter.And(List<EmailFilter> of) -> of.forEach(this::collect);
            case EmailFilter.Or(List<EmailFilter> of) -> of.forEach(this::collect);
            case EmailFilter.Text(Place place, String typed) -> {
                List<Term> terms = ReplicaTerms.of(typed);
                if (place == Place.ANYWHERE || place == Place.SUBJECT) {
                    inSubject.addAll(terms);
                }
                if (place == Place.ANYWHERE || place == Place.BODY) {
                    inBody.addAll(terms);
                }
                if (place == Place.ANYWHERE || place == Place.ATTACHMENT_NAME) {
                    inNames.addAll(terms);
                }
            }
            default -> {}
        }
    }

    private static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        Matcher m = WORD.matcher(text);
        while (m.find()) {
            words.add(new Word(m.start(), m.end(), ReplicaWords.normalise(m.group())));
        }
        return words;
    }

    private static boolean[] found(List<Word> words, List<Term> terms) {
        boolean[] found = new boolean[words.size()];
        for (Term term : terms) {
            String[] looked = term.words().split(" ");
            for (int at = 0; at < words.size(); at++) {
                int matched =
                        matches(words, at, looked, term)
                                ? looked.length
                                : spelledOtherwise(words, at, term);
                java.util.Arrays.fill(found, at, at + matched, true);
            }
        }
        return found;
    }

    private static boolean matches(List<Word> words, int at, String[] looked, Term term) {
        if (at + looked.length > words.size()) {
            return false;
        }
        for (int i = 0; i < looked.length; i++) {
            String word = words.get(at + i).plain();
            boolean same = word.equals(looked[i]);
            boolean begins = term.prefix() && i == looked.length - 1 && word.startsWith(looked[i]);
            if (!same && !begins && (term.exact() || !isOtherForm(word, looked[i]))) {
                return false;
            }
        }
        return true;
    }

    /// How many words from one on are together what was looked for; 0 for none.
    private static int spelledOtherwise(List<Word> words, int at, Term term) {
        StringBuilder joined = new StringBuilder(words.get(at).plain());
        if (isSpelling(joined.toString(), term)) {
            return 1;
        }
        for (int n = 1; n < MAX_PIECES && at + n < words.size(); n++) {
            if (words.get(at + n).start() - words.get(at + n - 1).end() != 1) {
                return 0;
            }
            joined.append(words.get(at + n).plain());
            if (isSpelling(joined.toString(), term) || isSpelledDate(words, at, n, term)) {
                return n + 1;
            }
        }
        return 0;
    }

    private static boolean isSpelling(String word, Term term) {
        return term.spellings().contains(word) || (term.isOneWord() && word.equals(term.words()));
    }

    private static boolean isSpelledDate(List<Word> words, int at, int n, Term term) {
        if (n != 2 || term.spellings().isEmpty()) {
            return false;
        }
        String[] day = new String[] {plain(words, at), plain(words, at + 1), plain(words, at + 2)};
        return ReplicaSpellings.date(String.join(" ", day))
                .or(() -> ReplicaSpellings.date(String.join("-", day)))
                .filter(term.spellings()::contains)
                .isPresent();
    }

    private static String plain(List<Word> words, int at) {
        return words.get(at).plain();
    }

    private static boolean isOtherForm(String word, String looked) {
        return !word.isEmpty()
                && !looked.isEmpty()
                && word.charAt(0) == looked.charAt(0)
                && stem(word).equals(stem(looked));
    }

    private static String stem(String word) {
        FrenchStemmer stemmer = new FrenchStemmer();
        stemmer.setCurrent(word);
        stemmer.stem();
        return stemmer.getCurrent();
    }

    private static int first(boolean[] found) {
        for (int i = 0; i < found.length; i++) {
            if (found[i]) {
                return i;
            }
        }
        return -1;
    }

    /// From one place on, as far as there is room; a run of words that were looked for has one
    /// mark.
    private static String marked(
            String text, List<Word> words, boolean[] found, int start, int maxOctets) {
        int from = 0;
        while (words.get(from).start() < start) {
            from++;
        }
        int until = words.size();
        StringBuilder html = new StringBuilder(start > 0 ? "…" : "");
        int at = start;
        for (int i = from; i < until; i++) {
            boolean opens = found[i] && (i == from || !found[i - 1]);
            boolean closes = found[i] && (i + 1 == until || !found[i + 1]);
            String piece =
                    escaped(text.substring(at, words.get(i).start()))
                            + (opens ? "<mark>" : "")
                            + escaped(text.substring(words.get(i).start(), words.get(i).end()));
            int room = maxOctets - (found[i] ? "</mark>".length() : 0) - octets("…");
            if (octets(html) + octets(piece) > room) {
                boolean inside = found[i] && !opens;
                return html.append(inside ? "</mark>" : "").append("…").toString();
            }
            html.append(piece).append(closes ? "</mark>" : "");
            at = words.get(i).end();
        }
        String rest = escaped(text.substring(at));
        return octets(html) + octets(rest) <= maxOctets ? html + rest : html.append("…").toString();
    }

    private static int octets(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
