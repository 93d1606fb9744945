package fr.spico.sandbox.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fr.spico.sandbox.annuaire.AnnuaireServer;
import fr.spico.sandbox.faults.Faults;
import fr.spico.sandbox.james.Mailboxes;
import fr.spico.sandbox.james.Recipients;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.user.api.UsersRepositoryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// HTTP server of the sandbox, on loopback: `/` the page, `/api` its JSON, `/fhir/v2` the Annuaire
/// Santé, `/health`.
public final class WebPage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebPage.class);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Api api;
    private final Pages pages;

    private WebPage(HttpServer server, Api api, Pages pages) {
        this.server = server;
        this.api = api;
        this.pages = pages;
    }

    /// @param port 0 = any
    /// @param smtpPort the operator's own SMTP, not the one that may fail: mail from outside still
    ///   arrives
    public static WebPage start(
            int port,
            Mailboxes mailboxes,
            Recipients recipients,
            Faults faults,
            int smtpPort,
            AnnuaireServer annuaire)
            throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        Api api = new Api(mailboxes, recipients, faults, smtpPort, InstantSource.system());
        WebPage page = new WebPage(server, api, new Pages(mailboxes, faults, api));
        server.setExecutor(page.threads);
        server.createContext("/", page::handle);
        server.createContext(AnnuaireServer.PATH, annuaire);
        server.start();
        return page;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            write(exchange, safely(Request.of(exchange)));
        }
    }

    private Reply safely(Request request) {
        try {
            return request.isFromHere()
                    ? route(request)
                    : Reply.text(403, "Requête d'un autre site refusée.");
        } catch (IOException | MailboxException | UsersRepositoryException | RuntimeException e) {
            LOG.warn("the page could not answer", e);
            return Reply.text(500, "Le bac à sable n'a pas pu répondre ; voir james.log.");
        }
    }

    private Reply route(Request request)
            throws IOException, MailboxException, UsersRepositoryException {
        List<String> path = request.path();
        String first = path.isEmpty() ? "" : path.getFirst();
        boolean reading = request.method().equals("GET") || request.method().equals("HEAD");
        if (first.equals("api")) {
            return reading || request.method().equals("POST")
                    ? api.answer(request, path.subList(1, path.size()))
                    : Reply.text(405, "GET ou POST seulement.");
        }
        if (!reading) {
            return Reply.text(405, "GET seulement.");
        }
        return switch (first) {
            case "health" ->
                    Reply.resource(
                            "application/json",
                            "{\"status\":\"up\"}"
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            case "sandbox.css" -> resource("sandbox.css", "text/css; charset=utf-8");
            case "sandbox.js" -> resource("sandbox.js", "text/javascript; charset=utf-8");
            default -> pages.answer(request);
        };
    }

    private static Reply resource(String name, String type) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(WebPage.class.getResourceAsStream("/web/" + name))) {
            return Reply.resource(type, in.readAllBytes());
        }
    }

    private static void write(HttpExchange exchange, Reply reply) throws IOException {
        Map<String, String> common =
                Map.of(
                        "Content-Type",
                        reply.type(),
                        "X-Content-Type-Options",
                        "nosniff",
                        "Referrer-Policy",
                        "no-referrer",
                        "Cache-Control",
                        "no-store");
        common.forEach(exchange.getResponseHeaders()::set);
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(
                reply.status(), head || reply.body().length == 0 ? -1 : reply.body().length);
        if (!head) {
            exchange.getResponseBody().write(reply.body());
        }
    }
}
