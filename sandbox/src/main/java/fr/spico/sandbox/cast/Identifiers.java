package fr.spico.sandbox.cast;

/// Keys of the national identifiers.
public final class Identifiers {
    private Identifiers() {}

    /// An RPPS number: ten digits and their Luhn digit.
    public static String rpps(String tenDigits) {
        return tenDigits + luhn(tenDigits);
    }

    /// An INS matricule with its key, 97 − (N mod 97), as the local part of a patient's address.
    public static String ins(String thirteenDigits) {
        return thirteenDigits + "%02d".formatted(97 - Long.parseLong(thirteenDigits) % 97);
    }

    /// The digit that makes the Luhn sum of `digits` followed by it a multiple of ten.
    public static int luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return (10 - sum % 10) % 10;
    }
}
