package fr.spico.exchange.xdm;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/// The media type of a file that a stranger sent: what its content shows goes before what is said.
final class MediaTypes {

    private static final String UNKNOWN = "application/octet-stream";

    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    /// RFC 6838 §4.2, in lower case.
    private static final Pattern TYPE =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}");

    private MediaTypes() {}

    /// Always one that can be written into a header.
    ///
    /// @param said by the sender, whatever it is
    static String of(byte[] octets, String said) {
        String start =
                new String(octets, 0, Math.min(octets.length, 64), StandardCharsets.ISO_8859_1);
        if (isPdf(octets)) {
            return "application/pdf";
        }
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return "image/jpeg";
        }
        if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
            return "image/png";
        }
        if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
            return "image/gif";
        }
        if (start.startsWith("II*\0") || start.startsWith("MM\0*")) {
            return "image/tiff";
        }
        return said(said);
    }

    static boolean isPdf(byte[] octets) {
        return Arrays.mismatch(octets, PDF) == PDF.length || Arrays.equals(octets, PDF);
    }

    private static String said(String said) {
        String bare = said.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        boolean notThat = bare.equals("application/pdf");
        return !notThat && TYPE.matcher(bare).matches() ? bare : UNKNOWN;
    }
}
