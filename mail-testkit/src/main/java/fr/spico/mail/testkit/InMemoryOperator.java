package fr.spico.mail.testkit;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailSender;
import fr.spico.mail.MailStore;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStores;
import fr.spico.mail.MssAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A mail operator in memory: mailboxes, delivery between them, and switches for what goes wrong.
/// Thread-safe.
///
/// ```java
/// var operator = new InMemoryOperator(InstantSource.system());
/// operator.createMailbox(helene);
/// operator.deliver(helene, GoldenMessages.message("plain-utf8"));
/// MailStores stores = operator.stores();
/// operator.refuse(jean, "550 5.1.1 unknown user");
/// ```
public final class InMemoryOperator {

    private final InstantSource clock;
    private final Map<MssAddress, InMemoryMailbox> mailboxes = new ConcurrentHashMap<>();
    private final Map<MssAddress, String> refusals = new ConcurrentHashMap<>();
    private volatile boolean unreachable;
    private volatile Duration delay = Duration.ZERO;
    private volatile long maxMessageSize = Long.MAX_VALUE;

    public InMemoryOperator(InstantSource clock) {
        this.clock = clock;
    }

    public MailStores stores() {
        return mailbox -> {
            passFaults();
            return openUntil(mailbox, Long.MAX_VALUE);
        };
    }

    /// A connection that is cut once it has given so many octets of messages.
    public MailStore openUntil(MssAddress mailbox, long octets) throws MailException {
        return new InMemoryMailStore(
                this, mailbox(mailbox).orElseThrow(this::noSuchMailbox), octets);
    }

    public MailSender sender() {
        return new InMemoryMailSender(this);
    }

    /// Makes a mailbox with INBOX, Drafts, Sent, Trash, Junk and Archive, or gives the one that
    /// exists.
    public InMemoryMailbox createMailbox(MssAddress address) {
        return mailboxes.computeIfAbsent(address, _ -> new InMemoryMailbox());
    }

    public Optional<InMemoryMailbox> mailbox(MssAddress address) {
        return Optional.ofNullable(mailboxes.get(address));
    }

    /// Puts a message into a mailbox's INBOX, as if it came from outside.
    ///
    /// @return its UID
    /// @throws IllegalStateException if there is no such mailbox or it is full
    public long deliver(MssAddress to, byte[] message) {
        try {
            return mailbox(to)
                    .orElseThrow(() -> new IllegalStateException("no such mailbox"))
                    .append(FolderPath.INBOX, Set.of(), clock.instant(), message);
        } catch (MailException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Nobody answers any more; connections that are open fail with their next call.
    public void unreachable(boolean on) {
        unreachable = on;
        mailboxes.values().forEach(InMemoryMailbox::wakeAll);
    }

    /// Every call takes this much longer.
    public void slow(Duration delay) {
        this.delay = delay;
    }

    /// SMTP refuses this recipient with this reply (`550 …` for good, `450 …` for now).
    public void refuse(MssAddress recipient, String reply) {
        refusals.put(recipient, reply);
    }

    /// Takes a refusal back.
    public void acceptAgain(MssAddress recipient) {
        refusals.remove(recipient);
    }

    /// Larger messages are `TOO_LARGE`, for SMTP and APPEND.
    public void maxMessageSize(long octets) {
        maxMessageSize = octets;
    }

    void passFaults() throws MailException {
        if (!delay.isZero()) {
            waitFor(delay);
        }
        if (unreachable) {
            throw new MailException(Reason.UNREACHABLE, "switched off");
        }
    }

    void checkSize(byte[] message) throws MailException {
        if (message.length > maxMessageSize) {
            throw new MailException(Reason.TOO_LARGE, "over the operator's limit");
        }
    }

    Optional<String> refusal(MssAddress recipient) {
        String reply = refusals.get(recipient);
        if (reply != null) {
            return Optional.of(reply);
        }
        return mailboxes.containsKey(recipient)
                ? Optional.empty()
                : Optional.of("550 5.1.1 unknown user");
    }

    boolean isUnreachable() {
        return unreachable;
    }

    InstantSource clock() {
        return clock;
    }

    private MailException noSuchMailbox() {
        return new MailException(Reason.NO_SUCH_MAILBOX, "not here");
    }

    private static void waitFor(Duration delay) {
        try {
            boolean never = new CountDownLatch(1).await(delay.toMillis(), TimeUnit.MILLISECONDS);
            assert !never;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
