package fr.spico.dossier;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Whom a dossier is about: the traits of the INS, and how the person is called every day.
///
/// @param birthFirstNames all of them, separated by blanks
/// @param usedName empty if it is the birth name
/// @param usedFirstName empty if it is the first of the birth first names
/// @param birthplace INSEE code of 5 characters, empty if unknown
public record Patient(
        String birthName,
        String birthFirstNames,
        String usedName,
        String usedFirstName,
        Sex sex,
        LocalDate birthDate,
        String birthplace,
        Optional<Ins> ins,
        State state) {

    private static final DateTimeFormatter FRENCH_DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    public enum Sex {
        F,
        M,
        /// Unknown.
        U
    }

    /// How far the identity can be trusted (RNIV).
    public enum State {
        PROVISIONAL,
        RETRIEVED,
        VALIDATED,
        QUALIFIED;

        /// Only these two hold a matricule.
        public boolean hasIns() {
            return this == RETRIEVED || this == QUALIFIED;
        }
    }

    /// The family name of every day.
    public String name() {
        return usedName.isEmpty() ? birthName : usedName;
    }

    /// The first name of every day.
    public String firstName() {
        return usedFirstName.isEmpty() ? birthFirstNames.split(" ", 2)[0] : usedFirstName;
    }

    /// « CABIROL Simone ».
    public String displayName() {
        return name() + " " + firstName();
    }

    /// « CABIROL Simone 12/03/1941 ».
    public String displayNameAndBirth() {
        return displayName() + " " + FRENCH_DATE.format(birthDate);
    }

    @Override
    public String toString() {
        return "Patient[…]";
    }
}
