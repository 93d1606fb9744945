package fr.spico.dossier;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A patient as docs/api.md shows it, and takes it.
public record PatientView(
        @Nullable String displayName,
        @Nullable String birthName,
        @Nullable String birthFirstNames,
        @Nullable String usedName,
        @Nullable String usedFirstName,
        @Nullable String sex,
        @Nullable String birthDate,
        @Nullable String birthplace,
        @Nullable String matricule,
        @Nullable String oid,
        @Nullable String state) {

    public static PatientView of(Patient patient) {
        return new PatientView(
                patient.displayName(),
                patient.birthName(),
                patient.birthFirstNames(),
                orNull(patient.usedName()),
                orNull(patient.usedFirstName()),
                patient.sex().name(),
                patient.birthDate().toString(),
                orNull(patient.birthplace()),
                patient.ins().map(Ins::matricule).orElse(null),
                patient.ins().map(Ins::oid).orElse(null),
                patient.state().name().toLowerCase(Locale.ROOT));
    }

    /// What a client wrote, as far as it can be read.
    ///
    /// @param patient empty if something is missing without which there is no identity
    record Read(Optional<Patient> patient, List<IdentityProblem> problems) {}

    Read read() {
        List<IdentityProblem> problems = new ArrayList<>();
        Optional<Patient.Sex> sex = one(Patient.Sex.class, sex());
        Optional<Patient.State> state = one(Patient.State.class, state());
        Optional<LocalDate> birth = date(birthDate());
        if (sex.isEmpty()) {
            problems.add(new IdentityProblem("sex", "Indiquez le sexe : F, M ou U (inconnu)."));
        }
        if (state.isEmpty()) {
            problems.add(new IdentityProblem("state", "Indiquez le statut de l’identité."));
        }
        if (birth.isEmpty()) {
            problems.add(new IdentityProblem("birthDate", "Indiquez la date de naissance."));
        }
        return problems.isEmpty()
                ? new Read(Optional.of(patient(sex.get(), birth.get(), state.get())), List.of())
                : new Read(Optional.empty(), problems);
    }

    private Patient patient(Patient.Sex sex, LocalDate birth, Patient.State state) {
        String number = text(matricule()).replaceAll("\\h", "").toUpperCase(Locale.ROOT);
        return new Patient(
                text(birthName()).toUpperCase(Locale.FRENCH),
                text(birthFirstNames()).toUpperCase(Locale.FRENCH),
                text(usedName()).toUpperCase(Locale.FRENCH),
                text(usedFirstName()),
                sex,
                birth,
                text(birthplace()).toUpperCase(Locale.ROOT),
                number.isEmpty() ? Optional.empty() : Optional.of(new Ins(number, text(oid()))),
                state);
    }

    private static <E extends Enum<E>> Optional<E> one(Class<E> type, @Nullable String code) {
        for (E value : type.getEnumConstants()) {
            if (value.name().equalsIgnoreCase(text(code))) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private static Optional<LocalDate> date(@Nullable String iso) {
        try {
            return Optional.of(LocalDate.parse(text(iso)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip().replaceAll("\\s+", " ");
    }

    private static @Nullable String orNull(String value) {
        return value.isEmpty() ? null : value;
    }

    @Override
    public String toString() {
        return "PatientView[…]";
    }
}
