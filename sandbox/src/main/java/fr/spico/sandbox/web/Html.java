package fr.spico.sandbox.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/// Text into HTML and URLs. Everything that comes from a mail passes here.
final class Html {
    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /// One path segment or query value.
    static String url(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    static String page(String title, String main) {
        return """
        <!DOCTYPE html>
        <html lang="fr">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s – bac à sable</title>
        <link rel="stylesheet" href="/sandbox.css">
        <script src="/sandbox.js" defer></script>
        </head>
        <body>
        <header><a class="home" href="/">Bac à sable <span>le monde extérieur de Spico</span></a><a class="button" href="/ecrire">Écrire en tant que…</a></header>
        <main id="main">
        %s
        </main>
        <footer>Personnes et courriers fictifs. Ce n'est pas Spico : c'est l'opérateur de messagerie, vu de l'intérieur.</footer>
        </body>
        </html>
        """
                .formatted(escape(title), main);
    }
}
