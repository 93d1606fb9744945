package fr.spico.mail.mime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;
import org.jspecify.annotations.Nullable;

/// Content-Transfer-Encoding (RFC 2045 §6) and charset undone. Never fails: what cannot be decoded
/// is kept as it stands and reported.
public final class TransferDecoding {

    private static final Pattern LINE_ENDS = Pattern.compile("\r\n?");

    /// Decoded octets and what was wrong.
    public record DecodedOctets(byte[] octets, Set<MimeProblem> problems) {}

    private TransferDecoding() {}

    /// Text with `\n` as line end.
    ///
    /// @param encoding Content-Transfer-Encoding in any case
    /// @param charset as the part says it; null if it says none
    public static DecodedText decode(byte[] encoded, String encoding, @Nullable String charset) {
        DecodedOctets decoded = octets(encoded, encoding);
        DecodedText text = Charsets.decode(decoded.octets(), charset);
        Set<MimeProblem> problems = EnumSet.noneOf(MimeProblem.class);
        problems.addAll(decoded.problems());
        problems.addAll(text.problems());
        // NUL has no place in a text and no database takes it.
        String clean = LINE_ENDS.matcher(text.text()).replaceAll("\n").replace("\0", "");
        return new DecodedText(clean, decoded.octets().length, problems);
    }

    public static DecodedOctets octets(byte[] encoded, String encoding) {
        String name = encoding.strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "", "7bit", "8bit", "binary", "7-bit", "8-bit" ->
                    new DecodedOctets(encoded, Set.of());
            case "base64", "quoted-printable" -> decodeAll(encoded, name);
            case "x-uuencode", "uuencode", "x-uue", "uue" ->
                    new DecodedOctets(Uuencode.decode(encoded), Set.of());
            default -> new DecodedOctets(encoded, EnumSet.of(MimeProblem.BAD_TRANSFER_ENCODING));
        };
    }

    /// The decoded content of a stream of any size; malformed places are passed over.
    public static InputStream stream(InputStream encoded, String encoding) {
        return stream(encoded, encoding.strip().toLowerCase(Locale.ROOT), DecodeMonitor.SILENT);
    }

    private static InputStream stream(InputStream encoded, String name, DecodeMonitor monitor) {
        return switch (name) {
            case "base64" -> new Base64InputStream(encoded, monitor);
            case "quoted-printable" -> new QuotedPrintableInputStream(encoded, monitor);
            case "x-uuencode", "uuencode", "x-uue", "uue" -> new Uuencode(encoded);
            default -> encoded;
        };
    }

    private static DecodedOctets decodeAll(byte[] encoded, String name) {
        Noticing noticing = new Noticing();
        ByteArrayOutputStream octets = new ByteArrayOutputStream(encoded.length);
        try (InputStream in = stream(new ByteArrayInputStream(encoded), name, noticing)) {
            in.transferTo(octets);
        } catch (IOException e) {
            noticing.noticed = true;
        }
        return new DecodedOctets(
                octets.toByteArray(),
                noticing.noticed ? EnumSet.of(MimeProblem.BAD_TRANSFER_ENCODING) : Set.of());
    }

    /// Goes on after every oddity and remembers that there was one.
    private static final class Noticing extends DecodeMonitor {
        private boolean noticed;

        @Override
        public boolean warn(String error, String dropDesc) {
            noticed = true;
            return false;
        }

        @Override
        public boolean isListening() {
            return true;
        }
    }
}
