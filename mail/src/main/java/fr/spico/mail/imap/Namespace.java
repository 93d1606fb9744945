package fr.spico.mail.imap;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailStore.FolderPath;
import java.util.Optional;

/// Where a user's own folders lie (RFC 9051 §6.3.10): a prefix that says nothing to them, and what
/// separates a folder from the one above it.
///
/// @param prefix e.g. `INBOX.`; most often empty
/// @param separator empty: folders have no levels
record Namespace(String prefix, String separator) {

    static Namespace read(ImapWire wire) throws MailException {
        Reading reading = new Reading();
        if (wire.offers("NAMESPACE")) {
            wire.run("NAMESPACE", null, reading::takeNamespace);
        }
        if (reading.found == null) {
            wire.run("LIST \"\" \"\"", null, reading::takeSeparator);
        }
        return reading.found == null ? new Namespace("", "") : reading.found;
    }

    FolderPath path(Optional<FolderPath> parent, String name) throws MailException {
        boolean inLevels = parent.isEmpty() || !separator.isEmpty();
        if (!inLevels || (!separator.isEmpty() && name.contains(separator))) {
            throw new MailException(Reason.REFUSED, "no folder can have this name");
        }
        return parent.map(p -> new FolderPath(p.value() + separator + name))
                .orElseGet(() -> withPrefix(name));
    }

    FolderPath withPrefix(String path) {
        return new FolderPath(path.equals("INBOX") ? path : prefix + path);
    }

    String withoutPrefix(String path) {
        return !prefix.isEmpty() && path.startsWith(prefix)
                ? path.substring(prefix.length())
                : path;
    }

    private static final class Reading {

        private @org.jspecify.annotations.Nullable Namespace found;

        /// `NAMESPACE (("" "/")) NIL NIL`: the first personal one.
        void takeNamespace(ImapAnswer answer) {
            if (answer.key().equals("NAMESPACE")
                    && answer.tokens().value() instanceof Tokens.Items personal
                    && personal.at(0) instanceof Tokens.Items first) {
                found =
                        new Namespace(
                                FolderNames.decode(Tokens.textOf(first.at(0))),
                                Tokens.textOf(first.at(1)));
            }
        }

        void takeSeparator(ImapAnswer answer) {
            if (answer.key().equals("LIST")) {
                Tokens tokens = answer.tokens();
                tokens.value();
                found = new Namespace("", tokens.text());
            }
        }
    }
}
