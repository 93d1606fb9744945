package fr.spico.directory;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The lines of a UTF-8 text of unknown quality, one at a time: any kind of line end, a mark at the
/// start or none, octets that are no UTF-8 replaced, control characters made blanks, a line without
/// end cut instead of filling the memory.
final class Lines {

    static final int MAX_LENGTH = 16_384;

    private final Reader reader;
    private final char[] buffer = new char[65_536];
    private int at;
    private int limit;
    private long number;
    private boolean afterReturn;

    Lines(InputStream in) {
        this.reader = new InputStreamReader(in, StandardCharsets.UTF_8);
    }

    /// @param number from 1
    /// @param ended whether a line end followed; if not, the text stops here
    record Line(long number, String text, boolean ended) {
        @Override
        public String toString() {
            return "Line[" + number + "]";
        }
    }

    /// Of the line that was read last.
    long number() {
        return number;
    }

    /// The next line, null after the last.
    @Nullable Line next() throws IOException {
        skipStart();
        if (!available()) {
            return null;
        }
        number++;
        StringBuilder text = new StringBuilder(512);
        boolean ended = false;
        while (!ended && available()) {
            int end = lineEnd();
            text.append(buffer, at, Math.min(end - at, MAX_LENGTH - text.length()));
            ended = end < limit;
            afterReturn = ended && buffer[end] == '\r';
            at = ended ? end + 1 : end;
        }
        return new Line(number, text.toString(), ended);
    }

    /// The rest of a line end of two characters, or the mark at the start of the text.
    private void skipStart() throws IOException {
        if (available()
                && ((afterReturn && buffer[at] == '\n')
                        || (number == 0 && buffer[at] == '\uFEFF'))) {
            at++;
        }
        afterReturn = false;
    }

    /// Makes blanks of control characters on its way.
    private int lineEnd() {
        int end = at;
        while (end < limit && buffer[end] != '\n' && buffer[end] != '\r') {
            if (buffer[end] < ' ') {
                buffer[end] = ' ';
            }
            end++;
        }
        return end;
    }

    private boolean available() throws IOException {
        if (at == limit) {
            at = 0;
            limit = Math.max(0, reader.read(buffer));
        }
        return at < limit;
    }
}
