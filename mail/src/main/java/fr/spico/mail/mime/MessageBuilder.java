package fr.spico.mail.mime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.james.mime4j.codec.EncoderUtil;

/// Writes a message (RFC 5322, MIME): CRLF, lines of at most 998 octets, content transfer-encoded
/// so that it passes any server and comes out octet for octet. Adds `MIME-Version` and the fields
/// that describe content; everything else, Date and Message-ID too, is the caller's.
public final class MessageBuilder {

    private static final byte[] CRLF = {'\r', '\n'};
    private static final int MAX_LINE = 998;

    /// Content that is a message itself must not be encoded (RFC 2046 §5.2.1), nor a receipt (RFC
    /// 8098 §3.1).
    private static final Set<String> MESSAGES =
            Set.of("message/rfc822", "message/global", "message/disposition-notification");

    private final Supplier<String> boundaries;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private MessageBuilder(Supplier<String> boundaries) {
        this.boundaries = boundaries;
    }

    /// @param fields in the order in which they are written
    /// @param boundaries gives a new random word for each multipart, at most 60 letters and digits
    /// @throws IOException if content cannot be read
    public static byte[] build(List<NewField> fields, NewPart root, Supplier<String> boundaries)
            throws IOException {
        MessageBuilder builder = new MessageBuilder(boundaries);
        fields.forEach(field -> builder.ascii(FieldWriter.write(field)));
        if (fields.stream().noneMatch(field -> field.name().equalsIgnoreCase("MIME-Version"))) {
            builder.ascii("MIME-Version: 1.0\r\n");
        }
        builder.part(root);
        return builder.out.toByteArray();
    }

    private void part(NewPart part) throws IOException {
        if (part.isMultipart()) {
            multipart(part);
        } else {
            leaf(part);
        }
    }

    private void multipart(NewPart part) throws IOException {
        String boundary = "=_" + boundaries.get();
        ascii(FieldWriter.line("Content-Type", part.type() + "; boundary=\"" + boundary + "\""));
        describe(part);
        out.writeBytes(CRLF);
        for (NewPart child : part.subParts()) {
            ascii("--" + boundary + "\r\n");
            part(child);
            out.writeBytes(CRLF);
        }
        ascii("--" + boundary + "--\r\n");
    }

    private void leaf(NewPart part) throws IOException {
        NewPart.Content content = part.content();
        byte[] octets = content == null ? new byte[0] : content.octets();
        if (MESSAGES.contains(part.type())) {
            octets = NewPart.withCrlf(octets);
        }
        String encoding = encodingFor(part, octets);
        String type = FieldWriter.withParameter(part.type(), "charset", part.charset(), true);
        ascii(
                FieldWriter.line(
                        "Content-Type",
                        FieldWriter.withParameter(type, "name", part.name(), true)));
        ascii("Content-Transfer-Encoding: " + encoding + "\r\n");
        describe(part);
        out.writeBytes(CRLF);
        write(octets, encoding);
    }

    private void describe(NewPart part) {
        String disposition = part.disposition();
        if (disposition == null && part.name() != null) {
            disposition = "attachment";
        }
        if (disposition != null) {
            String value = FieldWriter.withParameter(disposition, "filename", part.name(), false);
            ascii(FieldWriter.line("Content-Disposition", value));
        }
        for (NewField field : described(part)) {
            ascii(FieldWriter.write(field));
        }
    }

    private static List<NewField> described(NewPart part) {
        List<NewField> fields = new ArrayList<>();
        if (part.cid() != null) {
            fields.add(new NewField("Content-Id", new FieldValue.MessageIds(List.of(part.cid()))));
        }
        if (part.language() != null) {
            fields.add(new NewField("Content-Language", new FieldValue.Text(part.language())));
        }
        if (part.location() != null) {
            fields.add(new NewField("Content-Location", new FieldValue.Text(part.location())));
        }
        fields.addAll(part.fields());
        return fields;
    }

    private static String encodingFor(NewPart part, byte[] octets) {
        Shape shape = Shape.of(octets);
        if (MESSAGES.contains(part.type())) {
            return shape.eightBit > 0 ? "8bit" : "7bit";
        }
        if (!part.type().startsWith("text/") || shape.binary) {
            return "base64";
        }
        if (shape.eightBit == 0 && shape.longestLine <= MAX_LINE) {
            return "7bit";
        }
        // Quoted-printable needs three octets for each of these, base64 four for three of any.
        return shape.eightBit > octets.length / 5 ? "base64" : "quoted-printable";
    }

    private void write(byte[] octets, String encoding) throws IOException {
        switch (encoding) {
            case "base64" -> out.writeBytes(Base64.getMimeEncoder(76, CRLF).encode(octets));
            case "quoted-printable" -> EncoderUtil.encodeQ(new ByteArrayInputStream(octets), out);
            default -> out.writeBytes(octets);
        }
    }

    private void ascii(String text) {
        // Addresses may be UTF-8 (RFC 6532); everything else is ASCII by now.
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// @param binary there is a NUL, or a CR or LF that stands alone
    private record Shape(int eightBit, int longestLine, boolean binary) {

        static Shape of(byte[] octets) {
            int eightBit = 0;
            int longest = 0;
            int lineStart = 0;
            boolean binary = false;
            for (int i = 0; i < octets.length; i++) {
                eightBit += octets[i] < 0 ? 1 : 0;
                binary |= octets[i] == 0 || standsAlone(octets, i);
                if (octets[i] == '\n') {
                    longest = Math.max(longest, i - lineStart - 1);
                    lineStart = i + 1;
                }
            }
            return new Shape(eightBit, Math.max(longest, octets.length - lineStart), binary);
        }

        /// Servers on the way would make a CRLF of it.
        private static boolean standsAlone(byte[] octets, int i) {
            return octets[i] == '\n'
                    ? i == 0 || octets[i - 1] != '\r'
                    : octets[i] == '\r' && (i + 1 == octets.length || octets[i + 1] != '\n');
        }
    }
}
