package fr.spico.mail.safehtml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlSanitizer;

/// Stands before the allow-list: leaves out what is not meant to be read, puts pictures of the
/// message in place of `cid:`, takes out and counts what is remote, keeps only links that go
/// somewhere known.
final class Incoming implements HtmlSanitizer.Policy {

    /// Only elements whose end is certain to come: the parser balances those it knows.
    private static final Set<String> LEFT_OUT =
            Set.of(
                    "script",
                    "style",
                    "title",
                    "noscript",
                    "select",
                    "textarea",
                    "object",
                    "iframe",
                    "applet",
                    "audio",
                    "video",
                    "canvas");

    private static final Set<String> NEVER_CLOSED =
            Set.of(
                    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
                    "param", "source", "track", "wbr");

    private static final Pattern RGB =
            Pattern.compile(
                    "(?i)rgb\\(\\s*(\\d{1,3})\\s*,\\s*(\\d{1,3})\\s*,\\s*(\\d{1,3})\\s*\\)");

    /// A measure of the window: the frame is as high as its content, which would never end to grow.
    private static final Pattern MEASURED_BY_WINDOW =
            Pattern.compile("(?i)[a-z-]++\\s*+:[^;:]*?[0-9.][sld]?v(?:h|w|min|max|b|i)\\b[^;]*+;?");

    private static final Set<String> MAY_BE_HIDDEN =
            Set.of("div", "p", "span", "table", "tr", "td", "center", "font", "section");

    private static final Pattern HIDING =
            Pattern.compile("display\\s*:\\s*none|mso-hide\\s*:\\s*all", Pattern.CASE_INSENSITIVE);

    private static final Pattern REMOTE =
            Pattern.compile(
                    "^(https?:|ftp:|//|\\\\\\\\).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern STYLE_URL =
            Pattern.compile(
                    "(?:url\\s*+\\(|@import)[\\s'\"(]*+(?:https?:|//)", Pattern.CASE_INSENSITIVE);

    private static final Pattern DATA_PICTURE =
            Pattern.compile("data:image/(png|jpeg|jpg|gif|webp);base64,[A-Za-z0-9+/=\\s]*");

    private static final int MAX_DATA_PICTURE = 700_000;

    /// Longer ones come from nobody who writes mails.
    private static final int MAX_STYLE = 10_000;

    private static final Pattern LINK =
            Pattern.compile("(?is)^(https?://[^/?#\\s]|mailto:[^\\s]|tel:[+0-9(]).*");

    private final HtmlSanitizer.Policy next;
    private final SafeHtml.CidUrls cidUrls;
    private @Nullable String leftOutBy;
    private int leftOut;
    private int blockedRemote;
    private int depth;
    private int deepest;

    Incoming(HtmlSanitizer.Policy next, SafeHtml.CidUrls cidUrls) {
        this.next = next;
        this.cidUrls = cidUrls;
    }

    /// Whether the parser's own limit (256) was reached, so that something is missing.
    boolean isTooDeep() {
        return deepest > 250;
    }

    int blockedRemote() {
        return blockedRemote;
    }

    @Override
    public void openDocument() {
        next.openDocument();
    }

    @Override
    public void closeDocument() {
        next.closeDocument();
    }

    @Override
    public void openTag(String name, List<String> attributes) {
        depth += NEVER_CLOSED.contains(name) || name.contains(":") ? 0 : 1;
        deepest = Math.max(deepest, depth);
        if (leftOutBy != null) {
            leftOut += name.equals(leftOutBy) ? 1 : 0;
            return;
        }
        Map<String, String> values = byName(attributes);
        if (LEFT_OUT.contains(name) || isHidden(name, values)) {
            leftOutBy = name;
            leftOut = 1;
            return;
        }
        countRemote(name, values);
        values.computeIfPresent("style", (_, style) -> withHexColors(withoutWindowMeasures(style)));
        openShown(name, values);
    }

    @Override
    public void closeTag(String name) {
        depth -= name.contains(":") ? 0 : 1;
        if (leftOutBy != null) {
            leftOut -= name.equals(leftOutBy) ? 1 : 0;
            leftOutBy = leftOut == 0 ? null : leftOutBy;
            return;
        }
        next.closeTag(name.equals("body") ? "div" : name);
    }

    @Override
    public void text(String text) {
        if (leftOutBy == null) {
            next.text(text);
        } else if (leftOutBy.equals("style")) {
            blockedRemote += count(text);
        }
    }

    private void openShown(String name, Map<String, String> values) {
        switch (name) {
            case "img" -> openPicture(values);
            case "a" -> openLink(values);
            // A newsletter's colours stand at its body.
            case "body" -> next.openTag("div", flat(values));
            default -> next.openTag(name, flat(values));
        }
    }

    private void openPicture(Map<String, String> values) {
        String source = values.getOrDefault("src", "").strip();
        Optional<String> shown = shownPicture(source);
        if (shown.isPresent()) {
            values.put("src", shown.get());
            next.openTag("img", flat(values));
            return;
        }
        String alternative = values.getOrDefault("alt", "").strip();
        if (!alternative.isEmpty()) {
            next.openTag("span", new ArrayList<>());
            next.text(alternative);
            next.closeTag("span");
        }
    }

    private Optional<String> shownPicture(String source) {
        String lower = source.toLowerCase(Locale.ROOT);
        if (lower.startsWith("cid:")) {
            String cid = decodePercent(source.substring(4)).replaceAll("[<>]", "");
            return cidUrls.url(cid);
        }
        boolean small = lower.startsWith("data:") && source.length() <= MAX_DATA_PICTURE;
        return small && DATA_PICTURE.matcher(source).matches()
                ? Optional.of(source.replaceAll("\\s", ""))
                : Optional.empty();
    }

    private void openLink(Map<String, String> values) {
        // Browsers overlook control characters in an address: `java&#9;script:`.
        String target = values.getOrDefault("href", "").replaceAll("[\\p{Cntrl}]", "").strip();
        values.remove("title");
        if (LINK.matcher(target).matches()) {
            values.put("href", target);
        } else {
            values.remove("href");
        }
        next.openTag("a", flat(values));
    }

    private void countRemote(String name, Map<String, String> values) {
        boolean picture = name.equals("img") || name.equals("source") || name.equals("input");
        boolean remotePicture =
                isRemote(values.get("src"))
                        || (values.get("srcset") != null && isRemote(values.get("srcset")));
        if (picture && remotePicture) {
            blockedRemote++;
        }
        if (isRemote(values.get("background")) || isRemote(values.get("poster"))) {
            blockedRemote++;
        }
        boolean styleSheet = name.equals("link") && isRemote(values.get("href"));
        blockedRemote += (styleSheet ? 1 : 0) + count(values.getOrDefault("style", ""));
    }

    private static String withoutWindowMeasures(String style) {
        return style.length() > MAX_STYLE ? "" : MEASURED_BY_WINDOW.matcher(style).replaceAll("");
    }

    /// `rgb(204, 204, 204)` as `#cccccc`: the allow-list knows it in some properties only.
    private static String withHexColors(String style) {
        return RGB.matcher(style)
                .replaceAll(rgb ->
                        "#%02x%02x%02x"
                                .formatted(
                                        Math.min(255, Integer.parseInt(rgb.group(1))),
                                        Math.min(255, Integer.parseInt(rgb.group(2))),
                                        Math.min(255, Integer.parseInt(rgb.group(3)))));
    }

    private static int count(String style) {
        Matcher url = STYLE_URL.matcher(style);
        int found = 0;
        while (url.find()) {
            found++;
        }
        return found;
    }

    private static boolean isRemote(@Nullable String address) {
        return address != null && REMOTE.matcher(address.strip()).matches();
    }

    private static boolean isHidden(String name, Map<String, String> values) {
        return MAY_BE_HIDDEN.contains(name)
                && HIDING.matcher(values.getOrDefault("style", "")).find();
    }

    /// The first of several attributes of a name counts, as in browsers.
    private static Map<String, String> byName(List<String> attributes) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i + 1 < attributes.size(); i += 2) {
            values.putIfAbsent(attributes.get(i), attributes.get(i + 1));
        }
        return values;
    }

    private static List<String> flat(Map<String, String> values) {
        List<String> attributes = new ArrayList<>(values.size() * 2);
        values.forEach((name, value) -> {
            attributes.add(name);
            attributes.add(value);
        });
        return attributes;
    }

    private static String decodePercent(String text) {
        try {
            return java.net.URLDecoder.decode(
                    text.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
