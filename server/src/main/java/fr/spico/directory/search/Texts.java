package fr.spico.directory.search;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

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
        byte[] octets = new byte[starts[i + 1] - starts[i]];
        bytes.get(starts[i], octets);
        return octets;
    }

    /// Compares octets, which is the order of code points.
    int compare(int i, byte[] other, int length) {
        int start = starts[i];
        int size = starts[i + 1] - start;
        for (int at = 0; at < Math.min(size, length); at++) {
            int difference = (bytes.get(start + at) & 0xff) - (other[at] & 0xff);
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(size, length);
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
