package fr.spico.directory.search;

import fr.spico.directory.search.Stretch.Kind;
import fr.spico.directory.search.Understanding.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/// All ways through the words that were typed: an entry is found if, on one of them, it has
/// something for every stretch. `le goff quimper` is also `legoff quimper`; `paulmartin` is also
/// `paul martin`.
final class Stretches {

    private static final int TOGETHER = 3;
    private static final int TELLING_FROM = 3;

    private static final int TWINS_FROM = 3;
    private static final int TWINS_SLIPS = 2;

    /// What it costs more to leave out a word while it is being typed: it may become one that
    /// matters.
    private static final int UNFINISHED = 2;

    private static final Set<Field> WHERE_OR_WHAT =
            Set.of(Field.PLACE, Field.PROFESSION, Field.SPECIALTY, Field.SERVICE);

    /// What it costs that words were written as one.
    private static final int STUCK = 12;

    private static final int STUCK_FROM = 6;
    private static final int HALF_FROM = 3;

    private final IndexData data;
    private final Scratch scratch;
    private final List<Typed.Word> words;
    private final boolean unfinished;
    private final String text;

    /// Where each word starts in the text; one more at the end.
    private final int[] starts;

    private final List<Stretch> all = new ArrayList<>();

    Stretches(IndexData data, Scratch scratch, Typed typed) {
        this.data = data;
        this.scratch = scratch;
        this.words = typed.words();
        this.unfinished = typed.unfinished();
        this.starts = new int[words.size() + 1];
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            joined.append(words.get(i).text());
            starts[i + 1] = joined.length();
        }
        this.text = joined.toString();
        addWords();
    }

    /// In the order of where they start.
    List<Stretch> all() {
        return all;
    }

    /// Where the text ends.
    int end() {
        return text.length();
    }

    int words() {
        return words.size();
    }

    /// Where a word starts.
    int start(int word) {
        return starts[word];
    }

    boolean mayBeLeftOut(int word) {
        return words.get(word).optional();
    }

    boolean covers(Stretch stretch, int word) {
        return stretch.from() <= starts[word] && starts[word] < stretch.to();
    }

    /// Whether a word stands, as it was typed, for a town, a profession or the like.
    boolean saysWhereOrWhat(int word) {
        return all.stream()
                .filter(stretch -> isOwn(stretch, word))
                .anyMatch(stretch -> stretch.meaning().isExactIn(WHERE_OR_WHAT));
    }

    /// Whether an entry is called, by name, as some word says.
    boolean hasName(int entry) {
        return all.stream()
                .filter(stretch -> stretch.kind() != Kind.LEFT_OUT)
                .filter(stretch -> stretch.of(entry) != Meaning.NONE)
                .anyMatch(stretch -> {
                    int slot = stretch.meaning().slot(entry);
                    return slot == Field.LAST_NAME.slot || slot == Field.NAME.slot;
                });
    }

    /// A way around each word, or neighbours, that stand for a town, a profession or the like.
    void leaveOutWhereOrWhat(int cost) {
        for (Stretch stretch : List.copyOf(all)) {
            if (stretch.kind() != Kind.LEFT_OUT && stretch.meaning().isExactIn(WHERE_OR_WHAT)) {
                all.add(stretch(Kind.LEFT_OUT, stretch.from(), stretch.to(), cost));
            }
        }
        sort();
    }

    /// What was typed there, in words.
    String typed(Stretch stretch) {
        StringJoiner typed = new StringJoiner(" ");
        int end = stretch.from();
        for (int word = 0; word < words.size(); word++) {
            if (starts[word] == end && starts[word + 1] <= stretch.to()) {
                typed.add(words.get(word).text());
                end = starts[word + 1];
            }
        }
        return end == stretch.to() ? typed.toString() : stretch.text();
    }

    private boolean isOwn(Stretch stretch, int word) {
        return stretch.kind() != Kind.LEFT_OUT
                && stretch.from() == starts[word]
                && stretch.to() == starts[word + 1];
    }

    /// The stretches that say something of who is meant, if so many words do that one of them at
    /// least has to be right.
    List<Stretch> telling() {
        long counting = words.stream().filter(word -> !word.optional()).count();
        return counting < TELLING_FROM
                ? List.of()
                : all.stream().filter(Stretch::leadsOn).filter(this::tells).toList();
    }

    private boolean tells(Stretch stretch) {
        boolean title = false;
        for (int word = 0; word < words.size(); word++) {
            title |=
                    mayBeLeftOut(word)
                            && starts[word] == stretch.from()
                            && starts[word + 1] == stretch.to();
        }
        return stretch.kind() != Kind.LEFT_OUT && !title;
    }

    /// Looks further than before.
    void understand(Step step) {
        if (step == Step.ONE_SLIP) {
            cutKnownWords();
        }
        for (Stretch stretch : all) {
            if (stretch.kind() != Kind.LEFT_OUT && stretch.kind() != Kind.HALF) {
                scratch.understanding().add(stretch, step);
            }
        }
    }

    /// A way around a word, for entries that have nothing like it.
    void leaveOut(int word, int cost) {
        all.add(stretch(Kind.LEFT_OUT, starts[word], starts[word + 1], cost));
        sort();
    }

    private void addWords() {
        List<Stretch> before = new ArrayList<>();
        for (int word = 0; word < words.size(); word++) {
            Stretch own = word(word, before);
            before.add(own);
            all.add(own);
            for (int to = word + 2; to <= Math.min(words.size(), word + TOGETHER); to++) {
                all.add(stretch(Kind.JOINED, starts[word], starts[to], 0));
            }
            if (words.get(word).optional()) {
                boolean last = word == words.size() - 1 && unfinished;
                int cost = words.get(word).skip() + (last ? UNFINISHED : 0);
                all.add(stretch(Kind.LEFT_OUT, starts[word], starts[word + 1], cost));
            }
        }
        sort();
    }

    private Stretch word(int word, List<Stretch> before) {
        String typed = words.get(word).text();
        Stretch own = stretch(Kind.WORD, starts[word], starts[word + 1], 0);
        for (Stretch other : before) {
            if (resemble(other.text(), typed)) {
                return new Stretch(
                        Kind.TWIN,
                        own.from(),
                        own.to(),
                        typed,
                        own.last(),
                        0,
                        own.meaning(),
                        other.meaning());
            }
        }
        return own;
    }

    /// Whether one value might be meant by both.
    private static boolean resemble(String one, String other) {
        int length = Math.min(one.length(), other.length());
        return one.equals(other)
                || length >= TWINS_FROM
                        && (one.startsWith(other)
                                || other.startsWith(one)
                                || MistypedAddress.lettersToChange(one, other)
                                        <= Math.min(TWINS_SLIPS, length / TWINS_FROM));
    }

    private void cutKnownWords() {
        for (int word = 0; word < words.size(); word++) {
            String whole = words.get(word).text();
            if (whole.length() >= STUCK_FROM) {
                for (int cut = HALF_FROM; cut < whole.length(); cut++) {
                    cut(starts[word], starts[word] + cut, starts[word + 1]);
                }
            }
        }
        sort();
    }

    private void cut(int from, int middle, int to) {
        String left = text.substring(from, middle);
        String right = text.substring(middle, to);
        boolean goesOn = to == end() && unfinished;
        boolean halves =
                isKnown(left)
                        && (goesOn ? data.words().find(right) > 0 : isKnown(right))
                        && (goesOn || right.length() >= HALF_FROM);
        if (halves) {
            for (Stretch half :
                    List.of(
                            stretch(Kind.HALF, from, middle, STUCK),
                            stretch(Kind.HALF, middle, to, 0))) {
                scratch.understanding().add(half, Step.AS_TYPED);
                all.add(half);
            }
        }
    }

    private boolean isKnown(String word) {
        return data.words().indexOf(word) >= 0;
    }

    private Stretch stretch(Kind kind, int from, int to, int cost) {
        boolean last = to == end() && unfinished;
        Meaning meaning = scratch.meaning();
        return new Stretch(kind, from, to, text.substring(from, to), last, cost, meaning, meaning);
    }

    private void sort() {
        all.sort(Comparator.comparingInt(Stretch::from));
    }
}
