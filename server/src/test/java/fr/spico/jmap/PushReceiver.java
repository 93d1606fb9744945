package fr.spico.jmap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A push service on this machine that keeps what it is given.
final class PushReceiver implements AutoCloseable {

    private final HttpServer server;
    private final BlockingQueue<Push> received = new LinkedBlockingQueue<>();
    private volatile int status = 201;

    PushReceiver() throws IOException {
        this(HttpServer.create(anyPort(), 0));
    }

    private PushReceiver(HttpServer server) {
        this.server = server;
        server.createContext("/", this::take);
        server.start();
    }

    /// One that proves who it is.
    static PushReceiver secured(SSLContext identity) throws IOException {
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity));
        return new PushReceiver(server);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /// One message with the fields that came with it.
    record Push(com.sun.net.httpserver.Headers fields, byte[] body) {
        String field(String name) {
            return String.valueOf(fields.getFirst(name));
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/push?device=1";
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// What it answers from now on.
    void answer(int newStatus) {
        status = newStatus;
    }

    @Nullable Push next(int seconds) throws InterruptedException {
        return received.poll(seconds, TimeUnit.SECONDS);
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        received.add(new Push(exchange.getRequestHeaders(), body));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
