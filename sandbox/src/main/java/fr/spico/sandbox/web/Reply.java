package fr.spico.sandbox.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/// What a handler answers.
///
/// @param headers beside the type
record Reply(int status, String type, byte[] body, Map<String, String> headers) {
    /// Own style and script only; frames only of ourselves.
    static final String PAGE_POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    /// A mail's HTML: nothing runs, nothing is fetched from elsewhere.
    static final String MAIL_POLICY =
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'";

    static Reply page(String html) {
        return page(200, html);
    }

    static Reply page(int status, String html) {
        return new Reply(
                status,
                "text/html; charset=utf-8",
                html.getBytes(UTF_8),
                Map.of("Content-Security-Policy", PAGE_POLICY));
    }

    static Reply mailHtml(String html) {
        return new Reply(
                200,
                "text/html; charset=utf-8",
                html.getBytes(UTF_8),
                Map.of("Content-Security-Policy", MAIL_POLICY));
    }

    static Reply file(String type, byte[] content, String disposition) {
        return new Reply(
                200,
                type,
                content,
                Map.of("Content-Disposition", disposition, "Content-Security-Policy", MAIL_POLICY));
    }

    static Reply text(int status, String text) {
        return new Reply(status, "text/plain; charset=utf-8", text.getBytes(UTF_8), Map.of());
    }

    static Reply resource(String type, byte[] content) {
        return new Reply(200, type, content, Map.of());
    }
}
