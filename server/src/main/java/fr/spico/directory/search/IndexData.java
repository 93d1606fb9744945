package fr.spico.directory.search;

/// What an index consists of: arrays. An entry is a number, in the order of names; so is a value
/// (`MARTIN` as a last name), in the order of fields; so is a word.
///
/// @param shelf of each entry: which directory it stands in, and whether it is [#HIDDEN]
/// @param type of each entry, an ordinal of `DirectoryEntry.Type`
/// @param rpps of each entry, -1 without
/// @param byRpps entries that have a number, in the order of numbers
/// @param byAddress entries in the order of addresses
/// @param localParts the addresses of entries before `@`, in the order of entries
/// @param slots of each entry its values, [Field#SLOTS] each; value 0 says nothing
/// @param fieldStarts the first value of each field, one more at the end
/// @param values what they say
/// @param entriesStarts of each value where its entries start in `entries`, one more at the end
/// @param entries that have a value, ascending
/// @param words all words of all values
/// @param usesStarts of each word where its uses start in `uses`, one more at the end
/// @param uses the values that a word stands for, each with its cost: see [#use]
/// @param sounds all keys of [Sounds]
/// @param soundingStarts of each key where its words start in `sounding`, one more at the end
/// @param sounding words that sound so
record IndexData(
        byte[] shelf,
        byte[] type,
        long[] rpps,
        int[] byRpps,
        int[] byAddress,
        Texts localParts,
        int[] slots,
        int[] fieldStarts,
        Texts values,
        int[] entriesStarts,
        int[] entries,
        WordTree words,
        int[] usesStarts,
        int[] uses,
        WordTree sounds,
        int[] soundingStarts,
        int[] sounding) {

    private static final int VALUE_BITS = 24;
    private static final int SLOT_BITS = 4;
    static final int MOST_VALUES = 1 << VALUE_BITS;

    /// Set in the shelf of an entry that another one hides.
    static final int HIDDEN = 0x20;

    int count() {
        return type.length;
    }

    int shelf(int entry) {
        return shelf[entry] & HIDDEN - 1;
    }

    boolean isHidden(int entry) {
        return (shelf[entry] & HIDDEN) != 0;
    }

    /// @param slot of the value, for whoever has no time to look it up
    /// @param cost 0–15
    static int use(int value, int slot, int cost) {
        return (cost << SLOT_BITS | slot) << VALUE_BITS | value;
    }

    static int value(int use) {
        return use & (MOST_VALUES - 1);
    }

    static int slot(int use) {
        return use >>> VALUE_BITS & (1 << SLOT_BITS) - 1;
    }

    static int cost(int use) {
        return use >>> VALUE_BITS + SLOT_BITS;
    }

    /// Whether a value is found so although the word does not stand in it, or only in a domain.
    static boolean isHiddenWord(int use) {
        return cost(use) > Field.SEEN[slot(use)] || slot(use) == Field.DOMAIN.slot;
    }

    int value(int entry, int slot) {
        return slots[entry * Field.SLOTS + slot];
    }

    String text(int entry, Field field) {
        return values.get(value(entry, field.slot));
    }

    /// The first value of a field.
    int first(Field field) {
        return fieldStarts[field.ordinal()];
    }

    /// Behind the last value of a field.
    int end(Field field) {
        return fieldStarts[field.ordinal() + 1];
    }

    /// Hides the entries of an address behind the one on the highest shelf.
    void hideRepeated() {
        for (int i = 0; i < byAddress.length; i++) {
            boolean repeated = i > 0 && isSameAddress(byAddress[i - 1], byAddress[i]);
            shelf[byAddress[i]] = (byte) (shelf(byAddress[i]) | (repeated ? HIDDEN : 0));
        }
    }

    private boolean isSameAddress(int entry, int other) {
        return value(entry, Field.DOMAIN.slot) == value(other, Field.DOMAIN.slot)
                && localParts.compare(entry, localParts, other) == 0;
    }

    String address(int entry) {
        return localParts.get(entry) + "@" + text(entry, Field.DOMAIN);
    }

    /// Compares an entry's address with another.
    int compareAddress(int entry, String other) {
        int order = localParts.compareToPart(entry, other, 0);
        int at = localParts.length(entry);
        if (order == 0) {
            order = at == other.length() ? 1 : '@' - other.charAt(at);
        }
        int domain = value(entry, Field.DOMAIN.slot);
        if (order == 0) {
            order = values.compareToPart(domain, other, at + 1);
        }
        return order == 0 ? at + 1 + values.length(domain) - other.length() : order;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "IndexData[" + count() + " entries]";
    }
}
