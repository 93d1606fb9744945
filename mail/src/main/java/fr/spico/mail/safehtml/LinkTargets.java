package fr.spico.mail.safehtml;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlStreamEventReceiver;

/// Stands behind the allow-list: every link opens apart, names its full target as title, and where
/// its text claims another place than it goes to, the real place stands after it.
final class LinkTargets implements HtmlStreamEventReceiver {

    private final HtmlStreamEventReceiver next;
    private final StringBuilder linkText = new StringBuilder();
    private @Nullable String target;

    LinkTargets(HtmlStreamEventReceiver next) {
        this.next = next;
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
        int href = name.equals("a") ? attributes.indexOf("href") : -1;
        if (href >= 0 && href % 2 == 0) {
            String address = attributes.get(href + 1);
            target = address;
            linkText.setLength(0);
            attributes.addAll(
                    List.of(
                            "target", "_blank",
                            "rel", "noopener noreferrer nofollow",
                            "title", address));
        }
        next.openTag(name, attributes);
    }

    @Override
    public void closeTag(String name) {
        next.closeTag(name);
        String address = target;
        if (name.equals("a") && address != null) {
            target = null;
            RealTarget.behind(linkText.toString(), address).ifPresent(this::tell);
        }
    }

    @Override
    public void text(String text) {
        if (target != null) {
            linkText.append(text);
        }
        next.text(text);
    }

    private void tell(String place) {
        next.openTag("span", new java.util.ArrayList<>(List.of("class", "spico-target")));
        next.text(" [" + place + "]");
        next.closeTag("span");
    }
}
