package fr.spico.directory;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The lines of a UTF-8 text of unknown quality, one at a time: any kind of line end, a mark at the
/// start or none, octets that are no UTF-8 replaced, control characters made blanks, a line without
/// end cut instead of filling the memory. A line becomes a text only if somebody asks for it.
final class Lines {

    /// Octets.
    static final int MAX_LENGTH = 16_384;

    private static final int MARK_LENGTH = 3;
    private static final VarHandle OCTETS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final InputStream in;
    private final byte[] buffer = new byte[4 * MAX_LENGTH];
    private int at;
    private int limit;
    private long number;
    private int start;
    private int length;
    private boolean ended;
    private boolean afterReturn;

    Lines(InputStream in) {
        this.in = in;
    }

    /// Goes to the next line, false after the last.
    boolean next() throws IOException {
        skipStart();
        if (at == limit && !fill()) {
            return false;
        }
        int end = lineEnd();
        number++;
        start = at;
        length = Math.min(end - at, MAX_LENGTH);
        ended = end < limit;
        afterReturn = ended && buffer[end] == '\r';
        at = ended ? end + 1 : end;
        return true;
    }

    /// Of the line, from 1.
    long number() {
        return number;
    }

    /// Whether a line end follows; if not, the text stops here.
    boolean ended() {
        return ended;
    }

    String text() {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            byte octet = buffer[start + i];
            octets[i] = octet >= 0 && octet < ' ' ? (byte) ' ' : octet;
        }
        return new String(octets, StandardCharsets.UTF_8);
    }

    /// The same for the same octets; different, in all likelihood, for others.
    long digest() {
        long digest = length;
        int end = start + length;
        int i = start;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            digest = mixed(digest, (long) OCTETS.get(buffer, i));
        }
        long rest = 0;
        for (; i < end; i++) {
            rest = rest << Byte.SIZE | buffer[i] & 0xff;
        }
        return mixed(digest, rest);
    }

    static long mixed(long digest, long more) {
        long product = (digest ^ more) * 0x9E37_79B9_7F4A_7C15L;
        return product ^ product >>> 29;
    }

    /// The rest of a line end of two characters, or the mark at the start of the text.
    private void skipStart() throws IOException {
        if (number == 0) {
            while (limit < MARK_LENGTH && fill()) {
                // Until the mark would be there.
            }
            at = startsWithMark() ? MARK_LENGTH : 0;
        } else if (afterReturn && (at < limit || fill()) && buffer[at] == '\n') {
            at++;
        }
    }

    private boolean startsWithMark() {
        return limit >= MARK_LENGTH
                && buffer[0] == (byte) 0xEF
                && buffer[1] == (byte) 0xBB
                && buffer[2] == (byte) 0xBF;
    }

    private int lineEnd() throws IOException {
        int end = at;
        while (true) {
            while (end < limit && buffer[end] != '\n' && buffer[end] != '\r') {
                end++;
            }
            if (end < limit) {
                return end;
            }
            makeRoom();
            end = limit;
            if (!fill()) {
                return end;
            }
        }
    }

    /// The line moves to the front; if it is all there is, it is too long and loses its end.
    private void makeRoom() {
        if (limit == buffer.length) {
            int kept = at > 0 ? limit - at : MAX_LENGTH;
            System.arraycopy(buffer, at, buffer, 0, kept);
            at = 0;
            limit = kept;
        }
    }

    private boolean fill() throws IOException {
        if (at == limit) {
            at = 0;
            limit = 0;
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        limit += Math.max(0, count);
        return count > 0;
    }
}
