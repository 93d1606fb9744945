package fr.spico.mail.safehtml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Plain text as HTML.
final class TextAsHtml {

    private static final int MAX_QUOTES = 12;

    /// Nothing without a bound is tried at every place: a stranger's text is as long as they like.
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?iu)\\b((?:https?://|www\\.[^\\s<>\"«»./]{1,63}\\.)[^\\s<>\"«»]+)"
                            + "|\\b([\\p{L}0-9._%+-]{1,64}@(?:[\\p{L}0-9-]{1,63}\\.){1,10}\\p{L}{2,24})\\b");

    private static final String TRAILING = ".,;:!?'])»";

    private final StringBuilder out = new StringBuilder();
    private int quotes;
    private boolean lineOpen;

    private TextAsHtml() {}

    static String write(String text) {
        TextAsHtml writer = new TextAsHtml();
        text.replace("\r\n", "\n").replace('\r', '\n').lines().forEach(writer::line);
        writer.quoteDepth(0);
        return "<div class=\"spico-text\">" + writer.out + "</div>";
    }

    private void line(String line) {
        int at = 0;
        int depth = 0;
        while (at < line.length() && depth < MAX_QUOTES && line.charAt(at) == '>') {
            depth++;
            at++;
            // `> > text` as well as `>> text`, but not the blanks of `>     code`.
            boolean blankBeforeQuote =
                    at + 1 < line.length() && line.charAt(at) == ' ' && line.charAt(at + 1) == '>';
            at += blankBeforeQuote ? 1 : 0;
        }
        if (depth > 0 && at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        quoteDepth(depth);
        if (lineOpen) {
            out.append("<br>\n");
        }
        linked(line.substring(at));
        lineOpen = true;
    }

    private void quoteDepth(int depth) {
        lineOpen &= depth == quotes;
        for (; quotes < depth; quotes++) {
            out.append("<blockquote>");
        }
        for (; quotes > depth; quotes--) {
            out.append("</blockquote>");
        }
    }

    private void linked(String text) {
        Matcher address = ADDRESS.matcher(text);
        int at = 0;
        while (address.find()) {
            String found = withoutTrailing(address.group());
            boolean mail = address.group(2) != null;
            String target =
                    mail ? "mailto:" + found : found.contains("://") ? found : "https://" + found;
            out.append(spaced(text.substring(at, address.start())));
            link(target, found);
            at = address.start() + found.length();
        }
        out.append(spaced(text.substring(at)));
    }

    private void link(String target, String text) {
        String href = escaped(target);
        out.append("<a href=\"").append(href);
        out.append("\" target=\"_blank\" rel=\"noopener noreferrer nofollow\" title=\"");
        out.append(href).append("\">").append(escaped(text)).append("</a>");
    }

    private static String withoutTrailing(String address) {
        int end = address.length();
        while (end > 0 && TRAILING.indexOf(address.charAt(end - 1)) >= 0) {
            end--;
        }
        return address.substring(0, end);
    }

    /// Columns that somebody aligned with blanks stay aligned.
    private static String spaced(String text) {
        return escaped(text).replace("\t", "    ").replaceAll("(?<= ) |^ ", "&nbsp;");
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c < ' ' && c != '\t' ? ' ' : c);
            }
        }
        return out.toString();
    }
}
