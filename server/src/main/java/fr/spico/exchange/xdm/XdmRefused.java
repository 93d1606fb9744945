package fr.spico.exchange.xdm;

import fr.spico.exchange.XdmRefusal;
import java.io.Serial;

/// Ends the reading of an archive; becomes a value at the reader's door.
final class XdmRefused extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    private final XdmRefusal reason;

    XdmRefused(XdmRefusal reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    XdmRefusal reason() {
        return reason;
    }
}
