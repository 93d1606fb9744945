package fr.spico.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.header.HeaderWriter;

/// The headers of every answer. A handler's own value wins: the page of a mail has a
/// Content-Security-Policy of its own and is shown in a frame.
public final class StrictHeaders implements HeaderWriter {

    private static final String CSP = "Content-Security-Policy";

    private static final String CSP_OF_THE_APPLICATION =
            String.join(
                    "; ",
                    "default-src 'self'",
                    "script-src 'self'",
                    "style-src 'self' 'unsafe-inline'",
                    "img-src 'self' data: blob:",
                    "font-src 'self'",
                    "connect-src 'self'",
                    "frame-src 'self' blob:",
                    "worker-src 'self' blob:",
                    "object-src 'none'",
                    "base-uri 'none'",
                    "form-action 'self'",
                    "frame-ancestors 'none'");

    private static final Map<String, String> ALWAYS =
            Map.of(
                    "X-Content-Type-Options", "nosniff",
                    "Referrer-Policy", "no-referrer",
                    "Permissions-Policy",
                            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
                    "Cross-Origin-Opener-Policy", "same-origin",
                    "Cross-Origin-Resource-Policy", "same-origin");

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        ALWAYS.forEach((name, value) -> writeUnlessSet(response, name, value));
        if (!response.containsHeader(CSP)) {
            response.setHeader(CSP, CSP_OF_THE_APPLICATION);
            writeUnlessSet(response, "X-Frame-Options", "DENY");
        }
        if (isData(request.getServletPath())) {
            writeUnlessSet(response, HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    private static void writeUnlessSet(HttpServletResponse response, String name, String value) {
        if (!response.containsHeader(name)) {
            response.setHeader(name, value);
        }
    }

    /// @param path decoded: `/%61pi/` is `/api/`
    private static boolean isData(String path) {
        return path.startsWith("/api/")
                || path.startsWith("/jmap/")
                || path.startsWith("/.well-known/");
    }
}
