package fr.spico.exchange;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The traits by which a patient is told from others (standards §3.7); what is unknown is empty.
///
/// @param birthFirstNames in the order of the birth certificate
/// @param usedName empty if it is the birth name
/// @param usedFirstName empty if it is the first of the birth first names
/// @param birthplace INSEE code
/// @param ins present only if the identity is qualified: a matricule travels with no other
public record PatientTraits(
        String birthName,
        List<String> birthFirstNames,
        String usedName,
        String usedFirstName,
        Sex sex,
        Optional<LocalDate> birthDate,
        String birthplace,
        Optional<Ins> ins) {

    public PatientTraits {
        birthFirstNames = List.copyOf(birthFirstNames);
    }

    public enum Sex {
        F,
        M,
        /// Unknown.
        U;

        public static Sex of(String code) {
            return switch (code.strip().toUpperCase(Locale.ROOT)) {
                case "F" -> F;
                case "M" -> M;
                default -> U;
            };
        }
    }

    /// @param matricule 13 characters and their key
    /// @param oid of the register that gave it
    public record Ins(String matricule, String oid) {

        /// NIR and NIA, then those of test and demonstration (standards §6).
        private static final Set<String> REGISTERS =
                Set.of(
                        "1.2.250.1.213.1.4.8",
                        "1.2.250.1.213.1.4.9",
                        "1.2.250.1.213.1.4.10",
                        "1.2.250.1.213.1.4.11");

        /// Whether an OID is that of a register of INS, a register of test included.
        public static boolean isRegister(String oid) {
            return REGISTERS.contains(oid);
        }

        @Override
        public String toString() {
            return "Ins[…]";
        }
    }

    public String firstBirthFirstName() {
        return birthFirstNames.isEmpty() ? "" : birthFirstNames.getFirst();
    }

    @Override
    public String toString() {
        return "PatientTraits[…]";
    }
}
