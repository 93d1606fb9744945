package fr.spico.directory.search;

import fr.spico.directory.search.Meaning.Way;

/// Looks up what a stretch may mean, further away from step to step.
final class Understanding {

    /// How far from what was typed words are looked for.
    enum Step {
        AS_TYPED,
        ONE_SLIP,
        TWO_SLIPS
    }

    /// A word that is still being typed.
    static final int UNFINISHED = 4;

    private static final int INITIAL = 6;
    private static final int SHORTENED = 10;
    private static final int SHORTENED_LETTER = 2;
    private static final int SHORTENED_MOST = 8;
    static final int SOUND = 14;

    /// A word that exists is probably what was meant.
    private static final int KNOWN = 8;

    private static final int ONE = Slips.MISTAKE + 4;
    private static final int TWO = 2 * Slips.MISTAKE + 6;

    /// Shorter beginnings sound like everything.
    private static final int SOUND_FROM = 3;

    private static final int SLIP_FROM = 3;
    private static final int JOINED_SLIP_FROM = 5;
    private static final int UNFINISHED_SLIP_FROM = 4;
    private static final int TWO_SLIPS_FROM = 4;
    private static final int UNFINISHED_TWO_SLIPS_FROM = 6;

    private final IndexData data;
    private final int beforeTitles;
    private final NearWords near = new NearWords();

    Understanding(IndexData data) {
        this.data = data;
        this.beforeTitles = data.first(Field.TITLE);
    }

    void add(Stretch stretch, Step step) {
        Meaning meaning = stretch.meaning();
        String text = stretch.text();
        boolean last = stretch.last();
        boolean joined = stretch.kind() == Stretch.Kind.JOINED;
        if (step == Step.AS_TYPED) {
            asTyped(meaning, text, last, joined);
        }
        if (!hasDigit(text)) {
            switch (step) {
                case AS_TYPED -> sound(meaning, text);
                case ONE_SLIP -> oneSlip(meaning, text, last, joined);
                case TWO_SLIPS -> twoSlips(meaning, text, last, joined);
            }
        }
        meaning.prepare();
    }

    private void asTyped(Meaning meaning, String text, boolean last, boolean joined) {
        int node = data.words().find(text);
        if (node <= 0) {
            return;
        }
        int first = data.words().firstWord()[node];
        int end = data.words().wordsEnd(node);
        boolean isWord = data.words().isWord(node);
        if (isWord) {
            meaning.add(first, first + 1, 0, Way.EXACT, data.values().count());
        }
        int longer = isWord ? first + 1 : first;
        if (last) {
            meaning.add(longer, end, UNFINISHED, Way.BEGINNING, forBeginning(text));
        } else if (!joined && text.length() == 1) {
            int names = data.first(Field.PLACE);
            meaning.add(longer, end, INITIAL, Way.BEGINNING, names);
        } else if (!joined && !Words.isNumber(text)) {
            shortened(meaning, node, 0);
        }
    }

    /// `ctre`, `hosp`, `alex`: a word that goes on, and yet another was typed.
    private void shortened(Meaning meaning, int node, int missing) {
        WordTree tree = data.words();
        int cost = SHORTENED + SHORTENED_LETTER * missing;
        int first = tree.firstWord()[node];
        if (missing == SHORTENED_MOST) {
            meaning.add(first, tree.wordsEnd(node), cost, Way.BEGINNING, beforeTitles, false);
            return;
        }
        if (missing > 0 && tree.isWord(node)) {
            meaning.add(first, first + 1, cost, Way.BEGINNING, beforeTitles, false);
        }
        for (int child = node + 1; child < tree.end()[node]; child = tree.end()[child]) {
            shortened(meaning, child, missing + 1);
        }
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }

    private int forBeginning(String text) {
        return text.length() < SOUND_FROM
                ? data.first(Field.NOT_FOR_SHORT_BEGINNINGS)
                : beforeTitles;
    }

    private void sound(Meaning meaning, String text) {
        if (text.length() < SOUND_FROM) {
            return;
        }
        int key = data.sounds().indexOf(Sounds.of(text));
        if (key >= 0) {
            sounding(meaning, key, key + 1, SOUND);
        }
    }

    private void soundingBeginning(Meaning meaning, String text) {
        int node = data.sounds().find(Sounds.ofBeginning(text));
        if (node > 0) {
            int first = data.sounds().firstWord()[node];
            sounding(meaning, first, data.sounds().wordsEnd(node), SOUND + UNFINISHED);
        }
    }

    private void sounding(Meaning meaning, int fromKey, int toKey, int cost) {
        for (int i = data.soundingStarts()[fromKey]; i < data.soundingStarts()[toKey]; i++) {
            int word = data.sounding()[i];
            meaning.add(word, word + 1, cost, Way.SOUND, beforeTitles);
        }
    }

    private void oneSlip(Meaning meaning, String text, boolean last, boolean joined) {
        if (text.length() >= (joined ? JOINED_SLIP_FROM : SLIP_FROM)) {
            boolean begins = last && text.length() >= UNFINISHED_SLIP_FROM;
            slips(meaning, text, begins, ONE);
            if (begins) {
                soundingBeginning(meaning, text);
            }
        }
    }

    private void twoSlips(Meaning meaning, String text, boolean last, boolean joined) {
        if (!joined && text.length() >= TWO_SLIPS_FROM) {
            slips(meaning, text, last && text.length() >= UNFINISHED_TWO_SLIPS_FROM, TWO);
            soundWithSlip(meaning, text);
        }
    }

    /// Two mistakes make anything out of a word that nobody sees.
    private void slips(Meaning meaning, String text, boolean unfinished, int budget) {
        boolean hidden = budget == ONE;
        int known = data.words().indexOf(text) >= 0 ? KNOWN : 0;
        near.find(
                data.words(),
                text,
                budget,
                unfinished,
                (from, to, slips, begins) -> {
                    if (slips > 0) {
                        int cost = slips + known + (begins ? UNFINISHED : 0);
                        meaning.add(from, to, cost, Way.SLIP, beforeTitles, hidden);
                    }
                });
    }

    private void soundWithSlip(Meaning meaning, String text) {
        String key = Sounds.of(text);
        if (key.length() >= SOUND_FROM) {
            near.find(
                    data.sounds(),
                    key,
                    ONE,
                    false,
                    (from, to, slips, begins) -> sounding(meaning, from, to, SOUND + slips));
        }
    }
}
