package fr.spico.directory.search;

/// A way through a part of what was typed, from letter to letter.
///
/// @param from offset in the words written as one
/// @param to offset behind it
/// @param text what was typed there
/// @param last whether it may go on: nothing was typed behind it
/// @param cost of going this way, whatever it means
/// @param meaning empty for what is left out
/// @param before of a twin: the meaning of the word that it resembles; otherwise its own
record Stretch(
        Kind kind,
        int from,
        int to,
        String text,
        boolean last,
        int cost,
        Meaning meaning,
        Meaning before) {

    enum Kind {
        WORD,
        /// A word like one that was typed before: it means another value than the first one.
        TWIN,
        /// Neighbours, written as one.
        JOINED,
        /// Of a word that is two.
        HALF,
        LEFT_OUT
    }

    /// Whether anything can go this way.
    boolean leadsOn() {
        return kind == Kind.LEFT_OUT || !meaning.isEmpty();
    }

    /// Cost and way for an entry, [Meaning#NONE] if it has nothing of the kind.
    int of(int entry) {
        return switch (kind) {
            case LEFT_OUT -> Meaning.pack(cost, Meaning.Way.EXACT);
            case TWIN -> meaning.beside(before, entry);
            case WORD, JOINED -> meaning.of(entry);
            case HALF -> Meaning.plus(meaning.of(entry), cost);
        };
    }

    @Override
    public String toString() {
        return "Stretch[" + kind + "]";
    }
}
