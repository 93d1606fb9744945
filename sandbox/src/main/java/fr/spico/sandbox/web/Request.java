package fr.spico.sandbox.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;

/// A request's path in decoded segments, its query and its body.
record Request(String method, List<String> path, String query, HttpExchange exchange) {
    private static final int LARGEST = 60 * 1024 * 1024;

    static Request of(HttpExchange exchange) {
        List<String> path =
                Arrays.stream(exchange.getRequestURI().getRawPath().split("/"))
                        .filter(s -> !s.isEmpty())
                        .map(s -> URLDecoder.decode(s.replace("+", "%2B"), UTF_8))
                        .toList();
        String query = exchange.getRequestURI().getRawQuery();
        return new Request(exchange.getRequestMethod(), path, query == null ? "" : query, exchange);
    }

    String parameter(String name, String otherwise) {
        return Arrays.stream(query.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .findFirst()
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), UTF_8))
                .orElse(otherwise);
    }

    int number(String name, int otherwise) {
        String text = parameter(name, "");
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : otherwise;
    }

    byte[] body() throws IOException {
        return exchange.getRequestBody().readNBytes(LARGEST);
    }

    /// Another site's page must neither read nor command the sandbox: the host is a loopback name,
    /// and a browser's request that changes something comes from our own page.
    boolean isFromHere() {
        String host = exchange.getRequestHeaders().getFirst("Host");
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        boolean loopback =
                host != null && host.matches("(localhost|127\\.0\\.0\\.1|\\[::1\\])(:\\d+)?");
        return loopback && (origin == null || origin.equals("http://" + host));
    }
}
