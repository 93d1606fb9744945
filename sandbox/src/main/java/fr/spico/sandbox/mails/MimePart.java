package fr.spico.sandbox.mails;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;

/// A MIME entity as octets: its header fields, an empty line, its body (RFC 2045). Lines end with
/// CRLF.
public record MimePart(byte[] octets) {
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(76, new byte[] {'\r', '\n'});
    private static final int LINE = 76;

    /// Text in quoted-printable.
    public static MimePart text(String subtype, String text, Charset charset) {
        return ascii(
                "Content-Type: text/"
                        + subtype
                        + "; charset="
                        + charset.name().toLowerCase(java.util.Locale.ROOT)
                        + "\r\n"
                        + "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                        + quotedPrintable(crlf(text).getBytes(charset)));
    }

    /// Text in UTF-8 without any transfer encoding.
    public static MimePart text8bit(String text) {
        return new MimePart(
                ("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                                + crlf(text))
                        .getBytes(UTF_8));
    }

    /// A file that belongs to the mail.
    public static MimePart attachment(String name, String type, byte[] content) {
        return ascii(
                "Content-Type: "
                        + type
                        + "; name=\""
                        + Headers.quoted(name)
                        + "\"\r\n"
                        + "Content-Disposition: attachment; "
                        + Headers.fileName(name)
                        + "\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + BASE64.encodeToString(content)
                        + "\r\n");
    }

    /// A picture that the HTML shows by `cid:`.
    public static MimePart inline(String contentId, String name, String type, byte[] content) {
        return ascii(
                "Content-Type: "
                        + type
                        + "; name=\""
                        + name
                        + "\"\r\nContent-ID: <"
                        + contentId
                        + ">\r\n"
                        + "Content-Disposition: inline; "
                        + Headers.fileName(name)
                        + "\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + BASE64.encodeToString(content)
                        + "\r\n");
    }

    /// A whole mail as an attachment.
    public static MimePart message(byte[] mail) {
        return ascii(
                        "Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename=\"message.eml\"\r\n\r\n")
                .then(mail);
    }

    /// An entity written by hand.
    public static MimePart ascii(String text) {
        return new MimePart(text.getBytes(US_ASCII));
    }

    /// `multipart/` with these parts; with one part only, that part.
    public static MimePart multipart(String subtype, String boundary, List<MimePart> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                ("Content-Type: multipart/" + subtype + "; boundary=\"" + boundary + "\"\r\n\r\n")
                        .getBytes(US_ASCII));
        for (MimePart part : parts) {
            out.writeBytes(("--" + boundary + "\r\n").getBytes(US_ASCII));
            out.writeBytes(part.octets);
            out.writeBytes("\r\n".getBytes(US_ASCII));
        }
        out.writeBytes(("--" + boundary + "--\r\n").getBytes(US_ASCII));
        return new MimePart(out.toByteArray());
    }

    /// Header fields in front of the entity make it a mail.
    public byte[] asMail(String headerFields) {
        return new MimePart((headerFields + "MIME-Version: 1.0\r\n").getBytes(UTF_8))
                .then(octets)
                .octets;
    }

    private MimePart then(byte[] more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(octets.length + more.length);
        out.writeBytes(octets);
        out.writeBytes(more);
        return new MimePart(out.toByteArray());
    }

    static String crlf(String text) {
        return text.replace("\r\n", "\n").replace("\n", "\r\n");
    }

    static String quotedPrintable(byte[] octets) {
        StringBuilder out = new StringBuilder(octets.length * 2);
        int column = 0;
        for (int i = 0; i < octets.length; i++) {
            int octet = octets[i] & 0xFF;
            boolean lineEnd = octet == '\r' && i + 1 < octets.length && octets[i + 1] == '\n';
            if (lineEnd) {
                out.append("\r\n");
                column = 0;
                i++;
                continue;
            }
            boolean blankAtEnd = octet == ' ' && (i + 1 == octets.length || octets[i + 1] == '\r');
            boolean plain =
                    octet >= 33 && octet <= 126 && octet != '=' || octet == ' ' && !blankAtEnd;
            String written = plain ? String.valueOf((char) octet) : "=%02X".formatted(octet);
            if (column + written.length() >= LINE) {
                out.append("=\r\n");
                column = 0;
            }
            out.append(written);
            column += written.length();
        }
        return out.toString();
    }
}
