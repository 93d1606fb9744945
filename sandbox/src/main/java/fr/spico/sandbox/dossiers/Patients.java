package fr.spico.sandbox.dossiers;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.spico.sandbox.cast.Cast;
import fr.spico.sandbox.cast.Identifiers;
import fr.spico.sandbox.cast.Person;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/// The fictitious patients of `patients.txt`.
final class Patients {

    private Patients() {}

    /// @param circle who shares the dossier, the attending physician first
    record Patient(
            String birthName,
            String firstNames,
            String usedName,
            String usedFirstName,
            String sex,
            LocalDate birth,
            String birthplace,
            String state,
            int documents,
            List<Person> circle) {

        String name() {
            return usedName.isEmpty() ? birthName : usedName;
        }

        /// « Simone »: as in everyday writing.
        String firstName() {
            String first = usedFirstName.isEmpty() ? firstNames.split(" ")[0] : usedFirstName;
            return first.substring(0, 1) + first.substring(1).toLowerCase(java.util.Locale.FRENCH);
        }

        String polite() {
            return (sex.equals("M") ? "M. " : "Mme ") + firstName() + " " + name();
        }

        boolean hasIns() {
            return state.equals("qualified") || state.equals("retrieved");
        }

        /// Of the register of test numbers: no real person has it.
        String matricule() {
            return Identifiers.ins(
                    (sex.equals("M") ? "1" : "2")
                            + "%02d%02d".formatted(birth.getYear() % 100, birth.getMonthValue())
                            + birthplace
                            + ORDERS.getOrDefault(birthName, "074"));
        }

        @Override
        public String toString() {
            return "Patient[…]";
        }
    }

    /// Those who have a mailbox have a number already.
    private static final java.util.Map<String, String> ORDERS =
            java.util.Map.of("PAT-TROIS", "189", "ESSAI-MARTIN", "456", "EXEMPLE", "021");

    static List<Patient> all() {
        return read("/dossiers/patients.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\\|"))
                .map(Patients::patient)
                .toList();
    }

    static String read(String resource) {
        try (InputStream in =
                Objects.requireNonNull(Patients.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param letter as `patients.txt` has it
    static Person person(char letter) {
        return switch (letter) {
            case 'D' -> Cast.DOCTOR;
            case 'B' -> Cast.BUSY_DOCTOR;
            case 'N' -> Cast.NURSE;
            case 'P' -> Cast.PSYCHOLOGIST;
            case 'S' -> Cast.SOCIAL_WORKER;
            case 'C' -> Cast.CARDIOLOGIST;
            case 'K' -> Cast.PHYSIOTHERAPIST;
            case 'L' -> Cast.LABORATORY;
            default -> throw new IllegalArgumentException("nobody is " + letter);
        };
    }

    private static Patient patient(String[] cells) {
        return new Patient(
                cells[0],
                cells[1],
                cells[2],
                cells[3],
                cells[4],
                LocalDate.parse(cells[5]),
                cells[6],
                cells[7],
                Integer.parseInt(cells[8]),
                cells[9].chars().mapToObj(letter -> person((char) letter)).toList());
    }
}
