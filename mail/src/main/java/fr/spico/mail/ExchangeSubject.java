package fr.spico.mail;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The subject of a mail that carries documents for the recipient's software (standards §3.1):
/// `XDM/1.0/DDM+what NAME First name birth date`. Machines read its beginning, people never see it
/// (ECO.3.1.3).
public final class ExchangeSubject {

    public static final String PREFIX = "XDM/1.0/DDM+";

    private static final int MAX_WHAT = 40;
    private static final Pattern MARK =
            Pattern.compile("XDM/1\\.0/DDM\\+?\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern WORD_START = Pattern.compile("(?<![\\p{L}])\\p{L}");
    private static final DateTimeFormatter FRENCH_DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private ExchangeSubject() {}

    /// A subject as people read it, wherever the mark stands: after « Re: » as well, or in the
    /// error message of somebody's software.
    public static String shown(String subject) {
        return isMarked(subject) ? MARK.matcher(subject).replaceAll("").strip() : subject;
    }

    public static boolean isMarked(String subject) {
        return MARK.matcher(subject).find();
    }

    /// @param what the type of the only document, or `3 documents`; cut at 40 characters
    /// @param firstName the first of the birth first names
    public static String of(
            String what, String birthName, String firstName, Optional<LocalDate> birthDate) {
        return PREFIX
                + cut(BLANKS.matcher(what).replaceAll(" ").strip())
                + " "
                + plain(birthName).toUpperCase(Locale.ROOT)
                + " "
                + capitalised(plain(firstName))
                + birthDate.map(date -> " " + FRENCH_DATE.format(date)).orElse("");
    }

    private static String cut(String what) {
        boolean fits = what.codePointCount(0, what.length()) <= MAX_WHAT;
        return fits ? what : what.substring(0, what.offsetByCodePoints(0, MAX_WHAT)).strip();
    }

    private static String plain(String name) {
        String bare =
                ACCENTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
        return BLANKS.matcher(bare.replace("œ", "oe").replace("Œ", "OE"))
                .replaceAll(" ")
                .replace("æ", "ae")
                .replace("Æ", "AE")
                .replace('’', '\'')
                .strip();
    }

    /// `JEAN-PIERRE` → `Jean-Pierre`.
    private static String capitalised(String name) {
        return WORD_START
                .matcher(name.toLowerCase(Locale.ROOT))
                .replaceAll(letter -> letter.group().toUpperCase(Locale.ROOT));
    }
}
