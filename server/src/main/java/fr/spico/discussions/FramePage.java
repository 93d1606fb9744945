package fr.spico.discussions;

import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// A whole page for a sandboxed frame of the application, with the application's colours: something
/// of a stranger's that was made harmless. Even so nothing in it may run, and nothing come from
/// elsewhere.
public final class FramePage {

    private static final String CONTENT_POLICY =
            "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline';"
                    + " frame-ancestors 'self';"
                    + " sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox";

    private static final String LOOK =
            """
            :root{%s}
            html{background:var(--ground);color:var(--ink)}
            body{margin:0;padding:2px;font:15px/1.55 -apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif;\
            overflow-wrap:anywhere;color:var(--ink)}
            .paper{background:#fff;color:#1d2329;color-scheme:light;border-radius:6px;padding:12px}
            a{color:var(--link)}.paper a{color:#0b5c73}
            img{max-width:100%%;height:auto}table{max-width:100%%}
            pre{white-space:pre-wrap}
            blockquote{margin:.5em 0;padding-left:.9em;border-left:3px solid var(--line);color:var(--faint)}
            .paper blockquote{border-color:#cfd8dc;color:#51606b}
            .notice{margin:0 0 12px;padding:8px 12px;border:1px solid var(--line);border-radius:6px;font-size:14px}
            .document{padding:12px 16px;overflow-x:auto}
            .document h1{font-size:20px;line-height:1.3;margin:0 0 10px}
            .document h2{font-size:17px;margin:22px 0 6px}.document h3,.document h4,.document h5{font-size:15px;margin:14px 0 4px}
            .document table{border-collapse:collapse;margin:8px 0}
            .document th,.document td{border:1px solid var(--line);padding:4px 8px;text-align:left;vertical-align:top;overflow-wrap:break-word}
            .document caption{text-align:left;font-weight:600;padding:4px 0}
            .document .who th,.document .who td{border:0;padding:1px 14px 1px 0}
            .document .who th{color:var(--faint);font-weight:400;white-space:nowrap}
            """;

    /// The same colours as the application's (web/src/app/tokens.css).
    private static final String LIGHT =
            "color-scheme:light;--ground:#fffdf9;--ink:#21262e;--faint:#5a5f68;--line:#ddd5c6;--link:#2b5580";

    private static final String DARK =
            "color-scheme:dark;--ground:#1b2027;--ink:#ece7dc;--faint:#a8acb3;--line:#323943;--link:#9cc3e8";

    private FramePage() {}

    /// @param body what stands inside of `<body>`, harmless already
    /// @param theme `light`, `dark`, anything else: as the reader's system
    public static String html(String title, String body, String theme) {
        return "<!doctype html><html lang=\"fr\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\">"
                + "<title>"
                + title
                + "</title><base target=\"_blank\"><style>"
                + look(theme)
                + "</style></head><body>"
                + body
                + "</body></html>";
    }

    /// The answer that carries a page; more fields may be added.
    public static ResponseEntity.BodyBuilder answer() {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", CONTENT_POLICY);
    }

    private static String look(String theme) {
        return switch (theme) {
            case "dark" -> LOOK.formatted(DARK);
            case "light" -> LOOK.formatted(LIGHT);
            default ->
                    LOOK.formatted(LIGHT)
                            + "@media(prefers-color-scheme:dark){:root{"
                            + DARK
                            + "}}";
        };
    }
}
