package fr.spico.directory.search;

import java.util.Arrays;

/// How far an address is from what was typed.
final class MistypedAddress {

    /// So far that it is another address.
    static final int OTHER = 1_000;

    private static final int LETTERS_PER_SLIP = 4;
    private static final int FEWEST = 2;

    private MistypedAddress() {}

    /// Letters to change in what was typed to get the address or a beginning of it.
    static int slips(String typed, String address) {
        String typedLocal = typed.substring(0, typed.indexOf('@'));
        String local = address.substring(0, address.indexOf('@'));
        int most = Math.max(FEWEST, typedLocal.length() / LETTERS_PER_SLIP);
        return toBeginning(typedLocal, local) > most ? OTHER : toBeginning(typed, address);
    }

    /// Letters to change in one word to get another or a beginning of it.
    static int lettersToChange(String typed, String text) {
        return toBeginning(typed, text);
    }

    private static int toBeginning(String typed, String text) {
        int[][] slips = new int[typed.length() + 1][text.length() + 1];
        for (int i = 0; i <= typed.length(); i++) {
            for (int j = 0; j <= text.length(); j++) {
                slips[i][j] = i == 0 || j == 0 ? i + j : least(slips, i, j, typed, text);
            }
        }
        return Arrays.stream(slips[typed.length()]).min().orElse(OTHER);
    }

    private static int least(int[][] slips, int i, int j, String typed, String text) {
        boolean same = typed.charAt(i - 1) == text.charAt(j - 1);
        int least = slips[i - 1][j - 1] + (same ? 0 : 1);
        least = Math.min(least, Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
        boolean swapped =
                i > 1
                        && j > 1
                        && typed.charAt(i - 1) == text.charAt(j - 2)
                        && typed.charAt(i - 2) == text.charAt(j - 1);
        return swapped ? Math.min(least, slips[i - 2][j - 2] + 1) : least;
    }
}
