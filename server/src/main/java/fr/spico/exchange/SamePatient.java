package fr.spico.exchange;

import fr.spico.exchange.PatientTraits.Ins;
import fr.spico.exchange.PatientTraits.Sex;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whether two descriptions may be of one person. What one of them does not say, does not differ.
public final class SamePatient {

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}]+");

    private SamePatient() {}

    public static boolean maybe(PatientTraits one, PatientTraits other) {
        return agree(one.ins().map(Ins::matricule), other.ins().map(Ins::matricule))
                && agree(one.birthDate(), other.birthDate())
                && agree(letters(one.birthName()), letters(other.birthName()))
                && begins(firstNames(one), firstNames(other))
                && agree(known(one.sex()), known(other.sex()));
    }

    /// The traits of one description, and where it says nothing those of another.
    public static PatientTraits completed(PatientTraits said, Optional<PatientTraits> otherwise) {
        if (otherwise.isEmpty() || !maybe(said, otherwise.get())) {
            return said;
        }
        PatientTraits other = otherwise.get();
        boolean moreNames = names(other) > names(said);
        return new PatientTraits(
                says(said.birthName()) ? said.birthName() : other.birthName(),
                moreNames ? other.birthFirstNames() : said.birthFirstNames(),
                either(said.usedName(), other.usedName()),
                either(said.usedFirstName(), other.usedFirstName()),
                said.sex() == Sex.U ? other.sex() : said.sex(),
                said.birthDate().or(other::birthDate),
                either(said.birthplace(), other.birthplace()),
                said.ins().or(other::ins));
    }

    private static <T> boolean agree(Optional<T> one, Optional<T> other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    private static Optional<Sex> known(Sex sex) {
        return sex == Sex.U ? Optional.empty() : Optional.of(sex);
    }

    /// « Marie » and « Marie Claude », but neither « Jean » and « Jeanne » nor « Marie-Ange » and «
    /// Marie-Claude »: twins.
    private static boolean begins(List<String> one, List<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return true; // One of them says nothing, as where « ? » stands for a name.
        }
        int shared = Math.min(one.size(), other.size());
        return one.subList(0, shared).equals(other.subList(0, shared));
    }

    /// The words of the first one that says something.
    private static List<String> firstNames(PatientTraits patient) {
        return patient.birthFirstNames().stream()
                .map(SamePatient::words)
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /// `LE GOFF` and `Legoff` are one name.
    private static Optional<String> letters(String name) {
        return Optional.of(String.join("", words(name))).filter(letters -> !letters.isEmpty());
    }

    /// In capitals without accents.
    private static List<String> words(String name) {
        String bare = ACCENTS.matcher(Normalizer.normalize(name, Form.NFKD)).replaceAll("");
        return Arrays.stream(NO_LETTER.split(bare.toUpperCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /// Those that say something: « ? » does not.
    private static long names(PatientTraits patient) {
        return patient.birthFirstNames().stream().filter(SamePatient::says).count();
    }

    private static boolean says(String name) {
        return !words(name).isEmpty();
    }

    private static String either(String said, String otherwise) {
        return said.isEmpty() ? otherwise : said;
    }
}
