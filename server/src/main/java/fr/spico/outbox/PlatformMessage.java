package fr.spico.outbox;

import fr.spico.mail.MssAddress;
import fr.spico.mail.mime.EmailAddress;
import fr.spico.mail.mime.FieldValue;
import fr.spico.mail.mime.MessageBuilder;
import fr.spico.mail.mime.NewField;
import fr.spico.mail.mime.NewPart;
import fr.spico.outbox.PlatformMailQueries.PlatformMail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// A mail of the platform itself, as it is sent.
final class PlatformMessage {

    private static final String SENDER = "Spico";

    private PlatformMessage() {}

    /// @param productNumber for `X-MSS-NIL`, or empty
    static byte[] of(
            PlatformMail mail,
            MssAddress from,
            String messageId,
            Instant date,
            String productNumber) {
        List<NewField> fields = new ArrayList<>();
        fields.add(address("From", new EmailAddress(SENDER, from.value())));
        fields.add(address("To", new EmailAddress(null, mail.to().value())));
        fields.add(new NewField("Subject", new FieldValue.Text(mail.subject())));
        fields.add(new NewField("Date", new FieldValue.Date(date.atOffset(ZoneOffset.UTC))));
        fields.add(new NewField("Message-ID", new FieldValue.MessageIds(List.of(messageId))));
        fields.add(new NewField("Auto-Submitted", new FieldValue.Text("auto-generated")));
        if (!productNumber.isEmpty()) {
            fields.add(new NewField("X-MSS-NIL", new FieldValue.Text(productNumber)));
        }
        try {
            return MessageBuilder.build(fields, NewPart.text("plain", mail.text()), () -> "unused");
        } catch (IOException e) {
            throw new UncheckedIOException(e); // The content is in memory.
        }
    }

    private static NewField address(String name, EmailAddress address) {
        return new NewField(name, new FieldValue.Addresses(List.of(address)));
    }
}
