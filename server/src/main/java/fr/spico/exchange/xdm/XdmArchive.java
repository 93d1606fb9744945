package fr.spico.exchange.xdm;

import fr.spico.exchange.XdmRefusal;
import fr.spico.platform.zip.ZipSigns;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/// The files of a ZIP that a stranger sent. Nothing is unpacked to a disk, names are only compared,
/// and whatever the ZIP claims, no more than a fixed number of octets comes out of it.
final class XdmArchive implements Closeable {

    private static final int MAX_FILES = 1_000;
    private static final long MAX_UNPACKED = 64L << 20;
    private static final Pattern UNSAFE =
            Pattern.compile("(^|[/\\\\])\\.\\.([/\\\\]|$)|^[/\\\\]|^[A-Za-z]:|\\p{Cntrl}");

    private final ZipFile zip;
    private final Map<String, ZipArchiveEntry> files = new TreeMap<>();
    private long left = MAX_UNPACKED;

    private XdmArchive(ZipFile zip) {
        this.zip = zip;
    }

    static XdmArchive open(byte[] octets) throws XdmRefused {
        if (ZipSigns.entries(octets) > MAX_FILES) {
            throw new XdmRefused(XdmRefusal.TOO_MANY_FILES);
        }
        try {
            XdmArchive archive =
                    new XdmArchive(
                            ZipFile.builder()
                                    .setSeekableByteChannel(new SeekableInMemoryByteChannel(octets))
                                    .get());
            archive.list();
            return archive;
        } catch (IOException | RuntimeException e) {
            // The library has no other answer to some broken headers.
            throw new XdmRefused(XdmRefusal.NOT_AN_ARCHIVE);
        }
    }

    /// Paths in capitals, in order.
    Iterable<String> paths() {
        return files.keySet();
    }

    boolean has(String path) {
        return files.containsKey(capitals(path));
    }

    /// A file's content, or empty if there is none or it is packed in an unknown way. Reading more
    /// than is allowed throws [TooLarge].
    Optional<InputStream> read(String path) throws IOException {
        ZipArchiveEntry entry = files.get(capitals(path));
        return entry == null || !zip.canReadEntryData(entry)
                ? Optional.empty()
                : Optional.of(new Measured(zip.getInputStream(entry)));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /// More came out than an archive may hold.
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private void list() throws XdmRefused {
        long announced = 0;
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            if (UNSAFE.matcher(entry.getName()).find()) {
                throw new XdmRefused(XdmRefusal.UNSAFE_NAMES);
            }
            if (entry.getGeneralPurposeBit().usesEncryption()) {
                throw new XdmRefused(XdmRefusal.ENCRYPTED);
            }
            announced += Math.max(0, entry.getSize());
            if (announced < 0 || announced > MAX_UNPACKED) {
                throw new XdmRefused(XdmRefusal.TOO_LARGE);
            }
            if (!entry.isDirectory() && files.put(capitals(entry.getName()), entry) != null) {
                throw new XdmRefused(XdmRefusal.SAME_NAMES);
            }
        }
    }

    private static String capitals(String path) {
        return path.replace('\\', '/').toUpperCase(Locale.ROOT);
    }

    /// Counts what comes out of the whole archive.
    private final class Measured extends FilterInputStream {

        Measured(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int octet = super.read();
            count(octet < 0 ? 0 : 1);
            return octet;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int read = super.read(target, from, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int octets) throws IOException {
            left -= octets;
            if (left < 0) {
                throw new TooLarge();
            }
        }
    }
}
