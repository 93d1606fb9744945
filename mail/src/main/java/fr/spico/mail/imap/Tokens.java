package fr.spico.mail.imap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the words of an IMAP answer (RFC 9051 §4): atoms, numbers, strings, lists. Tolerant: what
/// is no list is read as an atom, a missing end is the end.
final class Tokens {

    /// Lists in lists beyond this are refused: reading them is recursive.
    private static final int MAX_DEPTH = 400;

    /// A word of an answer.
    sealed interface Value {}

    record Nil() implements Value {}

    record Atom(String text) implements Value {}

    record Bytes(byte[] octets) implements Value {
        String text() {
            return new String(octets, StandardCharsets.UTF_8);
        }
    }

    record Items(List<Value> values) implements Value {
        Value at(int index) {
            return index < values.size() ? values.get(index) : NIL;
        }
    }

    static final Nil NIL = new Nil();

    /// The answer is not what the grammar says.
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    private final byte[] octets;
    private final int end;
    private int at;

    Tokens(byte[] octets, int from, int end) {
        this.octets = octets;
        this.at = from;
        this.end = end;
    }

    static Tokens of(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        return new Tokens(octets, 0, octets.length);
    }

    boolean atEnd() {
        skipSpaces();
        return at >= end;
    }

    /// Takes the next octet if it is this one.
    boolean take(char c) {
        skipSpaces();
        if (at < end && octets[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    /// The name of a FETCH item, upper case, e.g. `BODY[1.2]<0>`.
    String itemName() {
        skipSpaces();
        int start = at;
        boolean inSection = false;
        while (at < end && (inSection || !isDelimiter(octets[at]))) {
            inSection = octets[at] == '[' || (inSection && octets[at] != ']');
            at++;
        }
        return ascii(start, at).toUpperCase(Locale.ROOT);
    }

    /// The next word, whatever it is.
    Value value() {
        return value(0);
    }

    /// The next word as text; empty for NIL.
    String text() {
        return textOf(value());
    }

    byte @Nullable [] bytes() {
        return switch (value()) {
            case Nil() -> null;
            case Atom(String text) -> text.getBytes(StandardCharsets.UTF_8);
            case Bytes(byte[] octets) -> octets;
            case Items _ -> throw new Malformed("a list where a string should be");
        };
    }

    long number() {
        return numberOf(value());
    }

    static String textOf(Value value) {
        return switch (value) {
            case Nil() -> "";
            case Atom(String text) -> text;
            case Bytes bytes -> bytes.text();
            case Items _ -> "";
        };
    }

    static long numberOf(Value value) {
        String digits = textOf(value);
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new Malformed("not a number");
        }
    }

    private Value value(int depth) {
        skipSpaces();
        if (at >= end) {
            return NIL;
        }
        return switch (octets[at]) {
            case '(' -> list(depth);
            case '"' -> quoted();
            case '{', '~' -> literalOrAtom();
            default -> atom();
        };
    }

    private Items list(int depth) {
        if (depth > MAX_DEPTH) {
            throw new Malformed("lists nested too deep");
        }
        at++;
        List<Value> values = new ArrayList<>();
        while (true) {
            skipSpaces();
            if (at >= end) {
                throw new Malformed("list without end");
            }
            if (octets[at] == ')') {
                at++;
                return new Items(values);
            }
            values.add(value(depth + 1));
        }
    }

    private Bytes quoted() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (at++; at < end && octets[at] != '"'; at++) {
            if (octets[at] == '\\' && at + 1 < end) {
                at++;
            }
            text.write(octets[at]);
        }
        at++;
        return new Bytes(text.toByteArray());
    }

    private Value literalOrAtom() {
        int open = octets[at] == '~' ? at + 1 : at;
        int close = open + 1;
        while (close < end && octets[close] >= '0' && octets[close] <= '9') {
            close++;
        }
        boolean literal =
                open < end
                        && octets[open] == '{'
                        && close > open + 1
                        && close < open + 11
                        && close + 2 < end + 1
                        && octets[close] == '}';
        if (!literal) {
            return atom();
        }
        long length = Long.parseLong(ascii(open + 1, close));
        int start = close + 3; // }CRLF
        if (length > end - start) {
            throw new Malformed("literal longer than the answer");
        }
        at = start + (int) length;
        return new Bytes(Arrays.copyOfRange(octets, start, at));
    }

    private Value atom() {
        int start = at;
        while (at < end && !isDelimiter(octets[at])) {
            at++;
        }
        if (at == start) {
            at++; // A stray parenthesis or control: skip it rather than stand still.
        }
        String text = new String(octets, start, at - start, StandardCharsets.UTF_8);
        return text.equalsIgnoreCase("NIL") ? NIL : new Atom(text);
    }

    private void skipSpaces() {
        while (at < end && (octets[at] == ' ' || octets[at] == '\r' || octets[at] == '\n')) {
            at++;
        }
    }

    private String ascii(int from, int to) {
        return new String(octets, from, to - from, StandardCharsets.US_ASCII);
    }

    private static boolean isDelimiter(byte b) {
        return b == ' ' || b == '(' || b == ')' || b == '\r' || b == '\n';
    }
}
