package fr.spico.mail.mime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// What machines before MIME wrote (POSIX `uuencode`): `begin 644 name`, lines that begin with
/// their length, `end`. What stands around is passed over.
final class Uuencode extends InputStream {

    /// A longer line is no line of this encoding; its rest is passed over.
    private static final int LONGEST_LINE = 128;

    private final InputStream in;
    private byte[] octets = {};
    private int at;
    private boolean begun;
    private boolean ended;

    Uuencode(InputStream in) {
        this.in = in;
    }

    static byte[] decode(byte[] encoded) {
        try (InputStream in = new Uuencode(new ByteArrayInputStream(encoded))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // There is none in memory.
        }
    }

    @Override
    public int read() throws IOException {
        while (at == octets.length && !ended) {
            next();
        }
        return at < octets.length ? octets[at++] & 0xff : -1;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void next() throws IOException {
        String line = line();
        if (line == null || (begun && line.equals("end"))) {
            ended = true;
        } else if (!begun) {
            begun = line.startsWith("begin ");
        } else if (!line.isEmpty()) {
            octets = decodeLine(line);
            at = 0;
        }
    }

    private static byte[] decodeLine(String line) {
        int length = six(line, 0);
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 2);
        for (int i = 1; out.size() < length && i < line.length(); i += 4) {
            int bits = six(line, i) << 18 | six(line, i + 1) << 12 | six(line, i + 2) << 6;
            bits |= six(line, i + 3);
            out.write(bits >> 16);
            out.write(bits >> 8);
            out.write(bits);
        }
        return java.util.Arrays.copyOf(out.toByteArray(), Math.min(length, out.size()));
    }

    private static int six(String line, int index) {
        return index < line.length() ? (line.charAt(index) - ' ') & 0x3f : 0;
    }

    private @org.jspecify.annotations.Nullable String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (line.length() < LONGEST_LINE) {
                line.append((char) c);
            }
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r'
                ? line.substring(0, end - 1)
                : line.toString();
    }
}
