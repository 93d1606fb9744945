package fr.spico.exchange.xml;

import java.util.regex.Pattern;

/// Text as XML can hold it.
public final class XmlText {

    private static final Pattern IMPOSSIBLE =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private XmlText() {}

    /// Leaves out what no XML document may contain (control characters, halves of surrogates).
    public static String possible(String text) {
        return IMPOSSIBLE.matcher(text).replaceAll("");
    }
}
