package fr.spico.mail.imap;

import fr.spico.mail.MailException;
import fr.spico.mail.MailStore.Quota;
import fr.spico.mail.MailStore.Quota.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// GETQUOTAROOT of the inbox (RFC 9208): storage and number of messages.
final class Quotas {

    private static final long UNIT = 1024;

    private final Map<String, Quota> found = new LinkedHashMap<>();

    private Quotas() {}

    static List<Quota> read(ImapWire wire) throws MailException {
        Quotas quotas = new Quotas();
        wire.run("GETQUOTAROOT INBOX", null, quotas::take);
        return List.copyOf(quotas.found.values());
    }

    /// `QUOTA "" (STORAGE 10 512 MESSAGE 3 100)`.
    private void take(ImapAnswer answer) {
        if (!answer.key().equals("QUOTA")) {
            return;
        }
        Tokens tokens = answer.tokens();
        String root = tokens.text();
        if (tokens.value() instanceof Tokens.Items items) {
            for (int i = 0; i + 2 < items.values().size(); i += 3) {
                quota(root, items, i).ifPresent(q -> found.put(root + q.resource(), q));
            }
        }
    }

    private static Optional<Quota> quota(String root, Tokens.Items items, int at) {
        long used = Tokens.numberOf(items.at(at + 1));
        long limit = Tokens.numberOf(items.at(at + 2));
        return switch (Tokens.textOf(items.at(at)).toUpperCase(Locale.ROOT)) {
            case "STORAGE" ->
                    Optional.of(new Quota(root, Resource.OCTETS, used * UNIT, limit * UNIT));
            case "MESSAGE" -> Optional.of(new Quota(root, Resource.MESSAGES, used, limit));
            default -> Optional.empty();
        };
    }
}
