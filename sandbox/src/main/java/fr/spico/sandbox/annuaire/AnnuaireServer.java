package fr.spico.sandbox.annuaire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import fr.spico.sandbox.annuaire.Holder.Person;
import fr.spico.sandbox.annuaire.Holder.Role;
import fr.spico.sandbox.annuaire.Holder.Structure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Answers under [#PATH] as the Annuaire Santé does: a key in each call, 17 calls a second, 50
/// results a page, the next page under an address that says nothing. Thread-safe.
public final class AnnuaireServer implements HttpHandler {

    public static final String PATH = "/fhir/v2";

    /// Of the sandbox: whoever has it may ask.
    public static final String KEY = "cle-du-bac-a-sable";

    private static final int CALLS_PER_SECOND = 17;
    private static final int PAGE = 50;
    private static final int SEARCHES = 200;

    private final AnnuaireData data;
    private final ObjectMapper json = new ObjectMapper();
    private final AnnuaireJson resources = new AnnuaireJson(json);
    private final Map<String, Search> searches = Collections.synchronizedMap(new Remembered());
    private final Deque<Long> calls = new ArrayDeque<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile AnnuaireMood mood = AnnuaireMood.HEALTHY;
    private volatile Duration slowness = Duration.ofSeconds(40);
    private volatile int fewTimes = Integer.MAX_VALUE;

    public AnnuaireServer(AnnuaireData data) {
        this.data = data;
    }

    /// A search under way.
    private record Search(AnnuaireQuery query, List<? extends Holder> matches, int from) {}

    private static final class Remembered extends LinkedHashMap<String, Search> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Search> eldest) {
            return size() > SEARCHES;
        }
    }

    /// Serves alone, on a free port of 127.0.0.1: for tests.
    public Running start() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext(PATH, this);
        server.start();
        return new Running(server, threads);
    }

    /// A server of its own.
    public record Running(HttpServer server, ExecutorService threads) implements AutoCloseable {
        public String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    /// Until told otherwise.
    public void mood(AnnuaireMood now) {
        mood(now, Integer.MAX_VALUE);
    }

    /// For the next so many calls that it spoils.
    public void mood(AnnuaireMood now, int times) {
        fewTimes = times;
        mood = now;
    }

    /// How long a slow answer takes.
    public void slowness(Duration wait) {
        slowness = wait;
    }

    /// Calls that were answered with something to read.
    public int answered() {
        return answered.get();
    }

    /// Calls that came too fast.
    public int refused() {
        return refused.get();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        if (!KEY.equals(exchange.getRequestHeaders().getFirst("ESANTE-API-KEY"))) {
            write(exchange, 401, outcome("security", "Unauthorized"));
        } else if (tooFast() || spoiledBy(AnnuaireMood.BUSY)) {
            refused.incrementAndGet();
            exchange.getResponseHeaders().set("Retry-After", "1");
            write(exchange, 429, outcome("throttled", "Rate limit exceeded"));
        } else if (spoiledBy(AnnuaireMood.DOWN)) {
            html(exchange);
        } else {
            if (spoiledBy(AnnuaireMood.SLOW)) {
                Thread.sleep(slowness);
            }
            route(exchange);
        }
    }

    private synchronized boolean spoiledBy(AnnuaireMood one) {
        if (mood != one || fewTimes == 0) {
            return false;
        }
        fewTimes--;
        return true;
    }

    private boolean tooFast() {
        long now = System.nanoTime();
        synchronized (calls) {
            while (!calls.isEmpty() && now - calls.peekFirst() > 1_000_000_000L) {
                calls.removeFirst();
            }
            if (calls.size() >= CALLS_PER_SECOND) {
                return true;
            }
            calls.addLast(now);
            return false;
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(PATH.length());
        String first = path.startsWith("/") ? path.substring(1) : path;
        String type = first.replaceFirst("/(_search|[^/]*)$", "");
        try {
            switch (first) {
                case "metadata" -> write(exchange, 200, capabilities());
                case "_page" -> next(exchange);
                default -> read(exchange, type, first.substring(type.length()));
            }
        } catch (IllegalArgumentException e) {
            write(exchange, 400, outcome("invalid", "The search cannot be understood"));
        }
    }

    private void read(HttpExchange exchange, String type, String rest) throws IOException {
        List<? extends Holder> all =
                switch (type) {
                    case "Practitioner" -> data.people();
                    case "PractitionerRole" -> data.roles();
                    case "Organization" -> data.structures();
                    default -> List.of();
                };
        if (all.isEmpty()) {
            write(exchange, 404, outcome("not-supported", "Unknown resource type"));
        } else if (rest.isEmpty() || rest.equals("/_search")) {
            AnnuaireQuery query = query(exchange);
            page(exchange, new Search(query, matches(query, all), 0));
        } else {
            one(exchange, all, rest.substring(1));
        }
    }

    private List<? extends Holder> matches(AnnuaireQuery query, List<? extends Holder> all) {
        synchronized (data) {
            return all.stream().filter(query::matches).toList();
        }
    }

    private void one(HttpExchange exchange, List<? extends Holder> all, String id)
            throws IOException {
        for (Holder holder : all) {
            if (holder.id.equals(id)) {
                write(exchange, 200, resources.resource(holder));
                return;
            }
        }
        write(exchange, 404, outcome("not-found", "Resource is not known"));
    }

    private static AnnuaireQuery query(HttpExchange exchange) throws IOException {
        String raw = exchange.getRequestURI().getRawQuery();
        String form =
                exchange.getRequestMethod().equals("POST")
                        ? new String(exchange.getRequestBody().readNBytes(1 << 20), UTF_8)
                        : "";
        return AnnuaireQuery.parse((raw == null ? "" : raw) + "&" + form);
    }

    private void next(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        Search search = searches.get(query == null ? "" : query.replaceFirst("^id=", ""));
        if (search == null) {
            write(exchange, 404, outcome("not-found", "Unknown page"));
        } else if (spoiledBy(AnnuaireMood.PAGE_FAILS)) {
            write(exchange, 500, outcome("exception", "Internal error"));
        } else {
            page(exchange, search);
        }
    }

    private void page(HttpExchange exchange, Search search) throws IOException {
        ObjectNode bundle;
        synchronized (data) {
            bundle = bundle(exchange, search);
        }
        answered.incrementAndGet();
        write(exchange, 200, bundle);
    }

    private ObjectNode bundle(HttpExchange exchange, Search search) {
        int count = search.query.count(PAGE);
        int to = Math.min(search.from + count, search.matches.size());
        List<? extends Holder> shown = search.matches.subList(search.from, to);
        ObjectNode bundle = json.createObjectNode().put("resourceType", "Bundle");
        bundle.put("type", "searchset").put("id", UUID.randomUUID().toString());
        bundle.put("total", search.matches.size());
        ArrayNode entries = bundle.putArray("entry");
        shown.forEach(holder -> entry(exchange, entries, holder, "match"));
        included(search.query, shown)
                .forEach(holder -> entry(exchange, entries, holder, "include"));
        if (spoiledBy(AnnuaireMood.MALFORMED)) {
            entries.addObject().putObject("resource").put("resourceType", "Practitionner");
        }
        ArrayNode links = bundle.putArray("link");
        if (to < search.matches.size()) {
            String id = UUID.randomUUID().toString().replace("-", "");
            searches.put(id, new Search(search.query, search.matches, to));
            links.addObject()
                    .put("relation", "next")
                    .put("url", base(exchange) + "/_page?id=" + id);
        }
        links.addObject().put("relation", "self").put("url", base(exchange));
        return bundle;
    }

    private static Set<Holder> included(AnnuaireQuery query, Collection<? extends Holder> shown) {
        Set<Holder> included = new LinkedHashSet<>();
        for (Holder holder : shown) {
            switch (holder) {
                case Person person -> {
                    if (query.asks("_revinclude", "PractitionerRole:practitioner")) {
                        included.addAll(person.roles);
                    }
                }
                case Structure structure -> {
                    if (query.asks("_revinclude", "PractitionerRole:organization")) {
                        included.addAll(structure.roles);
                    }
                }
                case Role role -> {
                    if (query.asks("_include", "PractitionerRole:practitioner", "*")) {
                        included.add(role.person);
                    }
                    if (query.asks("_include", "PractitionerRole:organization", "*")) {
                        role.structure.ifPresent(included::add);
                    }
                }
            }
        }
        return included;
    }

    private void entry(HttpExchange exchange, ArrayNode entries, Holder holder, String mode) {
        ObjectNode entry = entries.addObject();
        entry.put("fullUrl", base(exchange) + "/" + AnnuaireJson.typeOf(holder) + "/" + holder.id);
        entry.set("resource", resources.resource(holder));
        entry.putObject("search").put("mode", mode);
    }

    private static String base(HttpExchange exchange) {
        return "http://" + exchange.getRequestHeaders().getFirst("Host") + PATH;
    }

    private ObjectNode capabilities() {
        return json.createObjectNode()
                .put("resourceType", "CapabilityStatement")
                .put("status", "active")
                .put("kind", "instance")
                .put("date", "2026-01-01")
                .put("fhirVersion", "4.0.1");
    }

    private ObjectNode outcome(String code, String text) {
        ObjectNode outcome = json.createObjectNode().put("resourceType", "OperationOutcome");
        outcome.putArray("issue")
                .addObject()
                .put("severity", "error")
                .put("code", code)
                .put("diagnostics", text);
        return outcome;
    }

    private void write(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        write(
                exchange,
                status,
                "application/fhir+json;charset=UTF-8",
                json.writeValueAsBytes(body));
    }

    private static void html(HttpExchange exchange) throws IOException {
        byte[] body = "<html><body>503 Service Unavailable</body></html>".getBytes(UTF_8);
        write(exchange, 503, "text/html", body);
    }

    private static void write(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
