package fr.spico.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Looks at the octets of a PDF before a parser does: whether what is packed in it is modest, so
/// that a small file cannot fill the memory. Takes only what can be measured from outside: streams
/// that are plain, packed once with Flate, or pictures.
final class PdfStreams {

    /// Octets of all streams together, unpacked.
    private static final long MOST = 64 << 20;

    /// The key, in any of its spellings (ISO 32000-1 §7.3.5).
    private static final Pattern FILTER =
            Pattern.compile(
                    "/(?:F|#46)(?:i|#69)(?:l|#6[cC])(?:t|#74)(?:e|#65)(?:r|#72)(?![\\w#.-])");

    private static final Pattern SIMPLE =
            Pattern.compile(
                    "\\s*+\\[?\\s*+/(?:FlateDecode|DCTDecode|JPXDecode|CCITTFaxDecode|JBIG2Decode)"
                            + "\\s*+]?\\s*+[/>]");

    private static final Pattern STREAM = Pattern.compile("(?<!end)stream *+\\r?\\n?");

    private PdfStreams() {}

    static boolean areModest(byte[] pdf) {
        String text = new String(pdf, ISO_8859_1);
        return areSimple(text) && unpacked(pdf, text) <= MOST;
    }

    private static boolean areSimple(String text) {
        Matcher simple = SIMPLE.matcher(text);
        return FILTER.matcher(text)
                .results()
                .allMatch(key -> simple.region(key.end(), text.length()).lookingAt());
    }

    /// Stops counting when it is too much.
    private static long unpacked(byte[] pdf, String text) {
        long total = 0;
        Matcher stream = STREAM.matcher(text);
        while (total <= MOST && stream.find()) {
            total += unpacked(pdf, stream.end(), MOST - total);
        }
        return total;
    }

    /// As PDFBox does it: past the two octets of the zlib header, whatever they say.
    private static long unpacked(byte[] pdf, int start, long enough) {
        int from = Math.min(pdf.length, start + 2);
        byte[] page = new byte[1 << 16];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(pdf, from, pdf.length - from);
            while (inflater.getBytesWritten() <= enough && inflater.inflate(page) > 0) {
                // Counted, not kept.
            }
            return inflater.getBytesWritten();
        } catch (DataFormatException _) {
            return inflater.getBytesWritten();
        } finally {
            inflater.end();
        }
    }
}
