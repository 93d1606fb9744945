package fr.spico.mail.mime;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlSanitizer;

/// HTML as plain text: one line per block, lists with dashes, quotes with `> `. For search,
/// previews and the plain alternative of what is written here.
public final class HtmlText {

    private HtmlText() {}

    public static String of(String html) {
        Writer writer = new Writer();
        HtmlSanitizer.sanitize(HtmlInput.of(html), writer);
        return writer.text();
    }

    private static final class Writer implements HtmlSanitizer.Policy {

        private static final Set<String> BLOCKS =
                Set.of(
                        "address",
                        "article",
                        "aside",
                        "blockquote",
                        "center",
                        "dd",
                        "div",
                        "dl",
                        "dt",
                        "fieldset",
                        "figcaption",
                        "figure",
                        "footer",
                        "form",
                        "h1",
                        "h2",
                        "h3",
                        "h4",
                        "h5",
                        "h6",
                        "header",
                        "hr",
                        "li",
                        "main",
                        "nav",
                        "ol",
                        "p",
                        "pre",
                        "section",
                        "table",
                        "tbody",
                        "tfoot",
                        "thead",
                        "tr",
                        "ul",
                        "body");

        private static final Set<String> PARAGRAPHS =
                Set.of(
                        "p",
                        "h1",
                        "h2",
                        "h3",
                        "h4",
                        "h5",
                        "h6",
                        "blockquote",
                        "ul",
                        "ol",
                        "table",
                        "pre");

        /// Only elements whose end is certain to come: the parser balances those it knows.
        private static final Set<String> NOT_SHOWN =
                Set.of(
                        "head",
                        "script",
                        "style",
                        "title",
                        "noscript",
                        "select",
                        "textarea",
                        "object");

        private static final Set<String> VOID =
                Set.of(
                        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
                        "param", "source", "track", "wbr");

        private static final Pattern HIDING =
                Pattern.compile(
                        "display\\s*:\\s*none|mso-hide\\s*:\\s*all", Pattern.CASE_INSENSITIVE);

        private static final Pattern SPACES = Pattern.compile("[ \\t\\r\\n\\f\u00a0]+");

        private final StringBuilder out = new StringBuilder();
        private final StringBuilder line = new StringBuilder();

        /// The element that is not shown, and how many of its name are open in it.
        private @Nullable String hiddenBy;

        private int hidden;
        private int quotes;
        private int preformatted;
        private boolean blankWanted;

        @Override
        public void openDocument() {}

        @Override
        public void closeDocument() {
            endLine();
        }

        @Override
        public void openTag(String name, List<String> attributes) {
            if (hiddenBy != null) {
                hidden += name.equals(hiddenBy) ? 1 : 0;
            } else if (VOID.contains(name)) {
                openVoid(name);
            } else if (NOT_SHOWN.contains(name) || isHidden(name, attributes)) {
                hiddenBy = name;
                hidden = 1;
            } else {
                openShown(name);
            }
        }

        @Override
        public void closeTag(String name) {
            if (hiddenBy != null) {
                hidden -= name.equals(hiddenBy) ? 1 : 0;
                hiddenBy = hidden == 0 ? null : hiddenBy;
                return;
            }
            if (BLOCKS.contains(name)) {
                endBlock(name);
            }
            quotes -= name.equals("blockquote") ? 1 : 0;
            preformatted -= name.equals("pre") ? 1 : 0;
        }

        @Override
        public void text(String text) {
            if (hiddenBy != null) {
                return;
            }
            if (preformatted > 0) {
                preformattedText(text);
                return;
            }
            String flat = SPACES.matcher(text).replaceAll(" ");
            boolean spaceAlready = line.isEmpty() || line.charAt(line.length() - 1) == ' ';
            line.append(spaceAlready && flat.startsWith(" ") ? flat.substring(1) : flat);
        }

        String text() {
            return out.toString().strip();
        }

        private void openVoid(String name) {
            if (name.equals("br")) {
                breakLine();
            } else if (name.equals("hr")) {
                endBlock("hr");
            }
        }

        private void openShown(String name) {
            if (BLOCKS.contains(name)) {
                endBlock(name);
            }
            switch (name) {
                case "li" -> line.append("- ");
                case "td", "th" -> text(" ");
                case "blockquote" -> quotes++;
                case "pre" -> preformatted++;
                default -> {}
            }
        }

        private void preformattedText(String text) {
            String[] lines = text.split("\\R", -1);
            for (int i = 0; i < lines.length; i++) {
                if (i > 0) {
                    breakLine();
                }
                line.append(lines[i]);
            }
        }

        private void endBlock(String name) {
            endLine();
            blankWanted |= PARAGRAPHS.contains(name);
        }

        private void endLine() {
            if (!line.toString().isBlank()) {
                breakLine();
            }
            line.setLength(0);
        }

        private void breakLine() {
            String content = line.toString().stripTrailing();
            if (content.isEmpty()) {
                blankWanted = true;
            } else {
                if (blankWanted && !out.isEmpty()) {
                    out.append(prefix().stripTrailing()).append('\n');
                }
                blankWanted = false;
                out.append(prefix()).append(content).append('\n');
            }
            line.setLength(0);
        }

        private String prefix() {
            return "> ".repeat(Math.min(quotes, 10));
        }

        private static boolean isHidden(String name, List<String> attributes) {
            if (!BLOCKS.contains(name) && !name.equals("span") && !name.equals("td")) {
                return false;
            }
            for (int i = 0; i + 1 < attributes.size(); i += 2) {
                if (attributes.get(i).equals("style")
                        && HIDING.matcher(attributes.get(i + 1)).find()) {
                    return true;
                }
            }
            return false;
        }
    }
}
