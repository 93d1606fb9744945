package fr.spico.mail.mime;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// A value with parameters (Content-Type, Content-Disposition; RFC 2045 §5.1), read tolerantly.
///
/// @param value lower case, e.g. `text/html`
/// @param parameters by lower case name, values as written
record ContentField(String value, Map<String, String> parameters) {

    static ContentField parse(String unfolded) {
        int semicolon = unfolded.indexOf(';');
        String value = semicolon < 0 ? unfolded : unfolded.substring(0, semicolon);
        Map<String, String> parameters = new HashMap<>();
        if (semicolon >= 0) {
            readParameters(unfolded, semicolon + 1, parameters);
        }
        String clean = value.replaceAll("\\([^()]*\\)", "").strip().toLowerCase(Locale.ROOT);
        return new ContentField(clean, parameters);
    }

    private static void readParameters(String text, int from, Map<String, String> parameters) {
        int at = from;
        while (at < text.length()) {
            int equals = text.indexOf('=', at);
            int semicolon = text.indexOf(';', at);
            if (equals < 0) {
                return;
            }
            if (semicolon >= 0 && semicolon < equals) {
                at = text.lastIndexOf(';', equals) + 1;
                continue;
            }
            String name = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            StringBuilder value = new StringBuilder();
            at = readValue(text, equals + 1, value);
            parameters.putIfAbsent(name, value.toString().strip());
        }
    }

    /// @return where the next parameter starts
    private static int readValue(String text, int from, StringBuilder value) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        for (at += quoted ? 1 : 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == (quoted ? '"' : ';')) {
                break;
            }
            if (quoted && c == '\\' && at + 1 < text.length()) {
                c = text.charAt(++at);
            }
            value.append(c);
        }
        int semicolon = text.indexOf(';', at);
        return semicolon < 0 ? text.length() : semicolon + 1;
    }
}
