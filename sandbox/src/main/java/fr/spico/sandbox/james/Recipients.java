package fr.spico.sandbox.james;

import fr.spico.sandbox.cast.Cast;
import fr.spico.sandbox.cast.Domains;
import fr.spico.sandbox.cast.Person;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Who can be written to: the cast, and every address of the directory files. A mailbox of the
/// directory is opened with its first mail. Thread-safe.
public final class Recipients {
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private volatile boolean full;

    /// What the server answers to RCPT TO.
    public enum Verdict {
        ACCEPTED(""),
        UNKNOWN("550 5.1.1 No such mailbox"),
        FOREIGN("550 5.7.1 Not a domain of the trust space"),
        REFUSED("550 5.7.1 This mailbox does not accept your messages"),
        FULL("452 4.2.2 Mailbox full");

        private final String reply;

        Verdict(String reply) {
            this.reply = reply;
        }

        String code() {
            return reply.substring(0, 3);
        }

        String text() {
            return reply.substring(4);
        }
    }

    public Recipients() {
        Cast.MAILBOXES.forEach(person -> know(person.address()));
    }

    /// Adds an address that has, or may get, a mailbox.
    public void know(String address) {
        known.add(address.toLowerCase(Locale.ROOT));
    }

    public boolean knows(String address) {
        return known.contains(address.toLowerCase(Locale.ROOT));
    }

    /// From now on every mailbox is full, or no longer.
    public void allFull(boolean full) {
        this.full = full;
    }

    Verdict verdict(String address) {
        String wanted = address.toLowerCase(Locale.ROOT);
        if (!Domains.isLocal(wanted)) {
            return Verdict.FOREIGN;
        }
        if (is(Cast.REFUSING, wanted)) {
            return Verdict.REFUSED;
        }
        if (full || is(Cast.FULL, wanted)) {
            return Verdict.FULL;
        }
        return known.contains(wanted) ? Verdict.ACCEPTED : Verdict.UNKNOWN;
    }

    private static boolean is(Person person, String address) {
        return person.address().equals(address);
    }
}
