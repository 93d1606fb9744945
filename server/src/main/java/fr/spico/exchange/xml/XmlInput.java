package fr.spico.exchange.xml;

import fr.spico.exchange.xml.XmlProblem.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads the XML of strangers. A document type is refused as soon as it appears, so that there is
/// no entity to blow up and no address to follow; the number and depth of elements are bounded.
public final class XmlInput {

    private static final int MAX_ELEMENTS = 300_000;
    private static final int MAX_DEPTH = 200;
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;
    private final Deque<Open> open = new ArrayDeque<>();
    private int elements;

    private XmlInput(XMLStreamReader reader) {
        this.reader = reader;
    }

    /// An element whose end has not come yet.
    private record Open(
            String name,
            Map<String, String> attributes,
            List<XmlNode> content,
            StringBuilder text) {

        void endText() {
            if (!text.isEmpty()) {
                content.add(new XmlNode.Text(text.toString()));
                text.setLength(0);
            }
        }

        XmlElement close() {
            endText();
            return new XmlElement(name, attributes, content);
        }
    }

    /// The document's root. Reads no further than the end of the document; closes nothing.
    ///
    /// @throws IOException the stream's own failure
    public static XmlElement read(InputStream in) throws XmlProblem, IOException {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(in);
            try {
                return new XmlInput(reader).root();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException cause) {
                throw cause;
            }
            throw new XmlProblem(Reason.MALFORMED);
        }
    }

    private XmlElement root() throws XMLStreamException, XmlProblem {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> throw new XmlProblem(Reason.DOCTYPE);
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE ->
                        characters();
                case XMLStreamConstants.ENTITY_REFERENCE -> throw new XmlProblem(Reason.MALFORMED);
                case XMLStreamConstants.END_ELEMENT -> {
                    XmlElement ended = open.pop().close();
                    if (open.isEmpty()) {
                        return ended;
                    }
                    open.element().content().add(ended);
                }
                default -> {}
            }
        }
        throw new XmlProblem(Reason.MALFORMED);
    }

    private void start() throws XmlProblem {
        if (++elements > MAX_ELEMENTS || open.size() >= MAX_DEPTH) {
            throw new XmlProblem(Reason.TOO_MUCH);
        }
        if (!open.isEmpty()) {
            open.element().endText();
        }
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        open.push(
                new Open(
                        reader.getLocalName(), attributes, new ArrayList<>(), new StringBuilder()));
    }

    private void characters() {
        if (!open.isEmpty()) {
            open.element()
                    .text()
                    .append(
                            reader.getTextCharacters(),
                            reader.getTextStart(),
                            reader.getTextLength());
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        // Ours comes first and can be told from damage.
        factory.setProperty("jdk.xml.maxElementDepth", 0);
        // The default one prints on the console.
        factory.setXMLReporter((message, type, information, location) -> {});
        return factory;
    }
}
