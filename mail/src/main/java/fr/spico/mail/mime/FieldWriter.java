package fr.spico.mail.mime;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.james.mime4j.codec.EncoderUtil;
import org.apache.james.mime4j.codec.EncoderUtil.Usage;
import org.jspecify.annotations.Nullable;

/// Header fields on the wire: folded at 76 columns where there is a space to fold at, never a line
/// of more than 998, never a line end that a value could smuggle in.
final class FieldWriter {

    private static final int FOLD_AT = 76;

    /// Where no space is: RFC 5322 §2.1.1.
    private static final int HARD_LIMIT = 990;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private FieldWriter() {}

    /// @return `Name: value` with its final CRLF
    static String write(NewField field) {
        String name = field.name();
        return switch (field.value()) {
            case FieldValue.Raw(String value) -> name + ":" + raw(value) + "\r\n";
            case FieldValue.Text(String value) -> line(name, text(value, name.length() + 2));
            case FieldValue.Addresses(var addresses) -> line(name, addresses(addresses));
            case FieldValue.Groups(var groups) -> line(name, groups(groups));
            case FieldValue.MessageIds(var ids) -> line(name, angled(ids, " "));
            case FieldValue.Date(var date) -> line(name, DATE.format(date));
            case FieldValue.Urls(var urls) -> line(name, angled(urls, ", "));
        };
    }

    /// A value with parameters; names that are not ASCII in both ways that programs read (RFC 2231
    /// for the standard, encoded words for old ones where `fallback` says so).
    static String withParameter(
            String value, String parameter, @Nullable String content, boolean fallback) {
        if (content == null) {
            return value;
        }
        String clean = oneLine(content);
        if (isAscii(clean)) {
            return value + "; " + parameter + "=" + quoted(clean);
        }
        return fallback
                ? value
                        + "; "
                        + parameter
                        + "=\""
                        + EncoderUtil.encodeEncodedWord(clean, Usage.WORD_ENTITY)
                        + "\""
                : value + extended(parameter, clean);
    }

    static String line(String name, String value) {
        StringBuilder out = new StringBuilder(name).append(':');
        int column = out.length();
        for (String word : value.split(" ", -1)) {
            for (String piece : cut(word)) {
                boolean fold = column + 1 + piece.length() > FOLD_AT && column > name.length() + 1;
                out.append(fold ? "\r\n " : " ").append(piece);
                column = fold ? 1 + piece.length() : column + 1 + piece.length();
            }
        }
        return out.append("\r\n").toString();
    }

    private static List<String> cut(String word) {
        if (word.length() <= HARD_LIMIT) {
            return List.of(word);
        }
        List<String> pieces = new ArrayList<>();
        for (int at = 0; at < word.length(); at += HARD_LIMIT) {
            pieces.add(word.substring(at, Math.min(word.length(), at + HARD_LIMIT)));
        }
        return pieces;
    }

    private static String raw(String value) {
        String lines =
                value.replace("\0", "")
                        .lines()
                        .filter(line -> !line.isBlank())
                        .map(line ->
                                line.startsWith(" ") || line.startsWith("\t") ? line : " " + line)
                        .collect(Collectors.joining("\r\n"));
        return lines.isEmpty() ? " " : lines;
    }

    private static String text(String value, int used) {
        String clean = oneLine(value);
        boolean looksEncoded = clean.contains("=?") || clean.startsWith(" ") || clean.endsWith(" ");
        boolean longWord = clean.lines().anyMatch(l -> l.length() > HARD_LIMIT && !l.contains(" "));
        return looksEncoded || longWord
                ? EncoderUtil.encodeEncodedWord(clean, Usage.TEXT_TOKEN, used)
                : EncoderUtil.encodeIfNecessary(clean, Usage.TEXT_TOKEN, used);
    }

    private static String addresses(List<EmailAddress> addresses) {
        return addresses.stream().map(FieldWriter::address).collect(Collectors.joining(", "));
    }

    private static String address(EmailAddress address) {
        String email = oneLine(address.email()).replaceAll("[\\s<>,;]", "");
        String name = address.name();
        return name == null || name.isBlank()
                ? email
                : EncoderUtil.encodeAddressDisplayName(oneLine(name)) + " <" + email + ">";
    }

    private static String groups(List<AddressGroup> groups) {
        return groups.stream().map(FieldWriter::group).collect(Collectors.joining(", "));
    }

    private static String group(AddressGroup group) {
        String name = group.name();
        String members = addresses(group.addresses());
        return name == null
                ? members
                : EncoderUtil.encodeAddressDisplayName(oneLine(name)) + ": " + members + ";";
    }

    private static String angled(List<String> values, String separator) {
        return values.stream()
                .map(value -> "<" + oneLine(value).replaceAll("[\\s<>]", "") + ">")
                .collect(Collectors.joining(separator));
    }

    private static String extended(String parameter, String content) {
        StringBuilder percent = new StringBuilder();
        for (byte b : content.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    Character.isLetterOrDigit(b & 0xff) && b > 0
                            || b == '.'
                            || b == '-'
                            || b == '_';
            percent.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b & 0xff));
        }
        String value = percent.toString();
        if (value.length() <= 50) {
            return "; " + parameter + "*=utf-8''" + value;
        }
        StringBuilder pieces = new StringBuilder();
        int number = 0;
        for (int at = 0; at < value.length(); number++) {
            int end = pieceEnd(value, at);
            String charset = number == 0 ? "utf-8''" : "";
            pieces.append("; ").append(parameter).append('*').append(number).append("*=");
            pieces.append(charset).append(value, at, end);
            at = end;
        }
        return pieces.toString();
    }

    /// Not in the middle of `%C3`.
    private static int pieceEnd(String value, int at) {
        int end = Math.min(value.length(), at + 50);
        if (end < value.length()) {
            int percent = value.lastIndexOf('%', end);
            end = percent > end - 3 && percent > at ? percent : end;
        }
        return end;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}]+", " ");
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 127);
    }
}
