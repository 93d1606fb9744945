package fr.spico.sending;

import fr.spico.dossier.Patient;
import fr.spico.exchange.PatientTraits;
import java.util.List;
import java.util.Optional;

/// A dossier's patient, as archives say them.
final class SendingPatients {

    private SendingPatients() {}

    /// A matricule travels with a qualified identity only (INS/va1.53).
    static PatientTraits traits(Patient patient) {
        return new PatientTraits(
                patient.birthName(),
                List.of(patient.birthFirstNames().strip().split("\\s+")),
                patient.usedName(),
                patient.usedFirstName(),
                PatientTraits.Sex.of(patient.sex().name()),
                Optional.of(patient.birthDate()),
                patient.birthplace(),
                patient.ins()
                        .filter(ins -> isQualified(patient))
                        .map(ins -> new PatientTraits.Ins(ins.matricule(), ins.oid())));
    }

    static boolean isQualified(Patient patient) {
        return patient.state() == Patient.State.QUALIFIED && patient.ins().isPresent();
    }
}
