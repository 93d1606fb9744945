package fr.spico.outbox;

import fr.spico.mail.MssAddress;
import fr.spico.mail.mime.EmailAddress;
import fr.spico.mail.mime.HeaderField;
import fr.spico.mail.mime.MessageHeader;
import fr.spico.mail.mime.MessageParser;
import fr.spico.mail.mime.MimeProblem;
import fr.spico.mail.mime.NewField;
import fr.spico.mail.mime.ParsedMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A draft, read as what is going to be sent.
final class OutgoingMail {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    /// What another program may act on although nothing here has looked at it goes no further.
    private static final Set<String> KEPT_HERE =
            Set.of(
                    "bcc",
                    "return-path",
                    "x-mss-nil",
                    // Only what is known to be true is said of the documents within.
                    "x-mss-codecda",
                    "x-mss-ins",
                    WrittenHere.FIELD.toLowerCase(Locale.ROOT),
                    "apparently-to",
                    "errors-to",
                    "return-receipt-to",
                    "mail-followup-to",
                    "mail-reply-to");

    private final byte[] raw;
    private final int bodyStart;
    private final MessageHeader header;

    private OutgoingMail(byte[] raw, int bodyStart) {
        this.raw = raw;
        this.bodyStart = bodyStart;
        this.header = MessageHeader.parse(Arrays.copyOf(raw, bodyStart));
    }

    static OutgoingMail read(byte[] raw) {
        return new OutgoingMail(raw, startOfBody(raw));
    }

    /// The whole of it, parts included.
    ParsedMessage parsed() {
        return MessageParser.parse(raw);
    }

    boolean hasHeader() {
        return !header.fields().isEmpty();
    }

    boolean hasAuthor() {
        return addresses("From").findAny().isPresent();
    }

    /// True when From, and Sender where there is one, are this mailbox and nobody else (RFC 5322
    /// §3.6.2).
    boolean isFrom(MssAddress mailbox) {
        List<EmailAddress> from = addresses("From").toList();
        return !from.isEmpty()
                && Stream.concat(from.stream(), addresses("Sender"))
                        .allMatch(a -> is(a.email(), mailbox) && !hasNameOfAnother(a, mailbox));
    }

    /// As they are written, each once.
    List<String> recipients() {
        return emails("To", "Cc", "Bcc");
    }

    /// Recipients, and those to whom the answers and receipts of recipients go: whoever is named
    /// there is written to by way of somebody else's program.
    List<String> named() {
        return emails("To", "Cc", "Bcc", "Reply-To", "Disposition-Notification-To");
    }

    boolean namesTooManyRecipients() {
        return header.problems().contains(MimeProblem.TOO_MANY_RECIPIENTS);
    }

    /// Without angle brackets.
    Optional<String> messageId() {
        return header.last("Message-ID").map(HeaderField::asMessageIds).flatMap(OutgoingMail::one);
    }

    /// Decoded; empty if there is none.
    String subject() {
        return header.last("Subject").map(HeaderField::asText).orElse("");
    }

    /// What it answers; empty if it answers nothing, or claims to answer several messages.
    Optional<String> inReplyTo() {
        return header.last("In-Reply-To").map(HeaderField::asMessageIds).flatMap(OutgoingMail::one);
    }

    /// What the other side gets: without Bcc, with all that a mail must have.
    ///
    /// @param messageId used if the draft has none
    /// @param productNumber for `X-MSS-NIL`, or empty
    /// @param given fields that take the place of the draft's
    byte[] copyToSend(String messageId, Instant date, String productNumber, List<NewField> given) {
        ByteArrayOutputStream copy = new ByteArrayOutputStream(raw.length + 256);
        boolean dated = header.last("Date").flatMap(HeaderField::asDate).isPresent();
        boolean named = messageId().isPresent();
        for (HeaderField field : header.fields()) {
            boolean replaced =
                    (field.is("Date") && !dated)
                            || (field.is("Message-ID") && !named)
                            || given.stream().anyMatch(other -> field.is(other.name()));
            if (!replaced && !isKeptHere(field.name().toLowerCase(Locale.ROOT))) {
                write(copy, field.name(), withCrlf(field.value()));
            }
        }
        if (!dated) {
            write(copy, "Date", " " + DATE.format(date));
        }
        if (!named) {
            write(copy, "Message-ID", " <" + messageId + ">");
        }
        if (!productNumber.isEmpty()) {
            write(copy, "X-MSS-NIL", " " + productNumber);
        }
        given.forEach(field -> copy.writeBytes(field.written()));
        copy.writeBytes(ascii("\r\n"));
        copy.write(raw, bodyStart, raw.length - bodyStart);
        return copy.toByteArray();
    }

    /// Nothing is resent here (RFC 5322 §3.6.6).
    private static boolean isKeptHere(String field) {
        return KEPT_HERE.contains(field) || field.startsWith("resent-");
    }

    private List<String> emails(String... fields) {
        return Stream.of(fields)
                .flatMap(this::addresses)
                .map(EmailAddress::email)
                .distinct()
                .toList();
    }

    private Stream<EmailAddress> addresses(String field) {
        return header.all(field).stream().flatMap(f -> f.asAddresses().stream());
    }

    /// Most programs show the name and not the address.
    private static boolean hasNameOfAnother(EmailAddress address, MssAddress mailbox) {
        String name = address.name();
        return name != null && name.contains("@") && !is(name, mailbox);
    }

    private static boolean is(String written, MssAddress mailbox) {
        return MssAddress.parse(written).filter(mailbox::equals).isPresent();
    }

    private static Optional<String> one(List<String> ids) {
        return ids.size() == 1 ? Optional.of(ids.getFirst()) : Optional.empty();
    }

    private static void write(ByteArrayOutputStream copy, String name, String value) {
        copy.writeBytes((name + ":" + value + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Octet for octet but for the line ends: nobody downstream may read another field into it.
    private static String withCrlf(byte[] value) {
        return new String(value, StandardCharsets.ISO_8859_1).replaceAll("\r\n|\r|\n", "\r\n");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// After the first empty line, line ends being CRLF, LF or CR; the end if there is none.
    private static int startOfBody(byte[] raw) {
        int line = 0;
        while (line < raw.length) {
            int end = line;
            while (end < raw.length && raw[end] != '\r' && raw[end] != '\n') {
                end++;
            }
            boolean crlf = end + 1 < raw.length && raw[end] == '\r' && raw[end + 1] == '\n';
            int next = Math.min(raw.length, end + (crlf ? 2 : 1));
            if (end == line) {
                return next;
            }
            line = next;
        }
        return raw.length;
    }
}
