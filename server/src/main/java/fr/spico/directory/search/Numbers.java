package fr.spico.directory.search;

import java.util.Arrays;

/// A growing row of numbers, and sorting by numbers that are not many.
final class Numbers {

    private int[] numbers = new int[256];
    private int size;

    int size() {
        return size;
    }

    int get(int i) {
        return numbers[i];
    }

    void add(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        numbers[size++] = number;
    }

    void clear() {
        size = 0;
    }

    int[] toArray() {
        return Arrays.copyOf(numbers, size);
    }

    /// Sorts places by their keys, 0 to `keys` exclusive, keeping the order of equals.
    ///
    /// @param order the places in their order until now
    static int[] sorted(int[] order, int[] keyOf, int keys) {
        int[] starts = starts(keyOf, keys);
        int[] sorted = new int[order.length];
        for (int place : order) {
            sorted[starts[keyOf[place]]++] = place;
        }
        return sorted;
    }

    /// Where each key's places start when they stand in the order of their keys; one more at the
    /// end.
    static int[] starts(int[] keyOf, int keys) {
        int[] starts = new int[keys + 1];
        for (int key : keyOf) {
            starts[key + 1]++;
        }
        for (int key = 0; key < keys; key++) {
            starts[key + 1] += starts[key];
        }
        return starts;
    }

    static int[] upTo(int count) {
        int[] numbers = new int[count];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }
}
