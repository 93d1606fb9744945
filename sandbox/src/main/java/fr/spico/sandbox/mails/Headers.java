package fr.spico.sandbox.mails;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.spico.sandbox.cast.Person;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Header fields: encoded words (RFC 2047), addresses, file names (RFC 2231), dates.
public final class Headers {
    public static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    /// 75 characters of an encoded word hold 45 octets in base64 with this charset.
    private static final int WORD_OCTETS = 42;

    private final StringBuilder fields = new StringBuilder();

    /// A field whose value is text of any language.
    public Headers text(String name, String value) {
        fields.append(name).append(": ").append(encode(value)).append("\r\n");
        return this;
    }

    /// A field as it is.
    public Headers raw(String name, String value) {
        fields.append(name).append(": ").append(value).append("\r\n");
        return this;
    }

    public Headers date(Instant date) {
        return raw("Date", format(date));
    }

    /// Nothing if there is nobody.
    public Headers people(String name, List<Person> people) {
        return people.isEmpty()
                ? this
                : raw(
                        name,
                        people.stream()
                                .map(Headers::mailbox)
                                .collect(Collectors.joining(",\r\n ")));
    }

    @Override
    public String toString() {
        return fields.toString();
    }

    static String format(Instant date) {
        return DATE.format(date.atZone(PARIS));
    }

    static String mailbox(Person person) {
        return mailbox(person.displayName(), person.address());
    }

    /// `Name <address>`, with the name as a quoted string or encoded words.
    public static String mailbox(String name, String address) {
        if (name.isBlank()) {
            return "<" + address + ">";
        }
        String shown = isAscii(name) ? "\"" + quoted(name) + "\"" : encode(name);
        return shown + " <" + address + ">";
    }

    static String encode(String value) {
        String oneLine = value.replaceAll("[\\r\\n]+", " ");
        if (isAscii(oneLine)) {
            return oneLine;
        }
        StringBuilder out = new StringBuilder();
        StringBuilder word = new StringBuilder();
        int octets = 0;
        for (int codePoint : oneLine.codePoints().toArray()) {
            String character = Character.toString(codePoint);
            int length = character.getBytes(UTF_8).length;
            if (octets + length > WORD_OCTETS) {
                out.append(encodedWord(word)).append("\r\n ");
                word.setLength(0);
                octets = 0;
            }
            word.append(character);
            octets += length;
        }
        return out.append(encodedWord(word)).toString();
    }

    static String fileName(String name) {
        if (isAscii(name)) {
            return "filename=\"" + quoted(name) + "\"";
        }
        StringBuilder out = new StringBuilder("filename*=UTF-8''");
        for (byte octet : name.getBytes(UTF_8)) {
            boolean plain =
                    octet > 0
                            && (Character.isLetterOrDigit(octet)
                                    || octet == '.'
                                    || octet == '-'
                                    || octet == '_');
            out.append(plain ? String.valueOf((char) octet) : "%%%02X".formatted(octet & 0xFF));
        }
        return out.toString();
    }

    /// For a quoted string; characters beyond ASCII and line ends become `_`.
    static String quoted(String text) {
        return text.replaceAll("[^ -~]", "_").replaceAll("[\"\\\\]", "\\\\$0");
    }

    private static String encodedWord(CharSequence text) {
        return "=?UTF-8?B?"
                + Base64.getEncoder().encodeToString(text.toString().getBytes(UTF_8))
                + "?=";
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 127);
    }
}
