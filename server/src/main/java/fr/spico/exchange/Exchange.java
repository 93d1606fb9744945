package fr.spico.exchange;

import fr.spico.exchange.cda.Cda;
import fr.spico.exchange.cda.CdaPage;
import fr.spico.exchange.cda.CdaReader;
import fr.spico.exchange.xdm.XdmReader;
import fr.spico.exchange.xdm.XdmWriter;
import fr.spico.exchange.xml.XmlInput;
import fr.spico.exchange.xml.XmlProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// The feature's public entry: archives of documents, written and read. Thread-safe; nothing is
/// remembered.
@Component
public class Exchange {

    /// Archives that are open at a time: each may take some hundred megabytes.
    private final Semaphore opening = new Semaphore(2, true);

    private final ExchangeSettings settings;

    Exchange(ExchangeSettings settings) {
        this.settings = settings;
    }

    /// Writes a mail's archive (IHE XDM). The same input gives the same octets.
    ///
    /// @param out stays open
    /// @throws IOException a document cannot be read, or the archive not be written
    public void write(OutgoingXdm xdm, OutputStream out) throws IOException {
        XdmWriter.write(xdm, settings.issuer(), out);
    }

    /// Reads any octets as an archive. Never fails.
    public ReceivedXdm read(byte[] archive) {
        return one(() -> XdmReader.read(archive));
    }

    /// The file of a received document, to be filed or downloaded.
    ///
    /// @param number [ReceivedDocument#number]
    public Optional<ReceivedFile> file(byte[] archive, int number) {
        return one(() -> XdmReader.file(archive, number));
    }

    /// A received document's own file: a CDA as it came, whatever it holds.
    ///
    /// @param number [ReceivedDocument#number]
    public Optional<ReceivedFile> original(byte[] archive, int number) {
        return one(() -> XdmReader.original(archive, number));
    }

    /// The inside of a page that shows a received document, harmless whatever it holds; empty if no
    /// page can show it.
    public Optional<String> page(byte[] archive, int number) {
        return one(() -> XdmReader.page(archive, number));
    }

    /// The same of a clinical document (CDA) that stands alone.
    public Optional<String> page(byte[] cda) {
        return one(() -> cda(cda).filter(CdaPage::isReadable).map(CdaPage::html));
    }

    private static Optional<Cda> cda(byte[] octets) {
        try {
            return CdaReader.read(XmlInput.read(new ByteArrayInputStream(octets)));
        } catch (XmlProblem | IOException _) {
            return Optional.empty();
        }
    }

    private <T> T one(Supplier<T> reading) {
        opening.acquireUninterruptibly();
        try {
            return reading.get();
        } finally {
            opening.release();
        }
    }
}
