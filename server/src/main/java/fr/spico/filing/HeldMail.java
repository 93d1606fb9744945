package fr.spico.filing;

import fr.spico.mail.ExchangeSubject;
import fr.spico.mail.mime.EmailAddress;
import fr.spico.mail.mime.HeaderField;
import fr.spico.mail.mime.MessageHeader;
import fr.spico.replica.ReplicaEmail;
import fr.spico.replica.Viewer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/// A mail that exists for its reader.
///
/// @param text its beginning
record HeldMail(Viewer viewer, ReplicaEmail email, String text) {

    private static final ZoneId FRANCE = ZoneId.of("Europe/Paris");

    String subject() {
        return header().last("Subject")
                .map(HeaderField::asText)
                .map(ExchangeSubject::shown)
                .orElse("");
    }

    /// Name and address.
    String from() {
        return sender().map(a -> a.name() == null ? a.email() : a.name() + " <" + a.email() + ">")
                .orElse("");
    }

    /// The name, or the address where there is none.
    String author() {
        return sender().map(a -> a.name() == null ? a.email() : a.name()).orElse("");
    }

    LocalDate day() {
        return LocalDate.ofInstant(email.receivedAt(), FRANCE);
    }

    private Optional<EmailAddress> sender() {
        return header().last("From").flatMap(from -> from.asAddresses().stream().findFirst());
    }

    private MessageHeader header() {
        return email.header();
    }

    @Override
    public String toString() {
        return "HeldMail[" + email.id() + "]";
    }
}
