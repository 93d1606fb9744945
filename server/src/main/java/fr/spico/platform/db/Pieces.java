package fr.spico.platform.db;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.IntFunction;

/// Content that lies in the database in pieces, read one after the other, each by a question of its
/// own: a slow reader holds neither memory nor a connection.
public final class Pieces extends InputStream {

    private final IntFunction<Optional<byte[]>> pieces;
    private int next;
    private byte[] piece = {};
    private int at;

    /// @param pieces by their number, from 0; empty behind the last one
    public Pieces(IntFunction<Optional<byte[]>> pieces) {
        this.pieces = pieces;
    }

    @Override
    public int read() {
        return fill() ? piece[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int n = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, target, from, n);
        at += n;
        return n;
    }

    private boolean fill() {
        if (at == piece.length) {
            piece = pieces.apply(next++).orElse(new byte[0]);
            at = 0;
        }
        return piece.length > 0;
    }
}
