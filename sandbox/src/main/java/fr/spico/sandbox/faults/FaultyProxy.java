package fr.spico.sandbox.faults;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Passes TCP connections through to a port of this machine, well or badly. Two virtual threads per
/// connection.
public final class FaultyProxy implements AutoCloseable {
    /// How the proxy treats connections.
    public enum Mode {
        HEALTHY,
        /// Every packet of the server arrives late.
        SLOW,
        /// Connections are taken, then closed at once; open ones are cut.
        DOWN,
        /// Nobody listens; open connections are cut.
        REFUSING
    }

    private static final Duration SLOWNESS = Duration.ofMillis(1500);
    private static final int BACKLOG = 200;

    private final int target;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Mode mode = Mode.HEALTHY;
    private volatile ServerSocket listener;
    private volatile Thread accepting;
    private volatile boolean closed;

    /// @param port 0 = any
    public FaultyProxy(int port, int target) throws IOException {
        this.target = target;
        this.listener = listen(port);
        this.port = listener.getLocalPort();
        this.accepting = accept(listener);
    }

    public int port() {
        return port;
    }

    public Mode mode() {
        return mode;
    }

    /// Changes what happens, for open connections too.
    public void mode(Mode wanted) throws IOException {
        mode = wanted;
        if (wanted == Mode.DOWN || wanted == Mode.REFUSING) {
            open.forEach(FaultyProxy::closeQuietly);
        }
        if (wanted == Mode.REFUSING) {
            stopListening();
        } else if (listener.isClosed()) {
            listener = listen(port);
            accepting = accept(listener);
        }
    }

    /// The port is free once the thread that waits for connections has left it.
    private void stopListening() throws IOException {
        listener.close();
        try {
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
        open.forEach(FaultyProxy::closeQuietly);
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        return socket;
    }

    private Thread accept(ServerSocket socket) {
        return Thread.ofVirtual().start(() -> acceptLoop(socket));
    }

    private void acceptLoop(ServerSocket socket) {
        while (!closed && !socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // Closed: by the mode REFUSING or at the end.
                return;
            }
        }
    }

    private void serve(Socket client) {
        if (mode == Mode.DOWN) {
            closeQuietly(client);
            return;
        }
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(client);
            open.add(server);
            Thread.ofVirtual().start(() -> pump(client, server, false));
            pump(server, client, true);
        } catch (IOException e) {
            closeQuietly(client);
        }
    }

    private void pump(Socket from, Socket to, boolean fromServer) {
        byte[] buffer = new byte[16 * 1024];
        try {
            from.setTcpNoDelay(true);
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (fromServer && mode == Mode.SLOW) {
                    Thread.sleep(SLOWNESS);
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // Either side has gone; the other one goes too.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            drop(from);
            drop(to);
        }
    }

    private void drop(Socket socket) {
        open.remove(socket);
        closeQuietly(socket);
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }
}
