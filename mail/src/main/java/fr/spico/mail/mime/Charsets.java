package fr.spico.mail.mime;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Octets to text as browsers do it: what is labelled ISO-8859-1 is windows-1252, a label that the
/// octets contradict is not believed.
final class Charsets {

    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /// Labels that Java does not know or that mean something larger in practice (WHATWG Encoding
    /// §4.2).
    private static final Map<String, String> ALIASES =
            Map.ofEntries(
                    Map.entry("iso-8859-1", "windows-1252"),
                    Map.entry("iso8859-1", "windows-1252"),
                    Map.entry("iso_8859-1", "windows-1252"),
                    Map.entry("latin1", "windows-1252"),
                    Map.entry("latin-1", "windows-1252"),
                    Map.entry("us-ascii", "windows-1252"),
                    Map.entry("ascii", "windows-1252"),
                    Map.entry("ansi", "windows-1252"),
                    Map.entry("ansi_x3.4-1968", "windows-1252"),
                    Map.entry("cp-1252", "windows-1252"),
                    Map.entry("x-cp1252", "windows-1252"),
                    Map.entry("macintosh", "x-macroman"),
                    Map.entry("mac", "x-macroman"),
                    Map.entry("utf8", "utf-8"),
                    Map.entry("utf-8n", "utf-8"),
                    Map.entry("x-unicode", "utf-8"),
                    Map.entry("unicode-1-1-utf-8", "utf-8"),
                    Map.entry("iso-8859-9", "windows-1254"),
                    Map.entry("iso-8859-8-i", "iso-8859-8"),
                    Map.entry("gb2312", "gb18030"),
                    Map.entry("gbk", "gb18030"),
                    Map.entry("ks_c_5601-1987", "x-windows-949"),
                    Map.entry("euc-kr", "x-windows-949"),
                    Map.entry("shift_jis", "windows-31j"),
                    Map.entry("x-sjis", "windows-31j"));

    private static final Set<String> SAYS_NOTHING =
            Set.of("us-ascii", "ascii", "ansi_x3.4-1968", "unknown-8bit", "x-unknown", "binary");

    private Charsets() {}

    static Optional<Charset> lookup(String label) {
        String name = plain(label);
        try {
            return Optional.of(Charset.forName(ALIASES.getOrDefault(name, name)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    static DecodedText decode(byte[] octets, @Nullable String label) {
        Charset marked = byteOrderMark(octets);
        if (marked != null) {
            return new DecodedText(
                    withoutMark(new String(octets, marked)), octets.length, Set.of());
        }
        if (label == null || SAYS_NOTHING.contains(plain(label))) {
            return new DecodedText(guess(octets), octets.length, Set.of());
        }
        Optional<Charset> charset = lookup(label);
        if (charset.isEmpty()) {
            return new DecodedText(
                    guess(octets), octets.length, EnumSet.of(MimeProblem.UNKNOWN_CHARSET));
        }
        return charset.get().equals(StandardCharsets.UTF_8)
                ? utf8(octets)
                : new DecodedText(new String(octets, charset.get()), octets.length, Set.of());
    }

    /// Without the quotes that some senders put around it.
    private static String plain(String label) {
        return label.replaceAll("['\"]", "").strip().toLowerCase(Locale.ROOT);
    }

    /// Octets without any label: UTF-8 if they are, windows-1252 otherwise.
    static String guess(byte[] octets) {
        String text = strictUtf8(octets, octets.length);
        return text != null ? text : new String(octets, WINDOWS_1252);
    }

    private static DecodedText utf8(byte[] octets) {
        String text = strictUtf8(octets, octets.length);
        if (text == null) {
            // The beginning of a longer text may end in the middle of a character.
            text = strictUtf8(octets, startOfLastCharacter(octets));
        }
        if (text != null) {
            return new DecodedText(text, octets.length, Set.of());
        }
        String patched = new String(octets, StandardCharsets.UTF_8);
        long bad = patched.chars().filter(c -> c == '\uFFFD').count();
        long good = patched.chars().filter(c -> c > 0x7f && c != '\uFFFD').count();
        String best = good > bad ? patched : new String(octets, WINDOWS_1252);
        return new DecodedText(best, octets.length, EnumSet.of(MimeProblem.BAD_CHARSET_DATA));
    }

    private static int startOfLastCharacter(byte[] octets) {
        int i = octets.length - 1;
        while (i > 0 && i > octets.length - 4 && (octets[i] & 0xC0) == 0x80) {
            i--;
        }
        return Math.max(i, 0);
    }

    private static @Nullable String strictUtf8(byte[] octets, int length) {
        if (isAscii(octets, length)) {
            return new String(octets, 0, length, StandardCharsets.US_ASCII);
        }
        try {
            CharBuffer text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(octets, 0, length));
            return text.toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isAscii(byte[] octets, int length) {
        for (int i = 0; i < length; i++) {
            if (octets[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Charset byteOrderMark(byte[] b) {
        if (b.length >= 3 && b[0] == (byte) 0xEF && b[1] == (byte) 0xBB && b[2] == (byte) 0xBF) {
            return StandardCharsets.UTF_8;
        }
        if (b.length >= 2 && b[0] == (byte) 0xFE && b[1] == (byte) 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        if (b.length >= 2 && b[0] == (byte) 0xFF && b[1] == (byte) 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        return null;
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
