package fr.spico.exchange;

import fr.spico.exchange.PatientTraits.Ins;
import fr.spico.mail.mime.BodyPart;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The documents of a mail as the API tells them (docs/api.md).
record ExchangeView(List<Archive> archives) {

    /// @param refused why nothing of it is opened; null if it was read
    record Archive(
            String partId,
            @Nullable String name,
            @Nullable String refused,
            List<Document> documents) {

        static Archive of(BodyPart part, ReceivedXdm xdm) {
            String partId = String.valueOf(part.partId());
            return switch (xdm) {
                case ReceivedXdm.Read(List<ReceivedDocument> documents) ->
                        new Archive(
                                partId,
                                part.name(),
                                null,
                                documents.stream().map(d -> Document.of(partId, d)).toList());
                case ReceivedXdm.Refused(XdmRefusal reason) ->
                        new Archive(partId, part.name(), reason.sentence(), List.of());
            };
        }
    }

    record Document(
            String n,
            String id,
            @Nullable String replaces,
            Type type,
            String title,
            @Nullable LocalDate date,
            String author,
            String structure,
            Patient patient,
            List<String> confidentiality,
            String shown,
            File file,
            @Nullable String problem,
            @Nullable String doubt) {

        static Document of(String partId, ReceivedDocument document) {
            return new Document(
                    new DocumentRef(partId, document.number()).toString(),
                    document.id(),
                    document.replaces().orElse(null),
                    new Type(document.type().value(), document.type().label()),
                    document.title(),
                    document.date().orElse(null),
                    document.author(),
                    document.structure(),
                    Patient.of(document.patient()),
                    document.confidentiality().stream()
                            .filter(code -> !code.value().equals("N"))
                            .map(Code::label)
                            .toList(),
                    document.shown().name().toLowerCase(Locale.ROOT),
                    new File(document.file().type(), document.file().name()),
                    document.problem().orElse(null),
                    document.doubt().orElse(null));
        }
    }

    record Type(String code, String label) {}

    record File(String type, String name) {}

    /// The same members as a dossier's patient.
    record Patient(
            String birthName,
            String birthFirstNames,
            String usedName,
            String usedFirstName,
            String sex,
            @Nullable LocalDate birthDate,
            String birthplace,
            @Nullable String matricule,
            @Nullable String oid) {

        static Patient of(PatientTraits traits) {
            return new Patient(
                    traits.birthName(),
                    String.join(" ", traits.birthFirstNames()),
                    traits.usedName(),
                    traits.usedFirstName(),
                    traits.sex().name(),
                    traits.birthDate().orElse(null),
                    traits.birthplace(),
                    traits.ins().map(Ins::matricule).orElse(null),
                    traits.ins().map(Ins::oid).orElse(null));
        }
    }
}
