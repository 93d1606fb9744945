package fr.spico.mail.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// An IMAP server that misbehaves on command: one script for what goes wrong at which command, and
/// the same mailbox for everybody. Holds thousands of connections (a virtual thread each, no state
/// but the selected folder). Thread-safe.
///
/// ```java
/// var server = new ScriptedImapServer();
/// server.mailbox().put("Subject: a\r\n\r\nb\r\n");
/// server.fail("UID FETCH", Fault.CUT_IN_LITERAL, 1);
/// ```
public final class ScriptedImapServer implements AutoCloseable {

    /// What goes wrong with the answer to a command.
    public enum Fault {
        /// `* BYE` and the end, before any answer.
        BYE,
        NO,
        BAD,
        /// Nothing is said any more.
        SILENCE,
        /// The connection ends without a word.
        CUT,
        /// … in the middle of the answer.
        CUT_IN_THE_MIDDLE,
        /// A literal announces more octets than come: what follows is swallowed.
        LITERAL_ANNOUNCED_TOO_LONG,
        /// A literal announces fewer octets than come: the rest is read as IMAP.
        LITERAL_ANNOUNCED_TOO_SHORT,
        /// A literal of four gigabytes is announced, and nothing comes.
        HUGE_LITERAL,
        /// A literal of two hundred megabytes is announced, and comes.
        ENDLESS_LITERAL,
        /// A line without end.
        ENDLESS_LINE,
        /// Octets that are no IMAP.
        GARBAGE,
        /// The answer to somebody else's command, then ours.
        WRONG_TAG,
        /// `* 1 EXPUNGE` in the middle of the answer, and the message is gone.
        EXPUNGE,
        /// `* OK [NOTIFICATIONOVERFLOW]`: from now on it tells no more of other folders (RFC 5465
        /// §5.8).
        OVERFLOW,
        /// `* 1 FETCH (… FLAGS …)` in the middle of the answer: somebody marks the message
        /// meanwhile.
        FLAGS
    }

    private record Step(Fault fault, AtomicInteger times) {}

    private final ServerSocket listener;
    private final ScriptedMailbox mailbox = new ScriptedMailbox();
    private final Map<String, Step> script = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile long garbled;
    private volatile List<String> listed = List.of();
    private volatile int loginLimit = Integer.MAX_VALUE;
    private volatile Set<String> capabilities =
            Set.of(
                    "IMAP4rev1",
                    "SASL-IR",
                    "IDLE",
                    "MOVE",
                    "UIDPLUS",
                    "ENABLE",
                    "CONDSTORE",
                    "NAMESPACE");

    public ScriptedImapServer() {
        try {
            listener = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("scripted-imap").start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public ScriptedMailbox mailbox() {
        return mailbox;
    }

    /// @param verb `GREETING`, `SELECT`, `UID FETCH`…
    /// @param times that it goes wrong, the next times the command comes
    public void fail(String verb, Fault fault, int times) {
        script.put(verb, new Step(fault, new AtomicInteger(times)));
    }

    /// Whenever this message's structure is asked for, what is answered is no IMAP.
    public void garble(long uid) {
        garbled = uid;
    }

    boolean isGarbled(long uid) {
        return uid == garbled;
    }

    public void behave() {
        garbled = 0;
        script.clear();
        loginLimit = Integer.MAX_VALUE;
    }

    /// Names that LIST tells beside INBOX, as they go over the wire.
    public void listsToo(String... names) {
        listed = List.of(names);
    }

    List<String> listed() {
        return listed;
    }

    /// More connections than this at once are refused: `NO [LIMIT]` at sign-in.
    public void loginLimit(int connections) {
        loginLimit = connections;
    }

    public void capabilities(String... offered) {
        capabilities = Set.of(offered);
    }

    public int connections() {
        return open.size();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            // It listens no longer.
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                // Closed by us.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new ScriptedConversation(this, socket.getInputStream(), socket.getOutputStream()).run();
        } catch (IOException | RuntimeException e) {
            // The client left, or the script ended the conversation.
        } finally {
            open.remove(socket);
        }
    }

    /// What goes wrong now with this command, if anything.
    java.util.Optional<Fault> faultAt(String verb) {
        Step step = script.get(verb);
        return step != null && step.times().getAndDecrement() > 0
                ? java.util.Optional.of(step.fault())
                : java.util.Optional.empty();
    }

    boolean isOverLimit() {
        return open.size() > loginLimit;
    }

    String capabilities() {
        return String.join(" ", capabilities);
    }

    boolean offers(String capability) {
        return capabilities.contains(capability);
    }

    /// Lines that end with CRLF; `null` at the end.
    static @org.jspecify.annotations.Nullable String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            line.append((char) c);
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r'
                ? line.substring(0, end - 1)
                : line.toString();
    }

    static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    static InputStream buffered(InputStream in) {
        return new BufferedInputStream(in, 512);
    }

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
