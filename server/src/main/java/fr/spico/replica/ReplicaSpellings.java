package fr.spico.replica;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Other ways to write the same: `post-opératoire` and `postopératoire`, `05 61 22 33 44` and
/// `0561223344`, `12/03/2026`, `12 mars 2026` and `2026-03-12`. What is written in several pieces
/// has one more word, the pieces without what stands between them, or the date as `20260312`;
/// stored texts and typed ones alike, so that either finds the other.
final class ReplicaSpellings {

    private static final int MAX_WORD = 40;
    private static final int MAX_SPELLINGS = 200;

    private static final List<String> MONTHS =
            List.of(
                    "janvier",
                    "fevrier",
                    "mars",
                    "avril",
                    "mai",
                    "juin",
                    "juillet",
                    "aout",
                    "septembre",
                    "octobre",
                    "novembre",
                    "decembre");
    private static final String MONTH = "(?:" + String.join("|", MONTHS) + ")";

    private static final String HYPHENS = "-\u2010\u2011";

    /// Telephone numbers, RPPS, INS as people space them.
    private static final Pattern GROUPED =
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}])\\d{1,4}(?:[ .\\u00a0\\u202f]\\d{1,4}){2,7}(?!\\d)");

    private static final Pattern DATE =
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}])(?:(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4}|\\d\\d)|(\\d{4})-(\\d\\d)-(\\d\\d)|(\\d{1,2})(?:er)?[ \\u00a0]("
                            + MONTH
                            + ")[ \\u00a0](\\d{4}))(?![\\p{L}\\p{N}])");
    private static final Pattern TYPED_IN_PIECES =
            Pattern.compile(
                    "(?<!\\S)(?:\\d{1,2}(?:er)? \\p{L}{3,9} \\d{4}|\\d{1,4}(?: \\d{1,4}){2,7})(?!\\S)");

    private ReplicaSpellings() {}

    /// The further words of a text, normalised.
    static Set<String> of(String text) {
        Set<String> words = new LinkedHashSet<>();
        collectHyphenated(words, text);
        if (nextNumber(text, 0) >= 0) {
            collect(
                    words,
                    GROUPED,
                    text,
                    match -> joined(match.group()).filter(digits -> digits.length() >= 8));
            collect(words, DATE, unaccented(text), ReplicaSpellings::date);
        }
        return words;
    }

    /// The date that a text is, and nothing else, as `20260312`.
    static Optional<String> date(String text) {
        Matcher matcher = DATE.matcher(unaccented(text));
        return matcher.matches() ? date(matcher) : Optional.empty();
    }

    /// What is typed with blanks and is one thing is held together by blanks that do not break: `12
    /// mars 2026`, `05 61 22 33 44`.
    static String glued(String typed) {
        return TYPED_IN_PIECES
                .matcher(typed)
                .replaceAll(match -> Matcher.quoteReplacement(glue(match.group())));
    }

    private static String glue(String pieces) {
        boolean one = date(pieces).isPresent() || GROUPED.matcher(pieces).matches();
        return one ? pieces.replace(' ', '\u00a0') : pieces;
    }

    private static void collectHyphenated(Set<String> words, String text) {
        for (int at = 1; at < text.length() - 1 && words.size() < MAX_SPELLINGS; at++) {
            if (HYPHENS.indexOf(text.charAt(at)) >= 0) {
                int start = startOfPiece(text, at);
                int end = start == at ? at : endOfPieces(text, at);
                if (end > at) {
                    joined(text.substring(start, end)).ifPresent(words::add);
                    at = end;
                }
            }
        }
    }

    private static int startOfPiece(String text, int end) {
        int start = end;
        while (start > 0 && isOfPiece(text.codePointBefore(start))) {
            start -= Character.charCount(text.codePointBefore(start));
        }
        return start;
    }

    /// Behind the last piece that follows, each after a hyphen; where it began if there is none.
    private static int endOfPieces(String text, int hyphen) {
        int end = hyphen;
        while (end + 1 < text.length()
                && HYPHENS.indexOf(text.charAt(end)) >= 0
                && isOfPiece(text.codePointAt(end + 1))) {
            end++;
            while (end < text.length() && isOfPiece(text.codePointAt(end))) {
                end += Character.charCount(text.codePointAt(end));
            }
        }
        return end;
    }

    private static boolean isOfPiece(int c) {
        return ReplicaWords.isOfWord(c) || c >= 128 && ReplicaWords.isMark(c);
    }

    /// Looks only where the patterns can begin: in a long text they are slow.
    private static void collect(
            Set<String> words,
            Pattern pattern,
            String text,
            Function<MatchResult, Optional<String>> spelling) {
        Matcher matcher = pattern.matcher(text).useTransparentBounds(true);
        int at = nextNumber(text, 0);
        while (at >= 0 && words.size() < MAX_SPELLINGS) {
            boolean found = matcher.region(at, text.length()).lookingAt();
            if (found) {
                spelling.apply(matcher).ifPresent(words::add);
            }
            at = nextNumber(text, found ? matcher.end() : at + 1);
        }
    }

    /// Where the next digit stands that follows no letter or digit; -1 if none does.
    private static int nextNumber(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0'
                    && c <= '9'
                    && (i == 0 || !ReplicaWords.isOfWord(text.codePointBefore(i)))) {
                return i;
            }
        }
        return -1;
    }

    private static Optional<String> joined(String pieces) {
        String word = ReplicaWords.normalise(pieces).replace(" ", "");
        return word.isEmpty() || word.length() > MAX_WORD ? Optional.empty() : Optional.of(word);
    }

    private static Optional<String> date(MatchResult match) {
        try {
            return Optional.of(day(match).format(DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalDate day(MatchResult match) {
        if (match.group(1) != null) {
            return LocalDate.of(
                    year(match.group(4)),
                    Integer.parseInt(match.group(3)),
                    Integer.parseInt(match.group(1)));
        }
        if (match.group(5) != null) {
            return LocalDate.of(
                    Integer.parseInt(match.group(5)),
                    Integer.parseInt(match.group(6)),
                    Integer.parseInt(match.group(7)));
        }
        return LocalDate.of(
                Integer.parseInt(match.group(10)),
                MONTHS.indexOf(match.group(9)) + 1,
                Integer.parseInt(match.group(8)));
    }

    /// Two digits are of the last hundred years or so: dates of birth are more than appointments.
    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        return digits.length() > 2 ? year : year <= 40 ? 2000 + year : 1900 + year;
    }

    /// Only what months need; keeps what stands between words.
    private static String unaccented(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('é', 'e')
                .replace('û', 'u')
                .replace("e\u0301", "e")
                .replace("u\u0302", "u");
    }
}
