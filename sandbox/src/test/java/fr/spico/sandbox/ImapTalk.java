package fr.spico.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import fr.spico.sandbox.cast.Cast;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Base64;

/// Says IMAP commands and returns everything up to the tagged answer.
final class ImapTalk implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;
    private final BufferedReader in;
    private int tag;

    ImapTalk(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        line();
    }

    /// As the platform does it: the mailbox is the authorisation identity.
    static ImapTalk delegated(int port, String mailbox) throws IOException {
        ImapTalk talk = new ImapTalk(port);
        String answer = talk.signIn(mailbox, Cast.PLATFORM.address());
        if (!answer.contains(" OK ")) {
            throw new IOException(answer);
        }
        return talk;
    }

    String signIn(String asWhom, String who) throws IOException {
        return say("AUTHENTICATE PLAIN " + plain(asWhom, who));
    }

    String say(String command) throws IOException {
        String mark = "t" + ++tag;
        send(mark + " " + command);
        StringBuilder answer = new StringBuilder();
        for (String line = line(); ; line = line()) {
            answer.append(line).append('\n');
            if (line.startsWith(mark + " ")) {
                return answer.toString();
            }
        }
    }

    void send(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
    }

    /// @throws IOException also when the server has closed the connection
    String line() throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new IOException("closed");
        }
        return line;
    }

    static String plain(String asWhom, String who) {
        String message = asWhom + "\0" + who + "\0" + Cast.PASSWORD;
        return Base64.getEncoder().encodeToString(message.getBytes(UTF_8));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
