package fr.spico.exchange.xdm;

import fr.spico.exchange.Issuer;
import fr.spico.exchange.OutgoingDocument;
import fr.spico.exchange.OutgoingXdm;
import fr.spico.exchange.cda.CdaWriter;
import fr.spico.exchange.xdm.MetadataWriter.WrittenFile;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes an archive in one pass: the documents as they are read, then what is known of them then.
/// The same input gives the same archive.
public final class XdmWriter {

    private static final String FOLDER = "IHE_XDM/SUBSET01/";

    private final OutgoingXdm xdm;
    private final Issuer issuer;
    private final ZipOutputStream zip;

    private XdmWriter(OutgoingXdm xdm, Issuer issuer, ZipOutputStream zip) {
        this.xdm = xdm;
        this.issuer = issuer;
        this.zip = zip;
    }

    /// @param out stays open
    /// @throws IOException a document cannot be read, or the archive not be written
    public static void write(OutgoingXdm xdm, Issuer issuer, OutputStream out) throws IOException {
        ZipOutputStream zip = new LightZip(out);
        new XdmWriter(xdm, issuer, zip).archive();
        zip.finish();
    }

    private void archive() throws IOException {
        text("README.TXT", Notices.readme(xdm, issuer, names()));
        text("INDEX.HTM", Notices.index(xdm));
        List<WrittenFile> files = new ArrayList<>();
        for (OutgoingDocument document : xdm.documents()) {
            files.add(document(document, name(files.size())));
        }
        begin(FOLDER + "METADATA.XML");
        MetadataWriter.write(xdm, issuer, files, new Unclosed(zip));
        zip.closeEntry();
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < xdm.documents().size(); i++) {
            names.add(name(i));
        }
        return names;
    }

    private static String name(int index) {
        return "DOC%05d.XML".formatted(index + 1);
    }

    private WrittenFile document(OutgoingDocument document, String name) throws IOException {
        begin(FOLDER + name);
        Counted counted = new Counted(zip);
        MessageDigest sha1 = sha1();
        DigestOutputStream digested = new DigestOutputStream(counted, sha1);
        CdaWriter.write(xdm, document, issuer, digested);
        digested.flush();
        zip.closeEntry();
        String hash = HexFormat.of().formatHex(sha1.digest());
        return new WrittenFile(document, name, counted.octets, hash);
    }

    private void text(String name, String text) throws IOException {
        begin(name);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private void begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.ofInstant(xdm.at(), ZoneOffset.UTC));
        zip.putNextEntry(entry);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    /// The files inside are compressed already; only their base64 is worth undoing, which needs no
    /// search for repetitions.
    private static final class LightZip extends ZipOutputStream {
        LightZip(OutputStream out) {
            super(out, StandardCharsets.UTF_8);
            def.setStrategy(Deflater.HUFFMAN_ONLY);
        }
    }

    private static class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] octets, int from, int length) throws IOException {
            out.write(octets, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private static final class Counted extends Unclosed {
        private long octets;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int octet) throws IOException {
            octets++;
            super.write(octet);
        }

        @Override
        public void write(byte[] octets, int from, int length) throws IOException {
            this.octets += length;
            super.write(octets, from, length);
        }
    }
}
