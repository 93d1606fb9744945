package fr.spico.directory.search;

import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/// Finds entries by what only one or few have: address, RPPS number.
final class Identities {

    static final int RPPS_DIGITS = 11;

    private final IndexData data;

    Identities(IndexData data) {
        this.data = data;
    }

    /// An RPPS number as it is written.
    static String number(long rpps) {
        return "%011d".formatted(rpps);
    }

    /// Entries whose address begins so, in the order of addresses.
    void addresses(String beginning, IntConsumer entries) {
        int[] sorted = data.byAddress();
        for (int i = placeOf(beginning);
                i < sorted.length && data.address(sorted[i]).startsWith(beginning);
                i++) {
            entries.accept(sorted[i]);
        }
    }

    /// The entry of an address on the highest shelf, or -1.
    int address(String address) {
        int[] sorted = data.byAddress();
        int at = placeOf(address);
        return at < sorted.length && data.compareAddress(sorted[at], address) == 0
                ? sorted[at]
                : -1;
    }

    /// The entry of an address on a shelf, or -1.
    int address(String address, int shelf) {
        int[] sorted = data.byAddress();
        for (int at = placeOf(address);
                at < sorted.length && data.compareAddress(sorted[at], address) == 0;
                at++) {
            if (data.shelf(sorted[at]) == shelf) {
                return sorted[at];
            }
        }
        return -1;
    }

    private int placeOf(String address) {
        int[] sorted = data.byAddress();
        return first(sorted.length, i -> data.compareAddress(sorted[i], address) >= 0);
    }

    /// Entries whose number begins so.
    void numbers(String beginning, IntConsumer entries) {
        if (beginning.length() <= RPPS_DIGITS) {
            String rest = "0".repeat(RPPS_DIGITS - beginning.length());
            long from = Long.parseLong(beginning + rest);
            long to = from + Long.parseLong("1" + rest);
            numbers(from, to, entries);
        }
    }

    /// Entries whose number is one slip away: a digit wrong, missing or too many, or two neighbours
    /// swapped.
    void nearNumbers(String number, IntConsumer entries) {
        TreeSet<Long> near =
                switch (number.length()) {
                    case RPPS_DIGITS -> near(number.toCharArray());
                    case RPPS_DIGITS - 1 -> withOneMore(number);
                    case RPPS_DIGITS + 1 -> withOneLess(number);
                    default -> new TreeSet<>();
                };
        for (long each : near) {
            numbers(each, each + 1, entries);
        }
    }

    private static TreeSet<Long> withOneMore(String number) {
        TreeSet<Long> near = new TreeSet<>();
        for (int i = 0; i <= number.length(); i++) {
            for (char c = '0'; c <= '9'; c++) {
                near.add(Long.parseLong(number.substring(0, i) + c + number.substring(i)));
            }
        }
        return near;
    }

    private static TreeSet<Long> withOneLess(String number) {
        TreeSet<Long> near = new TreeSet<>();
        for (int i = 0; i < number.length(); i++) {
            near.add(Long.parseLong(number.substring(0, i) + number.substring(i + 1)));
        }
        return near;
    }

    private static TreeSet<Long> near(char[] digits) {
        TreeSet<Long> near = new TreeSet<>();
        for (int i = 0; i < digits.length; i++) {
            char right = digits[i];
            for (char c = '0'; c <= '9'; c++) {
                digits[i] = c;
                near.add(Long.parseLong(new String(digits)));
            }
            digits[i] = right;
            if (i > 0) {
                swap(digits, i);
                near.add(Long.parseLong(new String(digits)));
                swap(digits, i);
            }
        }
        return near;
    }

    private static void swap(char[] digits, int i) {
        char c = digits[i];
        digits[i] = digits[i - 1];
        digits[i - 1] = c;
    }

    private void numbers(long from, long to, IntConsumer entries) {
        int[] sorted = data.byRpps();
        int start = first(sorted.length, i -> data.rpps()[sorted[i]] >= from);
        for (int i = start; i < sorted.length && data.rpps()[sorted[i]] < to; i++) {
            entries.accept(sorted[i]);
        }
    }

    private static int first(int count, IntPredicate after) {
        return first(0, count, after);
    }

    /// Where a sorted row changes.
    static int first(int from, int to, IntPredicate after) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (after.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
