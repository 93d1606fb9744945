package fr.spico.mail.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Text in header fields: encoded words (RFC 2047) and parameters (RFC 2231), as they are found and
/// not only as they should be.
public final class MimeText {

    private static final Pattern WORD =
            Pattern.compile(
                    "=\\?([^?*\\s]+)(?:\\*[^?\\s]*)?\\?([bBqQ])\\?([^?]*+(?:\\?(?!=)[^?]*+)*+)\\?=");

    /// What nobody sees and what makes `fdp.exe` look like `exe.pdf`.
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cntrl}\u200e\u200f\u202a-\u202e\u2066-\u2069]");

    private static final int MAX_PIECES = 200;

    private MimeText() {}

    /// Decodes encoded words. Words of the same charset that follow each other are joined before
    /// their charset is decoded: senders cut characters in two.
    public static String decodeWords(String text) {
        if (!text.contains("=?")) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        ByteArrayOutputStream run = new ByteArrayOutputStream();
        String runCharset = "";
        int at = 0;
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            String between = text.substring(at, word.start());
            boolean adjacent = run.size() > 0 && between.isBlank();
            if (!adjacent || !word.group(1).equalsIgnoreCase(runCharset)) {
                flush(out, run, runCharset);
            }
            if (!adjacent) {
                out.append(between);
            }
            runCharset = word.group(1);
            run.writeBytes(wordOctets(word.group(2), word.group(3)));
            at = word.end();
        }
        flush(out, run, runCharset);
        return out.append(text, at, text.length()).toString();
    }

    /// The file name of a part: `filename`, else `name`; RFC 2231 continuations and charsets,
    /// encoded words where they should not be. Null if there is none. Without any path.
    public static @Nullable String fileName(
            Map<String, String> dispositionParameters, Map<String, String> typeParameters) {
        String name = parameter(dispositionParameters, "filename");
        if (name == null || name.isBlank()) {
            name = parameter(typeParameters, "name");
        }
        if (name == null || name.isBlank()) {
            return null;
        }
        String plain = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
        plain = INVISIBLE.matcher(plain).replaceAll("");
        String last =
                plain.substring(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')) + 1);
        return last.isBlank() ? null : last;
    }

    /// A parameter by its name, in whichever of the forms of RFC 2231 it stands. Keys are lower
    /// case.
    public static @Nullable String parameter(Map<String, String> parameters, String name) {
        String extended = parameters.get(name + "*");
        if (extended != null) {
            return decodeExtended(extended);
        }
        if (parameters.containsKey(name + "*0") || parameters.containsKey(name + "*0*")) {
            return joinPieces(parameters, name);
        }
        String plain = parameters.get(name);
        return plain == null ? null : decodeWords(plain);
    }

    private static String joinPieces(Map<String, String> parameters, String name) {
        StringBuilder encoded = new StringBuilder();
        boolean extended = parameters.containsKey(name + "*0*");
        for (int i = 0; i < MAX_PIECES; i++) {
            String percent = parameters.get(name + "*" + i + "*");
            String plain = parameters.get(name + "*" + i);
            if (percent != null) {
                encoded.append(percent);
            } else if (plain != null) {
                encoded.append(extended ? plain.replace("%", "%25") : plain);
            } else {
                break;
            }
        }
        return extended ? decodeExtended(encoded.toString()) : decodeWords(encoded.toString());
    }

    /// `charset'language'percent-encoded`
    private static String decodeExtended(String value) {
        String[] pieces = value.split("'", 3);
        String charset = pieces.length == 3 ? pieces[0] : "";
        byte[] octets = percentOctets(pieces.length == 3 ? pieces[2] : value);
        return Charsets.decode(octets, charset.isEmpty() ? null : charset).text();
    }

    private static byte[] percentOctets(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            int code = in[i] == '%' ? hex(in, i + 1) : -1;
            out.write(code >= 0 ? code : in[i]);
            i += code >= 0 ? 2 : 0;
        }
        return out.toByteArray();
    }

    private static byte[] wordOctets(String encoding, String content) {
        return encoding.toLowerCase(Locale.ROOT).equals("b") ? base64(content) : q(content);
    }

    private static byte[] base64(String content) {
        byte[] ascii = content.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return Base64.getDecoder().decode(ascii);
        } catch (IllegalArgumentException notAsItShouldBe) {
            return lenientBase64(ascii);
        }
    }

    private static byte[] lenientBase64(byte[] ascii) {
        return TransferDecoding.octets(ascii, "base64").octets();
    }

    private static byte[] q(String content) {
        byte[] in = content.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            int code = in[i] == '=' ? hex(in, i + 1) : -1;
            out.write(code >= 0 ? code : in[i] == '_' ? ' ' : in[i]);
            i += code >= 0 ? 2 : 0;
        }
        return out.toByteArray();
    }

    private static int hex(byte[] in, int at) {
        if (at + 1 >= in.length) {
            return -1;
        }
        int high = Character.digit(in[at], 16);
        int low = Character.digit(in[at + 1], 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static void flush(StringBuilder out, ByteArrayOutputStream run, String charset) {
        if (run.size() > 0) {
            // Encoded line ends and other controls are dropped (RFC 8621 §4.1.2.2).
            String text = Charsets.decode(run.toByteArray(), charset).text();
            out.append(
                    text.codePoints().anyMatch(Character::isISOControl)
                            ? text.replaceAll("\\p{Cntrl}", "")
                            : text);
            run.reset();
        }
    }
}
