package fr.spico.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/// What a refused upload still has to say.
public final class UnreadBody {

    private static final long AT_MOST = 64 << 20;

    private UnreadBody() {}

    /// A client still writing would otherwise find the connection closed instead of the answer.
    public static void drain(HttpServletRequest request) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = AT_MOST;
        for (int n = 0; n >= 0 && left > 0; left -= n) {
            n = request.getInputStream().read(buffer);
        }
    }
}
