package fr.spico.jmap.mdn;

import fr.spico.mail.MssAddress;
import fr.spico.mail.mime.EmailAddress;
import fr.spico.mail.mime.FieldValue;
import fr.spico.mail.mime.HeaderField;
import fr.spico.mail.mime.MessageBuilder;
import fr.spico.mail.mime.MessageHeader;
import fr.spico.mail.mime.NewField;
import fr.spico.mail.mime.NewPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Writes a receipt as a mail (RFC 8098 §3).
///
/// @param from whose receipt it is
/// @param original header of the message that is received
/// @param whole that message, if it goes with the receipt
record MdnWriter(
        Mdn mdn, MssAddress from, MessageHeader original, Optional<byte[]> whole, Instant now) {

    /// The report's kind is a parameter of the multipart (RFC 6522 §3).
    private static final String REPORT = "multipart/report; report-type=disposition-notification";

    /// @param boundaries a new random word each time
    byte[] write(String messageId, List<EmailAddress> to, Supplier<String> boundaries) {
        List<NewField> fields = new ArrayList<>();
        fields.add(new NewField("From", addresses(List.of(new EmailAddress(null, from.value())))));
        fields.add(new NewField("To", addresses(to)));
        fields.add(new NewField("Subject", new FieldValue.Text(subject())));
        fields.add(new NewField("Date", new FieldValue.Date(now.atOffset(ZoneOffset.UTC))));
        fields.add(new NewField("Message-ID", new FieldValue.MessageIds(List.of(messageId))));
        fields.add(new NewField("Auto-Submitted", new FieldValue.Text("auto-replied")));
        originalId()
                .ifPresent(id -> {
                    FieldValue ids = new FieldValue.MessageIds(List.of(id));
                    fields.add(new NewField("In-Reply-To", ids));
                    fields.add(new NewField("References", ids));
                });
        try {
            return MessageBuilder.build(fields, report(), boundaries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `rfc822; address`.
    String finalRecipient() {
        return "rfc822; " + from.value();
    }

    Optional<String> originalRecipient() {
        return original.last("Original-Recipient")
                .map(HeaderField::asText)
                .map(text -> text.replaceAll("[^\\x20-\\x7e]", ""));
    }

    Optional<String> originalId() {
        return original.last("Message-ID").stream()
                .flatMap(field -> field.asMessageIds().stream())
                .findFirst();
    }

    private String subject() {
        return mdn.subject()
                .orElseGet(() ->
                        "Accusé de lecture : "
                                + original.last("Subject").map(HeaderField::asText).orElse(""));
    }

    private NewPart report() {
        String text = mdn.text().orElse("Ce message a été lu.");
        List<NewPart> parts = new ArrayList<>();
        parts.add(NewPart.text("plain", text));
        parts.add(leaf("message/disposition-notification", notification()));
        whole.ifPresent(message -> parts.add(leaf("message/rfc822", message)));
        return new NewPart(REPORT, null, null, null, null, null, null, List.of(), null, parts);
    }

    private byte[] notification() {
        StringBuilder fields = new StringBuilder();
        mdn.reportingAgent().ifPresent(agent -> line(fields, "Reporting-UA", agent));
        originalRecipient().ifPresent(address -> line(fields, "Original-Recipient", address));
        line(fields, "Final-Recipient", finalRecipient());
        originalId().ifPresent(id -> line(fields, "Original-Message-ID", "<" + id + ">"));
        Mdn.Disposition disposition = mdn.disposition();
        line(
                fields,
                "Disposition",
                disposition.action()
                        + "/"
                        + disposition.sending().replace("mdn", "MDN")
                        + "; "
                        + disposition.type());
        mdn.extensions().forEach((name, value) -> line(fields, name, value));
        return fields.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder fields, String name, String value) {
        fields.append(name).append(": ").append(value).append("\r\n");
    }

    private static NewPart leaf(String type, byte[] content) {
        return new NewPart(
                type, null, null, null, null, null, null, List.of(), () -> content, List.of());
    }

    private static FieldValue addresses(List<EmailAddress> addresses) {
        return new FieldValue.Addresses(addresses);
    }

    @Override
    public String toString() {
        return "MdnWriter[" + mdn + "]";
    }
}
