package fr.spico.directory.search;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Many short texts behind each other in UTF-8; they are read where the file is mapped, so that
/// they take no room on the heap.
///
/// @param starts of each text, one more at the end
record Texts(int[] starts, ByteBuffer bytes) {

    int count() {
        return starts.length - 1;
    }

    String get(int i) {
        return new String(octets(i), StandardCharsets.UTF_8);
    }

    byte[] octets(int i) {
        byte[] octets = new byte[length(i)];
        bytes.get(starts[i], octets);
        return octets;
    }

    /// One behind the other.
    static Texts of(List<String> texts) {
        int[] starts = new int[texts.size() + 1];
        ByteArrayOutputStream octets = new ByteArrayOutputStream(1 << 20);
        for (int i = 0; i < texts.size(); i++) {
            octets.writeBytes(texts.get(i).getBytes(StandardCharsets.UTF_8));
            starts[i + 1] = octets.size();
        }
        return new Texts(starts, ByteBuffer.wrap(octets.toByteArray()));
    }

    /// Compares octets, which is the order of code points.
    int compare(int i, Texts others, int other) {
        ByteBuffer mine = slice(i);
        ByteBuffer theirs = others.slice(other);
        int at = mine.mismatch(theirs);
        boolean both = at >= 0 && at < Math.min(mine.limit(), theirs.limit());
        return both
                ? Byte.compareUnsigned(mine.get(at), theirs.get(at))
                : Integer.compare(mine.limit(), theirs.limit());
    }

    /// Compares an ASCII text with as much of another.
    int compareToPart(int i, String other, int from) {
        for (int at = 0; at < length(i); at++) {
            if (from + at == other.length()) {
                return 1;
            }
            int difference = bytes.get(starts[i] + at) - other.charAt(from + at);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    int length(int i) {
        return starts[i + 1] - starts[i];
    }

    ByteBuffer slice(int i) {
        return bytes.slice(starts[i], length(i));
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "Texts[" + count() + "]";
    }
}
