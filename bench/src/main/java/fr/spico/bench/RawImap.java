package fr.spico.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// The least that can be asked of an IMAP server: one kept connection, commands as text, answers
/// thrown away.
final class RawImap implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;
    private int tag;
    private long messages;

    RawImap(String host, int port, String user, String password, String folder) throws IOException {
        socket = new Socket(host, port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(120_000);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        line();
        command("LOGIN \"" + user + "\" \"" + password + "\"");
        command("SELECT " + folder);
    }

    /// How many messages the folder holds.
    long messages() {
        return messages;
    }

    /// Sends one command and reads to its tagged answer.
    ///
    /// @throws IOException if the answer is not OK
    void command(String text) throws IOException {
        String mark = "a" + tag++ + " ";
        send(mark + text);
        String line = line();
        while (!line.startsWith(mark)) {
            if (line.endsWith(" EXISTS")) {
                messages = Long.parseLong(line, 2, line.length() - " EXISTS".length(), 10);
            }
            skipLiteral(line);
            line = line();
        }
        if (!line.startsWith(mark + "OK")) {
            throw new IOException("refused: " + text.split(" ")[0]);
        }
    }

    void beginIdle() throws IOException {
        send("idle IDLE");
        while (!line().startsWith("+")) {
            // What changed before.
        }
    }

    void awaitExists() throws IOException {
        while (!line().endsWith(" EXISTS")) {
            // A word to keep the connection alive.
        }
    }

    void endIdle() throws IOException {
        send("DONE");
        while (!line().startsWith("idle ")) {
            // More news.
        }
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void skipLiteral(String line) throws IOException {
        if (line.endsWith("}")) {
            in.skipNBytes(Long.parseLong(line, line.lastIndexOf('{') + 1, line.length() - 1, 10));
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        while (c != '\n') {
            if (c < 0) {
                throw new IOException("connection closed");
            }
            line.append((char) c);
            c = in.read();
        }
        line.setLength(Math.max(0, line.length() - 1));
        return line.toString();
    }
}
