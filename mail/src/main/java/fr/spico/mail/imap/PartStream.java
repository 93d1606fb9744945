package fr.spico.mail.imap;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import java.io.IOException;
import java.io.InputStream;

/// A part of any size, fetched piece by piece.
final class PartStream extends InputStream {

    private static final int PIECE = 1024 * 1024;

    /// Carries the failure through readers that only know `IOException`.
    static final class Failed extends IOException {
        private static final long serialVersionUID = 1L;
        final MailException failure;

        Failed(MailException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    private final ImapWire wire;
    private final long uid;
    private final String section;
    private byte[] piece = {};
    private int at;
    private long offset;
    private boolean last;

    PartStream(ImapWire wire, long uid, String partId) {
        this.wire = wire;
        this.uid = uid;
        this.section = PartFetch.section(partId);
    }

    /// Fetches the first piece, so that a missing message is known before anything is read.
    void open() throws MailException {
        next();
    }

    @Override
    public int read() throws IOException {
        return fill() ? piece[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
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

    @Override
    public int available() {
        return piece.length - at;
    }

    private boolean fill() throws IOException {
        try {
            while (at == piece.length && !last) {
                next();
            }
            return at < piece.length;
        } catch (MailException e) {
            throw new Failed(e);
        }
    }

    private void next() throws MailException {
        String item = " (UID BODY.PEEK[%s]<%d.%d>)".formatted(section, offset, PIECE);
        byte[][] found = new byte[1][];
        try {
            wire.run(
                    "UID FETCH " + uid + item,
                    null,
                    answer -> {
                        if (answer.key().equals("FETCH")) {
                            FetchItems items = FetchItems.read(answer.tokens());
                            byte[] content = items.sections.get(section);
                            found[0] = items.uid == uid && content != null ? content : found[0];
                        }
                    });
        } catch (Tokens.Malformed e) {
            throw new MailException(Reason.PROTOCOL, "malformed answer", e);
        }
        if (found[0] == null) {
            throw new MailException(Reason.NO_SUCH_MESSAGE, "gone");
        }
        piece = found[0];
        at = 0;
        offset += piece.length;
        last = piece.length < PIECE;
    }
}
