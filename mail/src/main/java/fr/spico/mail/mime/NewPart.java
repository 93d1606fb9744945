package fr.spico.mail.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A part to write: a multipart with children, or a leaf with content.
///
/// @param type e.g. `text/html`, `multipart/mixed`
/// @param charset of the content as it is given; null for what is no text
/// @param fields more header fields of the part; Content-Type, Content-Disposition, Content-Id and
///   Content-Transfer-Encoding are made from the rest and must not stand here
/// @param content null for a multipart
public record NewPart(
        String type,
        @Nullable String charset,
        @Nullable String name,
        @Nullable String disposition,
        @Nullable String cid,
        @Nullable String language,
        @Nullable String location,
        List<NewField> fields,
        @Nullable Content content,
        List<NewPart> subParts) {

    /// Content that is read when it is needed.
    public interface Content {
        byte[] octets() throws IOException;
    }

    public NewPart {
        type = type.toLowerCase(Locale.ROOT);
        subParts = List.copyOf(subParts);
        fields = List.copyOf(fields);
    }

    /// UTF-8 text.
    ///
    /// @param subtype `plain` or `html`
    public static NewPart text(String subtype, String text) {
        byte[] octets = octets(text);
        return new NewPart(
                "text/" + subtype,
                "utf-8",
                null,
                null,
                null,
                null,
                null,
                List.of(),
                () -> octets,
                List.of());
    }

    /// A text as content: UTF-8, with the line ends of mail.
    public static byte[] octets(String text) {
        return withCrlf(text.getBytes(StandardCharsets.UTF_8));
    }

    public static NewPart attachment(String type, String name, Content content) {
        return new NewPart(
                type, null, name, "attachment", null, null, null, List.of(), content, List.of());
    }

    /// A picture that the HTML shows as `cid:…`.
    public static NewPart inline(String type, @Nullable String name, String cid, Content content) {
        return new NewPart(
                type, null, name, "inline", cid, null, null, List.of(), content, List.of());
    }

    public static NewPart multipart(String subtype, List<NewPart> parts) {
        return new NewPart(
                "multipart/" + subtype, null, null, null, null, null, null, List.of(), null, parts);
    }

    public boolean isMultipart() {
        return type.startsWith("multipart/");
    }

    static byte[] withCrlf(byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + 64);
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) {
                out.write('\r');
            }
            out.write(text[i]);
            if (text[i] == '\r' && (i + 1 == text.length || text[i + 1] != '\n')) {
                out.write('\n');
            }
        }
        return out.toByteArray();
    }

    /// Says the type only.
    @Override
    public String toString() {
        return "NewPart[" + type + "]";
    }
}
