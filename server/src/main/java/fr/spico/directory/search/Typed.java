package fr.spico.directory.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What somebody typed, taken apart: words, and what can only be one entry or few – addresses and
/// RPPS numbers.
///
/// @param words folded; a number beside letters is a word of its own
/// @param addresses whole or only their beginnings
/// @param unbroken all that was typed around one address, written as one: a blank may have slipped
///   into it; empty otherwise
/// @param numbers RPPS numbers, whole or only their beginnings
/// @param localPart what may be the beginning of an address; empty if it cannot be
/// @param unfinished whether the last word is still being typed
record Typed(
        List<Word> words,
        List<String> addresses,
        String unbroken,
        List<String> numbers,
        String localPart,
        boolean unfinished) {

    private static final int MAX_LENGTH = 200;
    private static final int MAX_WORDS = 10;
    private static final int RPPS_DIGITS = 11;
    private static final int NUMBER_FROM = 6;

    private static final int NEVER = Integer.MAX_VALUE;
    private static final int SKIP = 1;

    /// More than [Field#DOMAIN], so that the right domain comes before another.
    private static final int SKIP_DOMAIN = 10;

    private static final Set<String> TITLES =
            Set.of(
                    "dr",
                    "docteur",
                    "doc",
                    "pr",
                    "prof",
                    "professeur",
                    "m",
                    "mr",
                    "monsieur",
                    "mme",
                    "madame",
                    "mlle",
                    "mademoiselle",
                    "me");

    private static final Pattern LOCAL_PART =
            Pattern.compile("(?=.*[._0-9-])[A-Za-z][A-Za-z0-9._-]+");

    /// Words between the names of somebody who married.
    private static final Set<String> BETWEEN_NAMES =
            Set.of("ep", "epouse", "nee", "ne", "et", "ou");

    /// @param skip what it costs to leave the word out; little for a title or a particle, which
    ///   count if they are found and are not missed
    record Word(String text, int skip) {
        boolean optional() {
            return skip != NEVER;
        }

        boolean isNumber() {
            return Words.isNumber(text);
        }

        @Override
        public String toString() {
            return "Word[…]";
        }
    }

    static Typed parse(String text) {
        String cut = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
        List<String> addresses = new ArrayList<>();
        StringBuilder rest = new StringBuilder();
        for (String chunk : cut.strip().toLowerCase(Locale.ROOT).split("\\s+")) {
            String bare = chunk.replaceAll("^[<(\"',;]+|[>)\"',;]+$", "");
            if (bare.indexOf('@') > 0) {
                addresses.add(bare);
            } else {
                rest.append(chunk).append(' ');
            }
        }
        boolean broken = addresses.size() == 1 && !rest.isEmpty();
        String unbroken = broken ? cut.toLowerCase(Locale.ROOT).replaceAll("\\s+", "") : "";
        List<String> numbers = new ArrayList<>();
        List<Word> words = words(withoutNumbers(rest.toString(), numbers));
        boolean unfinished = !cut.endsWith(" ") && addresses.isEmpty();
        return new Typed(words, addresses, unbroken, numbers, localPart(cut.strip()), unfinished);
    }

    /// Whether it is too short to be a question.
    boolean isTooShort() {
        return !namesOne() && !hasWords();
    }

    /// Whether it says something beside addresses and numbers.
    boolean hasWords() {
        return words.stream().mapToInt(word -> word.text().length()).sum() > 1;
    }

    int letters() {
        return words.stream()
                .filter(word -> !word.optional())
                .mapToInt(word -> word.text().length())
                .sum();
    }

    /// Whether it says who is meant.
    boolean namesOne() {
        return !addresses.isEmpty() || !numbers.isEmpty();
    }

    List<String> allAddresses() {
        List<String> all = new ArrayList<>(addresses);
        if (!unbroken.isEmpty()) {
            all.add(unbroken);
        }
        return all;
    }

    /// The words of an address that nobody has: perhaps it was mistyped.
    Typed wordsOfAddress() {
        String address = addresses.getFirst();
        int at = address.indexOf('@');
        List<Word> all = new ArrayList<>(words);
        for (String word : split(address.substring(0, at))) {
            all.add(new Word(word, Words.isNumber(word) ? SKIP : NEVER));
        }
        for (String word : split(address.substring(at + 1))) {
            if (!word.equals("mssante")) {
                all.add(new Word(word, SKIP_DOMAIN));
            }
        }
        return new Typed(
                all.subList(0, Math.min(all.size(), MAX_WORDS)),
                List.of(),
                "",
                List.of(),
                "",
                false);
    }

    /// Takes long numbers out, however their digits are grouped.
    private static String withoutNumbers(String text, List<String> numbers) {
        String digits = text.replaceAll("\\D", "");
        boolean onlyDigits = text.chars().noneMatch(Character::isLetter);
        if (onlyDigits && digits.length() >= NUMBER_FROM) {
            numbers.add(rpps(digits));
            return "";
        }
        for (String word : Words.split(text)) {
            if (Words.isNumber(word) && word.length() >= NUMBER_FROM) {
                numbers.add(rpps(word));
            }
        }
        return text.replaceAll("\\d{" + NUMBER_FROM + ",}", " ");
    }

    private static String localPart(String text) {
        return LOCAL_PART.matcher(text).matches() ? text.toLowerCase(Locale.ROOT) : "";
    }

    /// TRE_G08: the national identifier is the RPPS number behind an 8.
    private static String rpps(String digits) {
        boolean national = digits.length() == RPPS_DIGITS + 1 && digits.startsWith("8");
        return national ? digits.substring(1) : digits;
    }

    private static List<Word> words(String text) {
        List<String> all = split(text);
        int count = Math.min(all.size(), MAX_WORDS);
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String word = all.get(i);
            boolean optional =
                    TITLES.contains(word)
                            || BETWEEN_NAMES.contains(word)
                            || Spellings.PARTICLES.contains(word);
            words.add(new Word(word, optional ? SKIP : NEVER));
        }
        boolean nothingElse = words.stream().allMatch(Word::optional);
        return nothingElse
                ? words.stream().map(word -> new Word(word.text(), NEVER)).toList()
                : words;
    }

    /// Words, and numbers that stick to them, apart.
    private static List<String> split(String text) {
        List<String> all = new ArrayList<>();
        for (String word : Words.split(text)) {
            int from = 0;
            for (int i = 1; i <= word.length(); i++) {
                if (i == word.length() || isDigit(word, i) != isDigit(word, i - 1)) {
                    all.add(word.substring(from, i));
                    from = i;
                }
            }
        }
        return all;
    }

    private static boolean isDigit(String word, int at) {
        return Character.isDigit(word.charAt(at));
    }

    @Override
    public String toString() {
        return "Typed[…]";
    }
}
