package fr.spico.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;

/// Says SMTP commands and returns the whole reply.
final class SmtpTalk implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;
    private final BufferedReader in;

    SmtpTalk(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        reply();
    }

    String say(String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
        return reply();
    }

    /// Signs in and announces a sender.
    String from(String asWhom, String who, String sender) throws IOException {
        say("EHLO test");
        String answer = say("AUTH PLAIN " + ImapTalk.plain(asWhom, who));
        return answer.startsWith("235") ? say("MAIL FROM:<" + sender + ">") : answer;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String reply() throws IOException {
        StringBuilder reply = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            reply.append(line).append('\n');
            if (line.length() < 4 || line.charAt(3) == ' ') {
                return reply.toString();
            }
        }
        throw new IOException("closed");
    }
}
