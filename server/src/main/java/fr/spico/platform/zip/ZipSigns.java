package fr.spico.platform.zip;

/// The signatures in a ZIP (PKWARE APPNOTE §4.3), read without a library: what it would make of a
/// hostile archive is what has to be known before.
public final class ZipSigns {

    /// Octets that are enough for [#isZip].
    public static final int BEGINNING = 4;

    private ZipSigns() {}

    /// Whether something begins with a file of an archive.
    public static boolean isZip(byte[] octets) {
        return octets.length >= BEGINNING && isAt(octets, 0, 3, 4);
    }

    /// Entries of the archive's directory; a few more where a content happens to look like one.
    public static int entries(byte[] octets) {
        int found = 0;
        for (int i = 0; i + BEGINNING <= octets.length; i++) {
            found += isAt(octets, i, 1, 2) ? 1 : 0;
        }
        return found;
    }

    private static boolean isAt(byte[] octets, int at, int third, int fourth) {
        return octets[at] == 'P'
                && octets[at + 1] == 'K'
                && octets[at + 2] == third
                && octets[at + 3] == fourth;
    }
}
