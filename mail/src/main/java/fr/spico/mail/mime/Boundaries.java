package fr.spico.mail.mime;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Finds the parts of a multipart (RFC 2046 §5.1.1).
final class Boundaries {

    private Boundaries() {}

    /// Adds the ranges of the parts, each from its header to before the line end that belongs to
    /// the next delimiter.
    ///
    /// @return false if there is no delimiter at all, the closing one is missing or the limit is
    ///   reached
    static boolean split(
            byte[] message,
            int start,
            int end,
            String boundary,
            int limit,
            List<ParsedMessage.Range> ranges) {
        byte[] delimiter = ("--" + boundary.stripTrailing()).getBytes(StandardCharsets.ISO_8859_1);
        int partStart = -1;
        int at = start;
        while (at < end) {
            int next = nextLine(message, at, end);
            int length = lineLength(message, at, next);
            if (isDelimiter(message, at, length, delimiter)) {
                if (partStart >= 0) {
                    ranges.add(
                            new ParsedMessage.Range(
                                    partStart, beforeLineEnd(message, partStart, at)));
                }
                if (isClosing(message, at + delimiter.length, at + length)) {
                    return true;
                }
                if (ranges.size() >= limit) {
                    return false;
                }
                partStart = next;
            }
            at = next;
        }
        if (partStart >= 0 && partStart <= end) {
            ranges.add(new ParsedMessage.Range(partStart, end));
        }
        return false;
    }

    /// Line ends are CRLF, LF or, in mail from old machines, CR.
    static int nextLine(byte[] message, int at, int end) {
        int i = at;
        while (i < end && message[i] != '\n' && message[i] != '\r') {
            i++;
        }
        boolean crlf = i + 1 < end && message[i] == '\r' && message[i + 1] == '\n';
        return Math.min(end, i + (crlf ? 2 : 1));
    }

    /// Length without the line end.
    static int lineLength(byte[] message, int start, int next) {
        int stop = next;
        if (stop > start && message[stop - 1] == '\n') {
            stop--;
        }
        if (stop > start && message[stop - 1] == '\r') {
            stop--;
        }
        return stop - start;
    }

    private static boolean isDelimiter(byte[] message, int at, int length, byte[] delimiter) {
        if (length < delimiter.length) {
            return false;
        }
        for (int i = 0; i < delimiter.length; i++) {
            if (message[at + i] != delimiter[i]) {
                return false;
            }
        }
        int rest = at + delimiter.length;
        int end = at + length;
        return isClosing(message, rest, end) || isBlank(message, rest, end);
    }

    private static boolean isClosing(byte[] message, int rest, int end) {
        return end - rest >= 2
                && message[rest] == '-'
                && message[rest + 1] == '-'
                && isBlank(message, rest + 2, end);
    }

    private static boolean isBlank(byte[] message, int from, int to) {
        for (int i = from; i < to; i++) {
            if (message[i] != ' ' && message[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private static int beforeLineEnd(byte[] message, int start, int at) {
        return start + lineLength(message, start, Math.max(start, at));
    }
}
