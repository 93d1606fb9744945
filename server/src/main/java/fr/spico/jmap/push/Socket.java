package fr.spico.jmap.push;

import fr.spico.account.Caller;
import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.JmapApi;
import fr.spico.jmap.core.JmapSettings;
import fr.spico.jmap.core.Json;
import fr.spico.jmap.core.MethodError;
import fr.spico.jmap.core.RequestError;
import fr.spico.jmap.push.StateFeed.News;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One open socket (RFC 8887 §4.2, §4.3). Requests are answered in their order, on the thread that
/// receives them: a sender who is too quick waits. Changes are told on a thread of their own.
final class Socket {

    private static final Logger log = LoggerFactory.getLogger(Socket.class);

    private final WebSocketSession session;
    private final Caller caller;
    private final JmapApi api;
    private final JmapSettings settings;
    private final StateFeed feed;
    private final StringBuilder received = new StringBuilder();
    private boolean tooLarge;

    /// Of which the reader wants to be told; none until it says so.
    private volatile Predicate<String> types = type -> false;

    /// @param session safe for several threads
    Socket(
            WebSocketSession session,
            Caller caller,
            JmapApi api,
            JmapSettings settings,
            StateFeed feed) {
        this.session = session;
        this.caller = caller;
        this.api = api;
        this.settings = settings;
        this.feed = feed;
    }

    /// Takes a piece of a message, and answers the message that is whole.
    void receive(String piece, boolean last) throws IOException {
        tooLarge |= received.length() + piece.length() > settings.maxSizeRequest();
        if (!tooLarge) {
            received.append(piece);
        }
        if (last) {
            String whole = received.toString();
            boolean refused = tooLarge;
            received.setLength(0);
            tooLarge = false;
            answer(whole, refused);
        }
    }

    private void answer(String text, boolean refused) throws IOException {
        Optional<String> id = Optional.empty();
        try {
            byte[] octets = text.getBytes(StandardCharsets.UTF_8);
            if (refused || octets.length > settings.maxSizeRequest()) {
                throw RequestError.limit(
                        "maxSizeRequest", 400, "At most " + settings.maxSizeRequest() + " octets.");
            }
            ObjectNode message = JmapApi.parse(octets);
            id = Optional.ofNullable(message.get("id")).flatMap(JsonNode::stringValueOpt);
            answer(message, id);
        } catch (RequestError error) {
            send(requestError(error, id));
        }
    }

    private void answer(ObjectNode message, Optional<String> id) throws IOException {
        switch (message.path("@type").stringValue("")) {
            case "Request" -> {
                ObjectNode response = Json.object().put("@type", "Response");
                id.ifPresent(i -> response.put("requestId", i));
                response.setAll(api.answer(caller, message));
                send(response);
            }
            case "WebSocketPushEnable" -> enable(message);
            case "WebSocketPushDisable" -> types = type -> false;
            default -> throw RequestError.notRequest("@type is none of RFC 8887.");
        }
    }

    /// Whoever comes back with the state of another moment is told all states at once.
    private void enable(ObjectNode message) throws IOException {
        Predicate<String> wanted = States.TYPES::contains;
        Optional<String> seen;
        try {
            Arguments arguments = new Arguments(message);
            Optional<List<String>> named = arguments.strings("dataTypes");
            if (named.isPresent()) {
                wanted = Set.copyOf(named.get())::contains;
            }
            seen = arguments.string("pushState");
        } catch (MethodError wrong) {
            throw RequestError.notRequest(wrong.description());
        }
        types = wanted;
        if (seen.filter(state -> !state.equals(feed.id())).isPresent()) {
            send(feed.everything(wanted));
        }
    }

    /// Tells what changes until the socket is closed.
    void listen() {
        try (feed) {
            News news = feed.next(settings.lookEvery(), type -> types.test(type));
            while (!(news instanceof News.End)) {
                if (news instanceof News.Changed changed) {
                    send(changed);
                }
                news = feed.next(settings.lookEvery(), type -> types.test(type));
            }
            session.close(CloseStatus.GOING_AWAY);
        } catch (IOException e) {
            log.debug("a reader has gone: {}", e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The connection is closed.
    void end() {
        feed.end();
    }

    private void send(News.Changed changed) throws IOException {
        send(changed.states().json().put("pushState", changed.id()));
    }

    private void send(ObjectNode message) throws IOException {
        if (session.isOpen()) {
            session.sendMessage(new TextMessage(message.toString()));
        }
    }

    private static ObjectNode requestError(RequestError error, Optional<String> id) {
        ObjectNode json = Json.object().put("@type", "RequestError");
        id.ifPresentOrElse(i -> json.put("requestId", i), () -> json.putNull("requestId"));
        json.put("type", error.type()).put("status", error.status()).put("detail", error.detail());
        if (error.limit() != null) {
            json.put("limit", error.limit());
        }
        return json;
    }
}
