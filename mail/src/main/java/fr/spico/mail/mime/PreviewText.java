package fr.spico.mail.mime;

import java.util.regex.Pattern;

/// The first words of a message as a list shows them (`preview`, RFC 8621 §4.1.4): what its author
/// wrote, without quotes, signature and the invisible characters of newsletters.
public final class PreviewText {

    /// RFC 8621: at most 256 characters.
    public static final int MAX_LENGTH = 256;

    /// Enough to find 256 characters in, however much is quoted.
    private static final int MAX_READ = 20_000;

    private static final Pattern ATTRIBUTION =
            Pattern.compile(
                    "(?i)^(le .{4,120} (a écrit|écrivait|a ecrit)\\s*:?|on .{4,120} wrote:|am .{4,120} schrieb.*:)$");

    private static final Pattern ORIGINAL =
            Pattern.compile(
                    "(?i)^[-_ ]{2,}\\s*(message (d'origine|original|transféré|transmis)|original message|forwarded message|début du message).*");

    private static final Pattern INVISIBLE =
            Pattern.compile(
                    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\\p{Cntrl}&&[^\n]]");

    private static final Pattern SPACES = Pattern.compile("[\\s\u00a0\u2007\u202f]+");

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
            if (line.stripTrailing().equals("--") || ORIGINAL.matcher(stripped).matches()) {
                break;
            }
            if (!stripped.startsWith(">") && !ATTRIBUTION.matcher(stripped).matches()) {
                own.append(stripped).append(' ');
            }
        }
        return own.toString();
    }

    private static String shorten(String text) {
        String visible = INVISIBLE.matcher(text).replaceAll("");
        String flat = SPACES.matcher(visible).replaceAll(" ").strip();
        if (flat.length() <= MAX_LENGTH) {
            return flat;
        }
        int end = MAX_LENGTH - 1;
        end -= Character.isHighSurrogate(flat.charAt(end - 1)) ? 1 : 0;
        return flat.substring(0, end).stripTrailing() + "…";
    }
}
