package fr.spico.dossier;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// A coordination file.
///
/// @param opposition set when the patient is opposed to the exchange of their data
/// @param touchedAt when something was last changed in it
public record Dossier(
        DossierId id, Patient patient, Optional<Opposition> opposition, Instant touchedAt) {

    /// @param recordedBy who wrote it down
    public record Opposition(LocalDate since, fr.spico.account.AccountId recordedBy) {}

    @Override
    public String toString() {
        return "Dossier[" + id + "]";
    }
}
