package fr.spico.exchange.xml;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/// Writes indented XML in UTF-8 to a stream. Buffered: [#end] brings everything to the stream.
/// Characters that XML cannot hold are left out.
///
/// Attributes are given as name, value, name, value…; one whose value is null is not written.
public final class XmlOutput {

    /// A multiple of 3, so that the pieces' base64 can stand one after the other.
    private static final int PIECE = 3 << 14;

    private final OutputStream out;
    private final XMLStreamWriter writer;
    private int depth;

    /// Something that writes.
    public interface Body {
        void write() throws IOException;
    }

    private interface Step {
        void run() throws XMLStreamException;
    }

    public XmlOutput(OutputStream out) throws IOException {
        this.out = new BufferedOutputStream(out, 1 << 16);
        try {
            writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(this.out, "UTF-8");
            writer.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    /// An element with others inside.
    public void element(String name, @Nullable String[] attributes, Body body) throws IOException {
        start(name, attributes);
        depth++;
        body.write();
        depth--;
        newLine();
        run(writer::writeEndElement);
    }

    public void element(String name, Body body) throws IOException {
        element(name, new String[0], body);
    }

    /// An element without content.
    public void empty(String name, @Nullable String... attributes) throws IOException {
        newLine();
        run(() -> writer.writeEmptyElement(name));
        attributes(attributes);
    }

    public void text(String name, String text, @Nullable String... attributes) throws IOException {
        start(name, attributes);
        run(() -> writer.writeCharacters(XmlText.possible(text)));
        run(writer::writeEndElement);
    }

    /// An element that holds the octets of a stream.
    public void base64(String name, InputStream octets, @Nullable String... attributes)
            throws IOException {
        start(name, attributes);
        // Past the writer, which looks at each character.
        run(() -> writer.writeCharacters(""));
        run(writer::flush);
        Base64.Encoder encoder = Base64.getEncoder();
        for (byte[] piece = octets.readNBytes(PIECE);
                piece.length > 0;
                piece = octets.readNBytes(PIECE)) {
            out.write(encoder.encode(piece));
        }
        run(writer::writeEndElement);
    }

    /// Ends the document; the stream stays open.
    public void end() throws IOException {
        run(writer::writeEndDocument);
        run(() -> writer.writeCharacters("\n"));
        run(writer::flush);
    }

    private void start(String name, @Nullable String... attributes) throws IOException {
        newLine();
        run(() -> writer.writeStartElement(name));
        attributes(attributes);
    }

    private void attributes(@Nullable String... attributes) throws IOException {
        for (int i = 0; i < attributes.length; i += 2) {
            String name = String.valueOf(attributes[i]);
            String value = attributes[i + 1];
            if (value != null) {
                run(() -> writer.writeAttribute(name, XmlText.possible(value)));
            }
        }
    }

    private void newLine() throws IOException {
        run(() -> writer.writeCharacters("\n" + "  ".repeat(depth)));
    }

    private static void run(Step step) throws IOException {
        try {
            step.run();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }
}
