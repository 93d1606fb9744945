package fr.spico.exchange.cda;

import fr.spico.exchange.cda.Cda.Embedded;
import fr.spico.exchange.xml.XmlElement;
import fr.spico.exchange.xml.XmlNode;
import fr.spico.mail.safehtml.SafeHtml;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The sections of a document of level 3 as harmless HTML: what the narrative block of CDA means,
/// element by element, and then through the same sieve as the HTML of mails.
final class Narrative {

    private static final int DEEPEST_TITLE = 5;

    /// Elements of the narrative block that HTML calls the same.
    private static final Set<String> SAME =
            Set.of(
                    "br",
                    "sub",
                    "sup",
                    "thead",
                    "tbody",
                    "tfoot",
                    "tr",
                    "th",
                    "td",
                    "col",
                    "colgroup");

    private static final Map<String, String> RENAMED =
            Map.of("paragraph", "p", "item", "li", "caption", "b");

    private static final Map<String, String> STYLES =
            Map.of("bold", "b", "italics", "i", "underline", "u", "emphasis", "em");

    private static final Pattern STYLE_END = Pattern.compile("\\s+");

    private static final Set<String> CELL_ATTRIBUTES =
            Set.of("colspan", "rowspan", "align", "valign");

    private final XmlElement body;
    private final StringBuilder html = new StringBuilder();

    private Narrative(XmlElement body) {
        this.body = body;
    }

    /// @param structuredBody of a document
    static String html(XmlElement structuredBody) {
        Narrative narrative = new Narrative(structuredBody);
        structuredBody
                .all("component", "section")
                .forEach(section -> narrative.section(section, 2));
        return SafeHtml.clean(narrative.html.toString(), cid -> Optional.empty()).html();
    }

    private void section(XmlElement section, int level) {
        section.at("title")
                .ifPresent(title -> {
                    String tag = "h" + Math.min(level, DEEPEST_TITLE);
                    wrap(tag, "", () -> text(title.text()));
                });
        section.at("text").ifPresent(this::content);
        section.all("component", "section").forEach(each -> section(each, level + 1));
    }

    private void content(XmlElement element) {
        content(element, "");
    }

    private void content(XmlElement element, String leftOut) {
        for (XmlNode node : element.content()) {
            switch (node) {
                case XmlNode.Text(String value) -> text(value);
                case XmlElement child when child.name().equals(leftOut) -> {}
                case XmlElement child -> element(child);
            }
        }
    }

    private void element(XmlElement element) {
        String name = element.name();
        if (SAME.contains(name)) {
            wrap(name, cell(element), () -> styled(element));
        } else if (RENAMED.containsKey(name)) {
            wrap(RENAMED.getOrDefault(name, ""), "", () -> styled(element));
        } else {
            switch (name) {
                case "list" -> list(element);
                case "table" -> table(element);
                case "footnote" -> footnote(element);
                case "linkHtml" -> link(element);
                case "renderMultiMedia" -> picture(element.attribute("referencedObject"));
                default -> styled(element);
            }
        }
    }

    /// What `styleCode` asks for, as far as it says more than looks.
    private void styled(XmlElement element) {
        List<String> tags =
                Arrays.stream(STYLE_END.split(element.attribute("styleCode")))
                        .flatMap(word ->
                                Stream.ofNullable(STYLES.get(word.toLowerCase(Locale.ROOT))))
                        .distinct()
                        .toList();
        tags.forEach(tag -> html.append('<').append(tag).append('>'));
        content(element);
        tags.reversed().forEach(tag -> html.append("</").append(tag).append('>'));
    }

    /// HTML has captions for tables only.
    private void list(XmlElement element) {
        boolean ordered = element.attribute("listType").equals("ordered");
        element.children("caption").forEach(caption -> wrap("p", "", () -> element(caption)));
        wrap(ordered ? "ol" : "ul", "", () -> content(element, "caption"));
    }

    private void table(XmlElement element) {
        wrap(
                "table",
                "",
                () -> {
                    element.children("caption")
                            .forEach(caption -> wrap("caption", "", () -> styled(caption)));
                    content(element, "caption");
                });
    }

    private void footnote(XmlElement element) {
        text(" (");
        styled(element);
        text(")");
    }

    private void link(XmlElement element) {
        wrap("a", " href=\"" + escaped(element.attribute("href")) + "\"", () -> content(element));
    }

    /// A picture that the document itself holds.
    private void picture(String id) {
        body.descendants("observationMedia")
                .filter(media -> !id.isEmpty() && media.attribute("ID").equals(id))
                .flatMap(media -> media.children("value"))
                .map(CdaReader::embedded)
                .filter(file -> file.mediaType().startsWith("image/"))
                .findFirst()
                .flatMap(Narrative::source)
                .ifPresent(
                        source -> html.append("<img alt=\"\" src=\"").append(source).append("\">"));
    }

    private static Optional<String> source(Embedded file) {
        return file.octets()
                .map(octets ->
                        "data:"
                                + escaped(file.mediaType())
                                + ";base64,"
                                + Base64.getEncoder().encodeToString(octets));
    }

    private static String cell(XmlElement element) {
        StringBuilder attributes = new StringBuilder();
        for (String name : CELL_ATTRIBUTES) {
            String value = element.attribute(name);
            if (!value.isEmpty()) {
                attributes.append(' ').append(name).append("=\"");
                attributes.append(escaped(value)).append('"');
            }
        }
        return attributes.toString();
    }

    private void wrap(String tag, String attributes, Runnable inside) {
        html.append('<').append(tag).append(attributes).append('>');
        if (!tag.equals("br") && !tag.equals("col")) {
            inside.run();
            html.append("</").append(tag).append('>');
        }
    }

    private void text(String text) {
        html.append(escaped(text));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
