package fr.spico.jmap;

import fr.spico.account.Caller;
import fr.spico.jmap.core.JmapApi;
import fr.spico.jmap.core.JmapSession;
import fr.spico.jmap.core.JmapSettings;
import fr.spico.jmap.core.RequestError;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The session and the API (RFC 8620 §2, §3).
@RestController
class JmapResource {

    private static final List<String> URLS =
            List.of("apiUrl", "downloadUrl", "uploadUrl", "eventSourceUrl");

    private static final String WEBSOCKET = "urn:ietf:params:jmap:websocket";

    private final JmapApi api;
    private final JmapSession session;
    private final JmapSettings settings;
    private final JsonMapper json;

    JmapResource(JmapApi api, JmapSession session, JmapSettings settings, JsonMapper json) {
        this.api = api;
        this.session = session;
        this.settings = settings;
        this.json = json;
    }

    @GetMapping("/.well-known/jmap")
    ResponseEntity<byte[]> session(Caller caller) {
        ObjectNode document = session.document(caller);
        String here = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
        URLS.forEach(url -> document.put(url, here + document.path(url).asString()));
        if (document.path("capabilities").get(WEBSOCKET) instanceof ObjectNode socket) {
            socket.put("url", here.replaceFirst("^http", "ws") + socket.path("url").asString());
        }
        return answer(document);
    }

    @PostMapping("/jmap/api")
    ResponseEntity<byte[]> api(Caller caller, HttpServletRequest request) throws IOException {
        requireJson(request);
        return answer(api.answer(caller, body(request)));
    }

    private ResponseEntity<byte[]> answer(ObjectNode node) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(json.writeValueAsBytes(node));
    }

    private static void requireJson(HttpServletRequest request) {
        String type = request.getContentType();
        try {
            if (type != null
                    && MediaType.parseMediaType(type)
                            .isCompatibleWith(MediaType.APPLICATION_JSON)) {
                return;
            }
        } catch (InvalidMediaTypeException e) {
            throw RequestError.notJson("The Content-Type is not understood.");
        }
        throw RequestError.notJson("The Content-Type is not application/json.");
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        int max = settings.maxSizeRequest();
        byte[] body =
                request.getContentLengthLong() > max
                        ? new byte[max + 1]
                        : request.getInputStream().readNBytes(max + 1);
        if (body.length > max) {
            throw RequestError.limit("maxSizeRequest", 400, "At most " + max + " octets.");
        }
        return body;
    }
}
