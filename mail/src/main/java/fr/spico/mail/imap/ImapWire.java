package fr.spico.mail.imap;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.wire.KeptSocket;
import fr.spico.mail.wire.WireSettings;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Consumer;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.LiteralException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.util.MailLogger;
import org.jspecify.annotations.Nullable;

/// One IMAP connection: commands and answers. Angus Mail makes the connection, TLS, SASL and writes
/// commands; answers are handed over one by one as they arrive, and none may be longer than
/// [#MAX_ANSWER].
final class ImapWire extends IMAPProtocol {

    /// Octets of one answer with all its literals. A server that announces more breaks the
    /// connection, not our memory.
    static final int MAX_ANSWER = 16 * 1024 * 1024;

    private final KeptSocket socket;
    private final Duration timeout;
    private final Runnable onClose;
    private @Nullable ByteArray buffer;
    private volatile boolean broken;
    private boolean sawChange;
    private boolean sawChangeElsewhere;

    private ImapWire(
            WireSettings settings,
            Properties properties,
            KeptSocket socket,
            Duration timeout,
            Runnable onClose)
            throws IOException, ProtocolException {
        super(
                "imap",
                settings.endpoint().host(),
                settings.endpoint().port(),
                properties,
                settings.isTls(),
                new MailLogger(ImapWire.class, "imap", false, System.err));
        this.socket = socket;
        this.timeout = timeout;
        this.onClose = onClose;
    }

    static ImapWire connect(WireSettings settings, Duration timeout, Runnable onClose)
            throws MailException {
        KeptSocket socket = new KeptSocket();
        ImapWire wire = null;
        try {
            Properties properties = settings.properties("imap", socket);
            wire = new ImapWire(settings, properties, socket, timeout, onClose);
            if (settings.isStartTls()) {
                wire.startTLS();
            }
            return wire;
        } catch (IOException e) {
            socket.cut();
            throw Failures.of("CONNECT", e);
        } catch (ProtocolException | RuntimeException e) {
            socket.cut();
            String where = wire == null ? "greeting" : "STARTTLS";
            throw new MailException(Reason.UNREACHABLE, where + " refused", e);
        }
    }

    /// SASL PLAIN (RFC 4616), then asks again what the server offers.
    void authenticate(String mailbox, String user, String password) throws MailException {
        try {
            authplain(mailbox, user, password);
        } catch (CommandFailedException e) {
            throw notAuthenticated(e.getResponse(), e);
        } catch (ProtocolException e) {
            throw lost("AUTHENTICATE", e);
        } catch (RuntimeException e) {
            broken = true;
            throw new MailException(Reason.PROTOCOL, "AUTHENTICATE", e);
        }
        askCapabilities();
    }

    private void askCapabilities() throws MailException {
        try {
            capability();
        } catch (ProtocolException e) {
            throw lost("CAPABILITY", e);
        } catch (RuntimeException e) {
            broken = true;
            throw new MailException(Reason.PROTOCOL, "CAPABILITY", e);
        }
    }

    boolean offers(String capability) {
        return hasCapability(capability);
    }

    /// Runs a command and hands over every untagged answer as it arrives.
    ///
    /// @return the text after the final OK
    String run(String command, @Nullable Argument arguments, Consumer<ImapAnswer> each)
            throws MailException {
        checkAlive();
        try {
            String tag = writeCommand(command, arguments);
            while (true) {
                ImapAnswer answer = readResponse();
                if (answer.isTagged() && tag.equals(answer.getTag())) {
                    return finish(command, answer);
                }
                untagged(command, answer, each);
            }
        } catch (LiteralException e) {
            throw Failures.of(command, e.getResponse());
        } catch (ProtocolException e) {
            throw lost(command, e);
        } catch (IOException e) {
            broken = true;
            throw Failures.of(command, e);
        } catch (RuntimeException e) {
            // The consumer failed with answers still to come: the connection is out of step.
            broken = true;
            throw e;
        }
    }

    String run(String command) throws MailException {
        return run(command, null, _ -> {});
    }

    String run(String command, Argument arguments) throws MailException {
        return run(command, arguments, _ -> {});
    }

    /// IDLE (RFC 2177) until an answer tells a change or the time is up.
    boolean idle(long untilNanos) throws MailException {
        checkAlive();
        try {
            String tag = writeCommand("IDLE", null);
            ImapAnswer first = readResponse();
            while (!first.isContinuation()) {
                if (first.isTagged()) {
                    finish("IDLE", first);
                    throw new MailException(Reason.PROTOCOL, "IDLE ended before it began");
                }
                untagged("IDLE", first, _ -> {});
                first = readResponse();
            }
            waitForChange(untilNanos);
            done();
            endIdle(tag);
            return takeChange() || sawChangeElsewhere;
        } catch (ProtocolException e) {
            throw lost("IDLE", e);
        } catch (IOException e) {
            broken = true;
            throw Failures.of("IDLE", e);
        }
    }

    /// Waits without a command, until the time is up or another thread closes the connection.
    void pause(Duration atMost) throws MailException {
        if (socket.awaitCut(atMost)) {
            broken = true;
        }
        checkAlive();
    }

    /// Whether the folder changed since the last call, as far as answers told.
    boolean takeChange() {
        boolean was = sawChange;
        sawChange = false;
        return was;
    }

    /// What an answer told that nobody had asked for.
    void noteChange() {
        sawChange = true;
    }

    /// Whether another folder changed since the last call of this, as far as answers told.
    boolean takeChangeElsewhere() {
        boolean was = sawChangeElsewhere;
        sawChangeElsewhere = false;
        return was;
    }

    boolean hasChangeElsewhere() {
        return sawChangeElsewhere;
    }

    void noteChangeElsewhere() {
        sawChangeElsewhere = true;
    }

    /// Ends the connection at once. From any thread, any number of times.
    void cut() {
        socket.cut();
        broken = true;
        onClose.run();
    }

    /// Says good-bye first, if the connection still works. From any thread.
    void hangUp() {
        if (!broken && !socket.isCut()) {
            try {
                socket.readDeadline(Duration.ofSeconds(1));
                writeCommand("LOGOUT", null);
            } catch (IOException | ProtocolException | RuntimeException e) {
                // Closing never fails.
            }
        }
        cut();
    }

    @Override
    public ImapAnswer readResponse() throws IOException, ProtocolException {
        try {
            return new ImapAnswer(this);
        } catch (RuntimeException e) {
            throw new AnswerTooLong(e);
        }
    }

    @Override
    protected ByteArray getResponseBuffer() {
        buffer = new BoundedBytes();
        return buffer;
    }

    private void waitForChange(long untilNanos)
            throws IOException, ProtocolException, MailException {
        while (!sawChange && !sawChangeElsewhere) {
            Duration left = Duration.ofNanos(untilNanos - System.nanoTime());
            if (left.isNegative() || left.isZero()) {
                return;
            }
            try {
                socket.readDeadline(left);
                untagged("IDLE", readResponse(), _ -> {});
            } catch (SocketTimeoutException e) {
                if (buffer != null && buffer.getBytes()[0] != 0) {
                    throw e; // Cut in the middle of a line: what follows would be nonsense.
                }
                return;
            } finally {
                socket.readDeadline(timeout);
            }
        }
    }

    private void done() throws IOException {
        getOutputStream().write(new byte[] {'D', 'O', 'N', 'E', '\r', '\n'});
        getOutputStream().flush();
    }

    private void endIdle(String tag) throws IOException, ProtocolException, MailException {
        while (true) {
            ImapAnswer answer = readResponse();
            if (answer.isTagged() && tag.equals(answer.getTag())) {
                finish("IDLE", answer);
                return;
            }
            untagged("IDLE", answer, _ -> {});
        }
    }

    private void untagged(String command, ImapAnswer answer, Consumer<ImapAnswer> each)
            throws MailException {
        if (answer.isBYE()) {
            broken = true;
            throw Failures.of(command, answer);
        }
        if (answer.isContinuation() || answer.isTagged()) {
            return;
        }
        if (answer.isOK()
                && Failures.codeOf(Failures.restOf(answer)).equals("NOTIFICATIONOVERFLOW")) {
            // It tells no more of other folders (RFC 5465 §5.8): a new connection asks anew.
            broken = true;
            throw new MailException(Reason.UNREACHABLE, "NOTIFY overflow");
        }
        switch (answer.key()) {
            case "EXISTS", "EXPUNGE", "VANISHED" -> sawChange = true;
            case "FETCH" -> sawChange |= !asksForFetch(command);
            // NOTIFY tells at any time; an answer to the same question is told apart by its name.
            case "STATUS" ->
                    sawChangeElsewhere |= !command.startsWith("STATUS") && !isList(command);
            case "LIST" -> sawChangeElsewhere |= !isList(command);
            default -> {}
        }
        each.accept(answer);
    }

    /// Its FETCH answers are looked at by who asked.
    private static boolean asksForFetch(String command) {
        return command.startsWith("UID FETCH") || command.startsWith("UID STORE");
    }

    private static boolean isList(String command) {
        return command.startsWith("LIST") || command.startsWith("LSUB");
    }

    private static String finish(String command, ImapAnswer answer) throws MailException {
        if (!answer.isOK()) {
            throw Failures.of(command, answer);
        }
        return Failures.restOf(answer);
    }

    /// Whether the connection still works, as far as is known.
    boolean isAlive() {
        return !broken && !socket.isCut();
    }

    private void checkAlive() throws MailException {
        if (broken) {
            throw new MailException(Reason.UNREACHABLE, "the connection is closed");
        }
    }

    private MailException lost(String command, ProtocolException e) {
        broken = true;
        Response answer = e.getResponse();
        return answer == null || answer.isOK()
                ? new MailException(Reason.PROTOCOL, command.split(" ", 2)[0], e)
                : Failures.of(command, answer);
    }

    private static MailException notAuthenticated(@Nullable Response answer, Exception cause) {
        String code = answer == null ? "" : Failures.codeOf(Failures.restOf(answer));
        Reason reason =
                switch (code.toUpperCase(Locale.ROOT)) {
                    case "NONEXISTENT" -> Reason.NO_SUCH_MAILBOX;
                    case "UNAVAILABLE", "SERVERBUG" -> Reason.UNREACHABLE;
                    case "LIMIT", "INUSE" -> Reason.TOO_BUSY;
                    default -> Reason.NOT_AUTHENTICATED;
                };
        return new MailException(reason, "AUTHENTICATE " + code, cause);
    }

    /// Refuses to grow past the limit, which is how Angus Mail asks for an announced literal.
    /// Doubles, where Angus Mail would copy a long line again for each quarter of a megabyte.
    private static final class BoundedBytes extends ByteArray {

        BoundedBytes() {
            super(128);
        }

        @Override
        public void grow(int more) {
            if (more < 0 || more > MAX_ANSWER - getBytes().length) {
                throw new IllegalStateException("answer longer than " + MAX_ANSWER + " octets");
            }
            int doubled = Math.min(getBytes().length, MAX_ANSWER - getBytes().length);
            super.grow(Math.max(more, doubled));
        }
    }
}
