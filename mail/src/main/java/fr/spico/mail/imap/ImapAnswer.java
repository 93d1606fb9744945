package fr.spico.mail.imap;

import java.io.IOException;
import java.util.Locale;
import org.eclipse.angus.mail.iap.Protocol;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/// One answer of the server, its literals included, whose content is read with [Tokens]. Angus
/// Mail's own reading of FETCH is stricter than servers are and knows no extension items.
final class ImapAnswer extends IMAPResponse {

    ImapAnswer(Protocol protocol) throws IOException, ProtocolException {
        super(protocol);
    }

    /// What stands after `* KEY` or `* NUMBER KEY`.
    Tokens tokens() {
        return new Tokens(buffer, index, size);
    }

    String key() {
        String key = getKey();
        return key == null ? "" : key.toUpperCase(Locale.ROOT);
    }
}
