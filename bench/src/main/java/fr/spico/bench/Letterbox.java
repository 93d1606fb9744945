package fr.spico.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The operator's SMTP, as far as linking a mailbox needs it: takes every mail and gives out the
/// codes that it finds. Also speaks LMTP as a client, to deliver a mail.
final class Letterbox implements AutoCloseable {

    static final Pattern CODE = Pattern.compile("\\b[A-Z0-9]{4}-[A-Z0-9]{4}\\b");

    private final ServerSocket server;
    private final BlockingQueue<String> codes = new LinkedBlockingQueue<>();

    Letterbox() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    String code() throws IOException, InterruptedException {
        String code = codes.poll(20, TimeUnit.SECONDS);
        if (code == null) {
            throw new IOException("no code came");
        }
        return code;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> converse(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void converse(Socket client) {
        try (client;
                Wire wire = new Wire(client)) {
            wire.say("220 letterbox");
            for (String line = wire.line(); line != null; line = wire.line()) {
                switch (line.length() < 4
                        ? line
                        : line.substring(0, 4).toUpperCase(java.util.Locale.ROOT)) {
                    case "EHLO" -> wire.say("250-letterbox\r\n250-AUTH PLAIN\r\n250 8BITMIME");
                    case "AUTH" -> wire.say("235 welcome");
                    case "DATA" -> {
                        wire.say("354 go on");
                        Matcher code = CODE.matcher(wire.data());
                        if (code.find()) {
                            codes.add(code.group());
                        }
                        wire.say("250 taken");
                    }
                    case "QUIT" -> {
                        wire.say("221 bye");
                        return;
                    }
                    default -> wire.say("250 OK");
                }
            }
        } catch (IOException e) {
            // Whoever leaves without a word has what they wanted.
        }
    }

    /// Delivers one mail over LMTP and returns when it is in the mailbox.
    static void deliver(int port, String address, byte[] mail) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                Wire wire = new Wire(socket)) {
            wire.expect("220");
            wire.ask("LHLO bench", "250");
            wire.ask("MAIL FROM:<bench@liberal.mssante.test>", "250");
            wire.ask("RCPT TO:<" + address + ">", "250");
            wire.ask("DATA", "354");
            wire.ask(new String(mail, StandardCharsets.ISO_8859_1) + "\r\n.", "250");
            wire.ask("QUIT", "221");
        }
    }

    /// Lines that end with CRLF.
    private static final class Wire implements AutoCloseable {
        private final BufferedReader in;
        private final BufferedWriter out;

        Wire(Socket socket) throws IOException {
            in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1));
            out =
                    new BufferedWriter(
                            new OutputStreamWriter(
                                    socket.getOutputStream(), StandardCharsets.ISO_8859_1));
        }

        @org.jspecify.annotations.Nullable
        String line() throws IOException {
            return in.readLine();
        }

        void say(String line) throws IOException {
            out.write(line + "\r\n");
            out.flush();
        }

        void ask(String line, String expected) throws IOException {
            say(line);
            expect(expected);
        }

        void expect(String expected) throws IOException {
            String line = line();
            while (line != null && line.length() > 3 && line.charAt(3) == '-') {
                line = line();
            }
            if (line == null || !line.startsWith(expected)) {
                throw new IOException("LMTP answered " + line);
            }
        }

        String data() throws IOException {
            StringBuilder text = new StringBuilder();
            for (String line = line(); line != null && !line.equals("."); line = line()) {
                text.append(line).append('\n');
            }
            return text.toString();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
