package fr.spico.exchange.xml;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// An element as it was read. Names are without prefix: what is asked for by name here exists in
/// one vocabulary only.
public final class XmlElement implements XmlNode {

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final String name;
    private final Map<String, String> attributes;
    private final List<XmlNode> content;

    XmlElement(String name, Map<String, String> attributes, List<XmlNode> content) {
        this.name = name;
        this.attributes = attributes;
        this.content = content;
    }

    /// Stands for an element that is not there: it has no attribute and no content.
    public static XmlElement empty() {
        return new XmlElement("", Map.of(), List.of());
    }

    public String name() {
        return name;
    }

    public List<XmlNode> content() {
        return Collections.unmodifiableList(content);
    }

    /// Empty if there is none.
    public String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "").strip();
    }

    public Stream<XmlElement> children() {
        return content.stream().filter(XmlElement.class::isInstance).map(XmlElement.class::cast);
    }

    public Stream<XmlElement> children(String wanted) {
        return children().filter(child -> child.name.equals(wanted));
    }

    /// The first element that a path of names leads to.
    public Optional<XmlElement> at(String... path) {
        return all(path).findFirst();
    }

    /// All elements that a path of names leads to.
    public Stream<XmlElement> all(String... path) {
        Stream<XmlElement> found = Stream.of(this);
        for (String step : path) {
            found = found.flatMap(element -> element.children(step));
        }
        return found;
    }

    /// This and all below, in the order of the document.
    public Stream<XmlElement> descendants() {
        return Stream.concat(Stream.of(this), children().flatMap(XmlElement::descendants));
    }

    public Stream<XmlElement> descendants(String wanted) {
        return descendants().filter(element -> element.name.equals(wanted));
    }

    /// All text below, as it stands.
    public String rawText() {
        StringBuilder text = new StringBuilder();
        addText(text);
        return text.toString();
    }

    /// All text below, blanks between words only.
    public String text() {
        return BLANKS.matcher(rawText()).replaceAll(" ").strip();
    }

    private void addText(StringBuilder text) {
        for (XmlNode node : content) {
            switch (node) {
                case Text(String value) -> text.append(value);
                case XmlElement element -> element.addText(text);
            }
        }
    }

    /// Says the name only.
    @Override
    public String toString() {
        return "XmlElement[" + name + "]";
    }
}
