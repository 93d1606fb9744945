package fr.spico.mail.mime;

/// HTML as its parser can take it: the parser compares every attribute of a tag with all others, so
/// a tag with more of them than anybody writes is left out.
public final class HtmlInput {

    private static final int MAX_ATTRIBUTES = 200;

    private HtmlInput() {}

    public static String of(String html) {
        StringBuilder out = new StringBuilder(html.length());
        int kept = 0;
        for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
            int attributes = 0;
            int end = at + 1;
            if (end < html.length() && isLetter(html.charAt(end))) {
                for (; end < html.length() && html.charAt(end) != '>'; end++) {
                    end = endOfQuoted(html, end);
                    attributes += isGap(html, end) ? 1 : 0;
                }
            }
            if (attributes > MAX_ATTRIBUTES) {
                out.append(html, kept, at);
                kept = Math.min(html.length(), end + 1);
            }
            at = end;
        }
        return kept == 0 ? html : out.append(html, kept, html.length()).toString();
    }

    /// The closing quote of a value that opens here, otherwise the same place.
    private static int endOfQuoted(String html, int at) {
        char quote = html.charAt(at);
        boolean opens = (quote == '"' || quote == '\'') && html.charAt(at - 1) == '=';
        int close = opens ? html.indexOf(quote, at + 1) : at;
        return close < 0 ? html.length() - 1 : close;
    }

    /// Where one attribute may end and another begin.
    private static boolean isGap(String html, int at) {
        char c = html.charAt(at);
        return (Character.isWhitespace(c) || c == '/' || c == '"' || c == '\'')
                && !Character.isWhitespace(html.charAt(at - 1));
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
