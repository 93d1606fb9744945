package fr.spico.exchange.xdm;

import fr.spico.exchange.xml.XmlText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Values of HL7 v2 as ebXML slots hold them: components between `^`, subcomponents between `&`,
/// repetitions between `~`, all of these escaped within a text.
final class Hl7Value {

    private static final String SPECIAL = "\\|^&~";
    private static final String LETTERS = "EFSTR";
    private static final Pattern ESCAPED = Pattern.compile("\\\\([EFSTR])\\\\");

    private Hl7Value() {}

    /// A text as a component.
    static String escape(String original) {
        String text = XmlText.possible(original);
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int special = SPECIAL.indexOf(c);
            if (special < 0) {
                escaped.append(c);
            } else {
                escaped.append('\\').append(LETTERS.charAt(special)).append('\\');
            }
        }
        return escaped.toString();
    }

    /// What stands between separators, unescaped.
    static List<String> components(String value) {
        return split(value, '^').stream().map(Hl7Value::unescape).toList();
    }

    static List<String> split(String value, char separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = value.indexOf(separator);
                at >= 0 && parts.size() < 50;
                at = value.indexOf(separator, from)) {
            parts.add(value.substring(from, at));
            from = at + 1;
        }
        parts.add(value.substring(from));
        return parts;
    }

    /// A component, empty if there is none so far right.
    static String at(List<String> components, int index) {
        return index < components.size() ? components.get(index).strip() : "";
    }

    private static String unescape(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(found -> {
                    char plain = SPECIAL.charAt(LETTERS.indexOf(found.group(1)));
                    return Matcher.quoteReplacement(String.valueOf(plain));
                });
    }
}
