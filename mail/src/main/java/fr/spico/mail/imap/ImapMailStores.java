package fr.spico.mail.imap;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailStore;
import fr.spico.mail.MailStores;
import fr.spico.mail.MssAddress;
import fr.spico.mail.Operator;
import fr.spico.mail.Operator.Credentials;
import fr.spico.mail.wire.WireSettings;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Opens mailboxes at an operator over IMAP. Thread-safe. Never holds more than the operator's
/// `maxConnections` open at once: a caller that gets none within the operator's timeout fails with
/// `TOO_BUSY`.
public final class ImapMailStores implements MailStores {

    private final Operator operator;
    private final WireSettings settings;
    private final Semaphore places;

    public ImapMailStores(Operator operator) {
        this.operator = operator;
        this.settings = new WireSettings(operator, operator.imap());
        this.places = new Semaphore(operator.maxConnections(), true);
    }

    @Override
    public MailStore open(MssAddress mailbox) throws MailException {
        takePlace();
        AtomicBoolean given = new AtomicBoolean();
        Runnable giveBack =
                () -> {
                    if (given.compareAndSet(false, true)) {
                        places.release();
                    }
                };
        try {
            ImapWire wire = ImapWire.connect(settings, operator.timeout(), giveBack);
            authenticate(wire, mailbox);
            return open(wire);
        } catch (MailException | RuntimeException e) {
            giveBack.run();
            throw e;
        }
    }

    private static MailStore open(ImapWire wire) throws MailException {
        try {
            return new ImapMailStore(wire);
        } catch (MailException | RuntimeException e) {
            wire.cut();
            throw e;
        }
    }

    private void takePlace() throws MailException {
        try {
            if (!places.tryAcquire(operator.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new MailException(Reason.TOO_BUSY, "all connections are in use");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MailException(Reason.TOO_BUSY, "interrupted while waiting", e);
        }
    }

    private void authenticate(ImapWire wire, MssAddress mailbox) throws MailException {
        try {
            switch (operator.credentials()) {
                case Credentials.Delegated(String user, String password) ->
                        wire.authenticate(mailbox.value(), user, password);
            }
        } catch (MailException e) {
            wire.cut();
            throw e;
        }
    }
}
