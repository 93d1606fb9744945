package fr.spico.mail.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Passes connections on to a port of this machine, until it is told to cut them. Thread-safe.
public final class CuttingProxy implements AutoCloseable {

    private final int target;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong octetsLeft = new AtomicLong(Long.MAX_VALUE);
    private volatile boolean refusing;

    public CuttingProxy(int target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("cutting-proxy").start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// All connections are cut once the server has said so many octets more; new ones work again.
    public void cutAfter(long octets) {
        octetsLeft.set(octets);
    }

    /// Cuts what is open.
    public void cut() {
        open.forEach(CuttingProxy::close);
    }

    /// Cuts what is open and takes nothing new until it is healed.
    public void refuse(boolean wanted) {
        refusing = wanted;
        if (wanted) {
            cut();
        }
    }

    @Override
    public void close() {
        cut();
        try {
            listener.close();
        } catch (IOException e) {
            // It listens no longer, which is what was wanted.
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (refusing) {
                    client.close();
                } else {
                    join(client, new Socket(InetAddress.getLoopbackAddress(), target));
                }
            } catch (IOException e) {
                // Closed by us, or one client that could not be served.
            }
        }
    }

    private void join(Socket client, Socket server) throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        open.add(client);
        open.add(server);
        Thread.ofVirtual().start(() -> pass(client, server, false));
        Thread.ofVirtual().start(() -> pass(server, client, true));
    }

    private void pass(Socket from, Socket to, boolean counted) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                int most = n;
                long left = counted ? octetsLeft.addAndGet(-most) : 0;
                if (left < 0) {
                    out.write(buffer, 0, (int) Math.max(0, most + left));
                    octetsLeft.set(Long.MAX_VALUE);
                    cut();
                    return;
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // One end is gone, the other follows.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed, or as good as.
        }
    }
}
