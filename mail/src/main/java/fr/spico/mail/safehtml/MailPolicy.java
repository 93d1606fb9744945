package fr.spico.mail.safehtml;

import java.util.List;
import java.util.regex.Pattern;
import org.owasp.html.CssSchema;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.PolicyFactory;

/// What may stand in a mail: an allow-list for the OWASP sanitizer. Nothing here may load anything
/// but a picture from the platform itself (see [Incoming]).
final class MailPolicy {

    private static final Pattern COLOR =
            Pattern.compile("#?[0-9a-fA-F]{3,8}|[a-zA-Z]{3,20}|rgb\\([0-9 ,.%]{5,30}\\)");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,5}(\\.[0-9]{1,3})?(px|%|pt)?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,4}");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z-]{1,20}");
    private static final Pattern FONTS = Pattern.compile("[\\p{L}0-9 ,'_-]{1,100}");
    private static final Pattern TEXT = Pattern.compile("(?s).{0,500}");
    private static final Pattern PICTURE = Pattern.compile("(?s)(/|https?:|data:image/).*");

    private static final String[] ELEMENTS = {
        "a",
        "abbr",
        "address",
        "article",
        "aside",
        "b",
        "bdi",
        "bdo",
        "big",
        "blockquote",
        "br",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "font",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "main",
        "mark",
        "nav",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
        "wbr"
    };

    /// No position, no display, no visibility, no opacity: nothing that lays one thing over
    /// another.
    private static final CssSchema STYLES =
            CssSchema.withProperties(
                    List.of(
                            "background",
                            "background-color",
                            "border",
                            "border-bottom",
                            "border-bottom-color",
                            "border-bottom-style",
                            "border-bottom-width",
                            "border-collapse",
                            "border-color",
                            "border-left",
                            "border-left-color",
                            "border-left-style",
                            "border-left-width",
                            "border-radius",
                            "border-right",
                            "border-right-color",
                            "border-right-style",
                            "border-right-width",
                            "border-spacing",
                            "border-style",
                            "border-top",
                            "border-top-color",
                            "border-top-style",
                            "border-top-width",
                            "border-width",
                            "color",
                            "direction",
                            "font",
                            "font-family",
                            "font-size",
                            "font-style",
                            "font-variant",
                            "font-weight",
                            "height",
                            "letter-spacing",
                            "line-height",
                            "list-style-type",
                            "margin",
                            "margin-bottom",
                            "margin-left",
                            "margin-right",
                            "margin-top",
                            "max-height",
                            "max-width",
                            "min-height",
                            "min-width",
                            "padding",
                            "padding-bottom",
                            "padding-left",
                            "padding-right",
                            "padding-top",
                            "table-layout",
                            "text-align",
                            "text-decoration",
                            "text-indent",
                            "text-transform",
                            "vertical-align",
                            "white-space",
                            "width",
                            "word-spacing"));

    private static final PolicyFactory FACTORY =
            new HtmlPolicyBuilder()
                    .allowElements(ELEMENTS)
                    .allowWithoutAttributes("a", "font", "img", "span")
                    .allowStyling(STYLES)
                    .allowUrlProtocols("http", "https", "mailto", "tel", "data")
                    .allowAttributes("href")
                    .onElements("a")
                    .allowAttributes("src")
                    .matching(PICTURE)
                    .onElements("img")
                    .allowAttributes("alt", "title")
                    .matching(TEXT)
                    .globally()
                    .allowAttributes("dir", "align", "valign", "scope", "clear")
                    .matching(WORD)
                    .globally()
                    .allowAttributes("lang")
                    .matching(Pattern.compile("[a-zA-Z0-9-]{1,20}"))
                    .globally()
                    .allowAttributes("bgcolor", "color", "bordercolor")
                    .matching(COLOR)
                    .globally()
                    .allowAttributes("width", "height")
                    .matching(LENGTH)
                    .onElements("img", "table", "td", "th", "tr", "col", "colgroup", "hr")
                    .allowAttributes("border", "cellpadding", "cellspacing", "hspace", "vspace")
                    .matching(LENGTH)
                    .onElements("img", "table")
                    .allowAttributes("colspan", "rowspan", "span", "start", "value", "size")
                    .matching(NUMBER)
                    .onElements("td", "th", "col", "colgroup", "ol", "li", "font", "hr")
                    .allowAttributes("nowrap", "noshade", "reversed")
                    .matching(WORD)
                    .onElements("td", "th", "hr", "ol")
                    .allowAttributes("type")
                    .matching(Pattern.compile("[1aAiI]|disc|circle|square"))
                    .onElements("ol", "ul", "li")
                    .allowAttributes("face")
                    .matching(FONTS)
                    .onElements("font")
                    .toFactory();

    private MailPolicy() {}

    /// Passes on to `next` what is allowed.
    static HtmlSanitizer.Policy policy(HtmlStreamEventReceiver next) {
        return FACTORY.apply(next);
    }
}
