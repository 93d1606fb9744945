package fr.spico.document;

import fr.spico.platform.zip.ZipSigns;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.springframework.web.util.HtmlUtils;

/// What a ZIP says of itself in its directory, as office programs read it. Of its files, only the
/// two that tell the type are unpacked, and no more than a text of that kind may hold.
///
/// @param names of all entries, in lower case, as office programs compare them
/// @param contentTypes the text of `[Content_Types].xml`, in lower case; empty if there is none
/// @param mimetype the text of `mimetype`; empty if there is none
record OfficeArchive(List<String> names, String contentTypes, String mimetype) {

    static final String CONTENT_TYPES = "[content_types].xml";

    private static final int MAX_ENTRIES = 5_000;
    private static final int MAX_TEXT = 1 << 20;

    /// @throws IOException damaged, or larger than any text is
    static OfficeArchive read(byte[] octets) throws IOException {
        if (ZipSigns.entries(octets) > MAX_ENTRIES) {
            throw new IOException("too many entries");
        }
        try (ZipFile zip =
                ZipFile.builder()
                        .setSeekableByteChannel(new SeekableInMemoryByteChannel(octets))
                        .setUseUnicodeExtraFields(false) // Office programs know no second name.
                        .get()) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
            return new OfficeArchive(
                    entries.stream().map(OfficeArchive::name).toList(),
                    HtmlUtils.htmlUnescape(text(zip, entries, CONTENT_TYPES))
                            .toLowerCase(Locale.ROOT),
                    text(zip, entries, "mimetype"));
        } catch (RuntimeException e) {
            throw new IOException(e); // The library has no other answer to some broken headers.
        }
    }

    boolean hasMacros() {
        return names.stream().anyMatch(name -> name.contains("vbaproject"))
                || contentTypes.contains("macroenabled")
                || contentTypes.contains("vbaproject");
    }

    boolean has(String beginning) {
        return names.stream().anyMatch(name -> name.startsWith(beginning));
    }

    private static String name(ZipArchiveEntry entry) {
        return entry.getName().replace('\\', '/').toLowerCase(Locale.ROOT);
    }

    /// Of all entries that have this name: which of them a program reads is its own business.
    private static String text(ZipFile zip, List<ZipArchiveEntry> entries, String name)
            throws IOException {
        List<String> texts = new ArrayList<>();
        int left = MAX_TEXT;
        for (ZipArchiveEntry entry : entries) {
            if (name(entry).equals(name)) {
                try (InputStream in = zip.getInputStream(entry)) {
                    byte[] content = in.readNBytes(left + 1);
                    left -= content.length;
                    if (left < 0) {
                        throw new IOException("a text that is none");
                    }
                    texts.add(text(content));
                }
            }
        }
        return String.join("\n", texts);
    }

    private static String text(byte[] content) {
        return new String(content, charset(content)).replace("\ufeff", "");
    }

    /// Of an XML text: UTF-16 says so by its first octets.
    static Charset charset(byte[] text) {
        boolean utf16 =
                text.length > 1
                        && ((text[0] == (byte) 0xfe && text[1] == (byte) 0xff)
                                || (text[0] == (byte) 0xff && text[1] == (byte) 0xfe));
        return utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }

    @Override
    public String toString() {
        return "OfficeArchive[" + names.size() + "]";
    }
}
