package fr.spico.jmap.push;

import fr.spico.account.Caller;
import fr.spico.jmap.core.JmapApi;
import fr.spico.jmap.core.JmapSettings;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/// JMAP over WebSocket (RFC 8887). Who may come in is decided at the handshake, as for any other
/// request below `/jmap`; a browser's page from elsewhere may not.
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class SocketResource implements WebSocketConfigurer {

    private static final String PROTOCOL = "jmap";
    private static final int SLOW_READER_MILLIS = 20_000;
    private static final int WAITING_OCTETS = 16 << 20;

    private final JmapApi api;
    private final JmapSettings settings;
    private final StateFeeds feeds;

    SocketResource(JmapApi api, JmapSettings settings, StateFeeds feeds) {
        this.api = api;
        this.settings = settings;
        this.feeds = feeds;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        DefaultHandshakeHandler handshake = new DefaultHandshakeHandler();
        handshake.setSupportedProtocols(PROTOCOL);
        registry.addHandler(new Handler(), "/jmap/ws")
                .setHandshakeHandler(handshake)
                .addInterceptors(new OnlyJmap());
    }

    /// RFC 8887 §4.1: the subprotocol has to be asked for.
    private static final class OnlyJmap implements HandshakeInterceptor {

        @Override
        public boolean beforeHandshake(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                Map<String, Object> attributes) {
            List<String> asked =
                    new WebSocketHttpHeaders(request.getHeaders()).getSecWebSocketProtocol();
            boolean jmap = asked.contains(PROTOCOL);
            if (!jmap) {
                response.setStatusCode(HttpStatus.BAD_REQUEST);
            }
            return jmap;
        }

        @Override
        public void afterHandshake(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                @org.jspecify.annotations.Nullable Exception exception) {
            // Nothing is left to do.
        }
    }

    /// Large messages come in pieces, so that an idle socket holds no large buffer.
    private final class Handler extends AbstractWebSocketHandler {

        private final Map<String, Socket> open = new ConcurrentHashMap<>();

        @Override
        public boolean supportsPartialMessages() {
            return true;
        }

        @Override
        public void afterConnectionEstablished(WebSocketSession session) throws IOException {
            Optional<Caller> caller = caller(session.getPrincipal());
            if (caller.isEmpty()) {
                session.close(CloseStatus.POLICY_VIOLATION);
                return;
            }
            WebSocketSession safe =
                    new ConcurrentWebSocketSessionDecorator(
                            session, SLOW_READER_MILLIS, WAITING_OCTETS);
            Socket socket = new Socket(safe, caller.get(), api, settings, feeds.open(caller.get()));
            open.put(session.getId(), socket);
            Thread.ofVirtual().name("jmap-socket").start(socket::listen);
        }

        @Override
        protected void handleTextMessage(WebSocketSession session, TextMessage message)
                throws IOException {
            Socket socket = open.get(session.getId());
            if (socket != null) {
                socket.receive(message.getPayload(), message.isLast());
            }
        }

        /// RFC 8887 §4.1: text only.
        @Override
        protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message)
                throws IOException {
            session.close(CloseStatus.NOT_ACCEPTABLE);
        }

        @Override
        public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
            Socket socket = open.remove(session.getId());
            if (socket != null) {
                socket.end();
            }
        }
    }

    private static Optional<Caller> caller(@org.jspecify.annotations.Nullable Principal principal) {
        return principal instanceof Authentication authentication
                        && authentication.getPrincipal() instanceof Caller caller
                ? Optional.of(caller)
                : Optional.empty();
    }
}
