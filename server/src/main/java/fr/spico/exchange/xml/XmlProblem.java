package fr.spico.exchange.xml;

import java.io.Serial;

/// Why some XML was not read.
public final class XmlProblem extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    private final Reason reason;

    XmlProblem(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public enum Reason {
        MALFORMED,
        /// It declares a document type, the door to entities and to files elsewhere.
        DOCTYPE,
        /// More elements, or deeper ones, than any document has.
        TOO_MUCH
    }

    public Reason reason() {
        return reason;
    }
}
