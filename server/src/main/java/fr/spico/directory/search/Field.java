package fr.spico.directory.search;

/// What a value of an entry is. An entry has at most one value per [#slot].
///
/// The costs order results among which all words are found as they were typed: somebody who has the
/// name comes before a pharmacy that has it.
enum Field {
    LAST_NAME(0, 0, 2),
    FIRST_NAME(1, 1, 2),
    PLACE(2, 1, 2),
    PROFESSION(3, 1, 0),
    SPECIALTY(4, 1, 0),
    /// The name of the structure that an organisational mailbox belongs to.
    NAME(5, 1, 1),
    /// The name of the structure where a person works.
    WORKPLACE(5, 3, 1),
    SERVICE(6, 3, 0),
    /// Words that an address has beside those of the entry.
    LOCAL_PART(7, 4, 0),
    DOMAIN(8, 5, 0),
    /// Only as it was typed: half of the entries begin with `m`.
    TITLE(9, 0, 0);

    static final int SLOTS = 10;

    /// From here on, one or two letters are not enough to look: half of the entries would answer.
    static final Field NOT_FOR_SHORT_BEGINNINGS = WORKPLACE;

    final int slot;

    /// Of a word that is found in such a value.
    final int cost;

    /// Added if it is only a part of the value.
    final int partCost;

    Field(int slot, int cost, int partCost) {
        this.slot = slot;
        this.cost = cost;
        this.partCost = partCost;
    }

    /// The field whose values stand in a slot.
    static Field at(int slot, boolean person) {
        return BY_SLOT[person ? 1 : 0][slot];
    }

    /// Of each slot: what a word of a value costs at most that stands in it. See [Spellings].
    static final int[] SEEN = new int[SLOTS];

    static {
        for (Field field : values()) {
            SEEN[field.slot] = Math.max(SEEN[field.slot], field.cost + field.partCost);
        }
    }

    private static final Field[][] BY_SLOT = bySlot();

    private static Field[][] bySlot() {
        Field[][] bySlot = new Field[2][SLOTS];
        for (Field field : values()) {
            if (field != WORKPLACE) {
                bySlot[0][field.slot] = field;
            }
            if (field != NAME) {
                bySlot[1][field.slot] = field;
            }
        }
        return bySlot;
    }
}
