package fr.spico.mail.wire;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The socket under a connection, kept so that its deadline can be changed and another thread can
/// cut it. Thread-safe.
public final class KeptSocket {

    private volatile @Nullable Socket socket;
    private final CountDownLatch closed = new CountDownLatch(1);

    /// Sets how long one read may wait; at least a millisecond.
    public void readDeadline(Duration deadline) throws SocketException {
        Socket s = socket;
        if (s != null) {
            s.setSoTimeout((int) Math.clamp(deadline.toMillis(), 1, Integer.MAX_VALUE));
        }
    }

    /// Cuts the connection; a thread that reads from it fails at once.
    public void cut() {
        closed.countDown();
        Socket s = socket;
        if (s != null) {
            closeQuietly(s);
        }
    }

    public boolean isCut() {
        return closed.getCount() == 0;
    }

    /// Waits until [#cut()] or the time is up.
    ///
    /// @return true if it was cut
    public boolean awaitCut(Duration atMost) {
        try {
            return closed.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cut();
            return true;
        }
    }

    Socket keep(Socket opened) {
        socket = opened;
        if (isCut()) {
            closeQuietly(opened);
        }
        return opened;
    }

    private static void closeQuietly(Socket s) {
        try {
            s.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
