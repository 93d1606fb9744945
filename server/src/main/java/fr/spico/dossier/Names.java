package fr.spico.dossier;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Names as they are compared: without accents, case, hyphens and apostrophes.
public final class Names {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");

    private Names() {}

    /// « d'Armagnac » → `d armagnac`.
    public static String plain(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replace("œ", "oe").replace("æ", "ae");
        String bare =
                MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFD)).replaceAll("");
        return OTHER.matcher(bare).replaceAll(" ").strip();
    }

    public static List<String> words(String text) {
        String plain = plain(text);
        return plain.isEmpty() ? List.of() : Arrays.asList(plain.split(" "));
    }

    /// All names of a patient, each word after a blank, for `like '% begin%'`.
    static String searched(Patient patient) {
        return " "
                + plain(
                        String.join(
                                " ",
                                patient.birthName(),
                                patient.birthFirstNames(),
                                patient.usedName(),
                                patient.usedFirstName()));
    }
}
