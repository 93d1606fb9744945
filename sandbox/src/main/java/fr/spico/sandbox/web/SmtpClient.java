package fr.spico.sandbox.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import fr.spico.sandbox.cast.Cast;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Sends one mail through the operator's SMTP, signed in as the sender.
final class SmtpClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /// @param recipient an address
    /// @param accepted at RCPT time and, if so, with the content too
    /// @param reply the server's last word on it
    record Outcome(String recipient, boolean accepted, String reply) {}

    SmtpClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
        out = new BufferedOutputStream(socket.getOutputStream());
        expect(reply(), "220");
        expect(command("EHLO sandbox"), "250");
    }

    /// @throws IOException if the server takes neither the sender nor the content
    List<Outcome> send(String from, List<String> recipients, byte[] mail) throws IOException {
        String credentials = "\0" + from + "\0" + Cast.PASSWORD;
        expect(
                command(
                        "AUTH PLAIN "
                                + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8))),
                "235");
        expect(command("MAIL FROM:<" + from + "> SIZE=" + mail.length), "250");
        List<Outcome> outcomes = new ArrayList<>();
        for (String recipient : recipients) {
            String reply = command("RCPT TO:<" + recipient + ">");
            outcomes.add(new Outcome(recipient, reply.startsWith("250"), reply));
        }
        if (outcomes.stream().anyMatch(Outcome::accepted)) {
            expect(command("DATA"), "354");
            out.write(dotStuffed(mail));
            expect(command("."), "250");
        }
        return outcomes;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String command(String line) throws IOException {
        out.write((line + "\r\n").getBytes(UTF_8));
        out.flush();
        return reply();
    }

    /// The last line of a reply.
    private String reply() throws IOException {
        String line = line();
        while (line.length() > 3 && line.charAt(3) == '-') {
            line = line();
        }
        return line;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("the operator closed the connection");
            }
            line.write(octet);
        }
        return line.toString(ISO_8859_1).strip();
    }

    private static void expect(String reply, String code) throws IOException {
        if (!reply.startsWith(code)) {
            throw new IOException(reply);
        }
    }

    /// Lines end with CRLF, the last one too; a leading dot is doubled (RFC 5321 §4.5.2).
    private static byte[] dotStuffed(byte[] mail) {
        String text =
                new String(mail, ISO_8859_1)
                        .replaceAll("\r?\n", "\r\n")
                        .replaceAll("(?m)^\\.", "..");
        return (text.endsWith("\r\n") ? text : text + "\r\n").getBytes(ISO_8859_1);
    }
}
