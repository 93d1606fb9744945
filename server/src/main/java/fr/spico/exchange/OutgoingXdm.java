package fr.spico.exchange;

import fr.spico.mail.ExchangeSubject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What one mail carries: documents of one patient (ECO.2.1.1).
///
/// @param id of the submission
/// @param patientId of the patient at the platform
/// @param sender who sends the mail
public record OutgoingXdm(
        UUID id,
        Instant at,
        PatientTraits patient,
        String patientId,
        Author sender,
        List<OutgoingDocument> documents) {

    /// Name of the attachment, by which software finds it.
    public static final String FILE_NAME = "IHE_XDM.ZIP";

    public static final String FILE_TYPE = "application/zip";

    /// @throws IllegalArgumentException nothing to send, or nobody whose it is
    public OutgoingXdm {
        documents = List.copyOf(documents);
        if (documents.isEmpty() || patient.birthName().isBlank() || patientId.isBlank()) {
            throw new IllegalArgumentException("an archive needs a patient and a document");
        }
    }

    /// The mail's subject (standards §3.1).
    public String subject() {
        return ExchangeSubject.of(
                title(), patient.birthName(), patient.firstBirthFirstName(), patient.birthDate());
    }

    /// What the mail says of it to software.
    public ExchangeHeaders headers() {
        return new ExchangeHeaders(
                documents.stream().map(document -> document.type().code().value()).toList(),
                patient.ins().isPresent());
    }

    /// What the archive is called: its document's type, or how many there are.
    public String title() {
        return documents.size() == 1
                ? documents.getFirst().type().code().label()
                : documents.size() + " documents";
    }

    @Override
    public String toString() {
        return "OutgoingXdm[" + id + "]";
    }
}
