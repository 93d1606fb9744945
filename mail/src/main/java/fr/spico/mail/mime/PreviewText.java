package fr.spico.mail.mime;

import java.util.regex.Pattern;

/// The first words of a message as a list shows them (`preview`, RFC 8621 §4.1.4): what its author
/// wrote, without quotes, signature and the invisible characters of newsletters.
public final class PreviewText {

    /// RFC 8621: at most 256 characters.
    public static final int MAX_LENGTH = 256;

    /// Enough to find 256 characters in, however much is quoted.
    private static final int MAX_READ = 20_000;

    /// The same of what the author wrote, however much of it nobody sees.
    private static final int ENOUGH = 4_000;

    private static final Pattern ATTRIBUTION =
            Pattern.compile(
                    "(?i)^(le .{4,120} (a écrit|écrivait|a ecrit)\\s*:?|on .{4,120} wrote:|am .{4,120} schrieb.*:)$");

    private static final Pattern ORIGINAL =
            Pattern.compile(
                    "(?i)^[-_ ]{2,}\\s*(message (d'origine|original|transféré|transmis)|original message|forwarded message|début du message).*");

    private static final String INVISIBLE =
            "\u007f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff";

    private static final String SPACES = " \t\n\u000b\f\r\u00a0\u2007\u202f";

    private PreviewText() {}

    public static String ofHtml(String html) {
        return ofText(HtmlText.of(html));
    }

    /// Never null; empty for a message without words.
    public static String ofText(String text) {
        String start = text.length() > MAX_READ ? text.substring(0, MAX_READ) : text;
        String own = shorten(ownWords(start));
        // A message that only quotes or forwards still has something to show.
        return own.isEmpty() ? shorten(start) : own;
    }

    private static String ownWords(String text) {
        StringBuilder own = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            String stripped = line.strip();
            if (own.length() > ENOUGH
                    || line.stripTrailing().equals("--")
                    || ORIGINAL.matcher(stripped).matches()) {
                break;
            }
            if (!stripped.startsWith(">") && !ATTRIBUTION.matcher(stripped).matches()) {
                own.append(stripped).append(' ');
            }
        }
        return own.toString();
    }

    private static String shorten(String text) {
        String flat = flat(text);
        if (flat.length() <= MAX_LENGTH) {
            return flat;
        }
        int end = MAX_LENGTH - 1;
        end -= Character.isHighSurrogate(flat.charAt(end - 1)) ? 1 : 0;
        return flat.substring(0, end).stripTrailing() + "…";
    }

    /// What is seen, on one line: a little more of it than is shown.
    private static String flat(String text) {
        StringBuilder flat = new StringBuilder();
        for (int i = 0; i < text.length() && flat.length() < 2 * MAX_LENGTH; i++) {
            char c = text.charAt(i);
            if (SPACES.indexOf(c) >= 0) {
                if (!flat.isEmpty() && flat.charAt(flat.length() - 1) != ' ') {
                    flat.append(' ');
                }
            } else if (c > ' ' && INVISIBLE.indexOf(c) < 0) {
                flat.append(c);
            }
        }
        return flat.toString().strip();
    }
}
