package fr.spico.mail.safehtml;

import fr.spico.mail.mime.HtmlInput;
import java.util.Optional;
import java.util.regex.Pattern;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamRenderer;

/// Makes the HTML of strangers harmless: no script, form, style sheet, frame or remote content;
/// looks stay as far as they are harmless; links say where they go. The result is a fragment for
/// the inside of `<body>`, whatever the input was. Thread-safe, never fails.
public final class SafeHtml {

    /// Where the picture of a Content-Id is served from; empty if the message has none.
    public interface CidUrls {
        /// @param cid without `cid:` and angle brackets
        Optional<String> url(String cid);
    }

    /// @param blockedRemote remote pictures and backgrounds that were left out
    public record Cleaned(String html, int blockedRemote) {}

    private static final Pattern BOXES =
            Pattern.compile(
                    "(?i)</?(div|span|font|center|blockquote|table|tbody|tr|td|b|i|u|p)\\b[^<>]*>");

    private SafeHtml() {}

    public static Cleaned clean(String html, CidUrls cidUrls) {
        String text = HtmlInput.of(html.replace("\0", ""));
        StringBuilder out = new StringBuilder(text.length());
        Incoming incoming = run(text, cidUrls, out);
        if (incoming.isTooDeep()) {
            // The parser drops what is nested deeper: boxes go, words stay.
            out.setLength(0);
            incoming = run(BOXES.matcher(text).replaceAll(" "), cidUrls, out);
        }
        return new Cleaned(out.toString().strip(), incoming.blockedRemote());
    }

    /// A plain text as HTML: escaped, web and mail addresses as links, lines after `>` as quotes.
    public static String fromText(String text) {
        return TextAsHtml.write(text);
    }

    private static Incoming run(String html, CidUrls cidUrls, StringBuilder out) {
        // The renderer closes what is open by itself; there is nobody to tell about oddities.
        HtmlStreamRenderer renderer = HtmlStreamRenderer.create(out, oddity -> {});
        Incoming incoming = new Incoming(MailPolicy.policy(new LinkTargets(renderer)), cidUrls);
        HtmlSanitizer.sanitize(html, incoming);
        return incoming;
    }
}
