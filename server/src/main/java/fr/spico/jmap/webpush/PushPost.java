package fr.spico.jmap.webpush;

import fr.spico.jmap.webpush.PushSubscription.Keys;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Hands one message to a receiver (RFC 8030 §5). Speaks HTTP/1.1 itself, because the connection
/// has to go to the very address that was judged; follows nothing, and reads no more of the answer
/// than its status.
@Component
class PushPost {

    private static final Duration KEPT_BY_SERVICE = Duration.ofDays(1);
    private static final int MAX_STATUS_LINE = 1_000;

    private final VapidKey vapid;
    private final PushSettings settings;
    private final RandomGenerator random;

    PushPost(VapidKey vapid, PushSettings settings, RandomGenerator random) {
        this.vapid = vapid;
        this.settings = settings;
        this.random = random;
    }

    /// What the receiver said.
    enum Outcome {
        TAKEN,
        /// There is no such receiver any more.
        GONE,
        /// Perhaps another time.
        NOT_NOW
    }

    Outcome send(PushSubscription subscription, ObjectNode message) {
        try {
            Optional<PushTarget> target = PushTarget.parse(subscription.url(), settings.loopback());
            Optional<InetAddress> address =
                    target.isEmpty() ? Optional.empty() : target.get().address(settings.loopback());
            return address.isEmpty()
                    ? Outcome.NOT_NOW
                    : outcome(post(target.get(), address.get(), subscription, message));
        } catch (IOException e) {
            return Outcome.NOT_NOW;
        }
    }

    private static Outcome outcome(int status) {
        return switch (status) {
            case 404, 410 -> Outcome.GONE;
            default -> status / 100 == 2 ? Outcome.TAKEN : Outcome.NOT_NOW;
        };
    }

    private int post(
            PushTarget target,
            InetAddress address,
            PushSubscription subscription,
            ObjectNode message)
            throws IOException {
        byte[] plain = message.toString().getBytes(StandardCharsets.UTF_8);
        byte[] body = subscription.keys().map(keys -> sealed(plain, keys)).orElse(plain);
        long deadline = System.nanoTime() + settings.timeout().toNanos();
        int millis = (int) settings.timeout().toMillis();
        try (Socket plainSocket = new Socket()) {
            plainSocket.connect(new InetSocketAddress(address, target.port()), millis);
            plainSocket.setSoTimeout(millis);
            try (Socket socket = target.isSecure() ? secured(plainSocket, target) : plainSocket) {
                OutputStream out = new BufferedOutputStream(socket.getOutputStream());
                out.write(head(target, subscription, body.length));
                out.write(body);
                out.flush();
                return status(socket.getInputStream(), deadline);
            }
        }
    }

    private byte[] sealed(byte[] message, Keys keys) {
        byte[] salt = new byte[PushEncryption.SALT];
        random.nextBytes(salt);
        return PushEncryption.encrypt(message, keys, PushCurve.newPair(), salt);
    }

    /// The certificate has to be the named machine's.
    private static Socket secured(Socket plain, PushTarget target) throws IOException {
        SSLSocket socket =
                (SSLSocket) tls().createSocket(plain, target.host(), target.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static SSLSocketFactory tls() {
        try {
            return SSLContext.getDefault().getSocketFactory();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no TLS", e);
        }
    }

    private byte[] head(PushTarget target, PushSubscription subscription, int length) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Host", target.uri().getRawAuthority());
        fields.put("User-Agent", "Spico");
        fields.put("Content-Type", "application/json");
        fields.put("Content-Length", Integer.toString(length));
        if (subscription.keys().isPresent()) {
            fields.put("Content-Encoding", "aes128gcm");
        }
        fields.put("TTL", Long.toString(KEPT_BY_SERVICE.toSeconds()));
        fields.put("Urgency", "normal");
        // A newer state makes an older one worthless (RFC 8030 §5.4).
        fields.put("Topic", subscription.id().toString().replace("-", ""));
        fields.put("Authorization", vapid.authorization(target.uri()));
        fields.put("Connection", "close");
        StringBuilder head = new StringBuilder("POST " + target.path() + " HTTP/1.1\r\n");
        fields.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /// Of `HTTP/1.1 201 Created`.
    private static int status(InputStream in, long deadline) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet >= 0 && octet != '\r' && octet != '\n'; ) {
            line.append((char) octet);
            if (line.length() > MAX_STATUS_LINE || System.nanoTime() > deadline) {
                throw new IOException("no status");
            }
            octet = in.read();
        }
        String[] words = line.toString().split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/") || !words[1].matches("[0-9]{3}")) {
            throw new IOException("no status");
        }
        return Integer.parseInt(words[1]);
    }
}
