package fr.spico.platform.http;

import java.io.Serial;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/// An expected refusal of a resource, shown as `application/problem+json` (RFC 9457). `detail` is
/// one French sentence for the user; nothing personal, no stack trace.
public final class Problem extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final String detail;
    private final transient Map<String, Object> members = new LinkedHashMap<>();

    /// @param code last word of `urn:spico:problem:<code>`
    public Problem(HttpStatus status, String code, String detail) {
        super(code, null, false, false);
        this.status = status;
        this.code = code;
        this.detail = detail;
    }

    /// Adds a member that the code's documentation names.
    public Problem with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    public Map<String, Object> members() {
        return members;
    }

    /// The answer's body.
    public ProblemDetail body() {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(URI.create("urn:spico:problem:" + code));
        body.setTitle(status.getReasonPhrase());
        body.setProperty("code", code);
        members.forEach(body::setProperty);
        return body;
    }

    /// What a status that no handler explains becomes.
    static Problem of(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> new Problem(status, "not-found", "Cette page n’existe pas.");
            case METHOD_NOT_ALLOWED ->
                    new Problem(status, "bad-request", "Cette opération n’existe pas ici.");
            case CONTENT_TOO_LARGE ->
                    new Problem(status, "too-large", "L’envoi dépasse la taille permise.");
            default ->
                    status.is5xxServerError()
                            ? new Problem(
                                    status,
                                    "internal",
                                    "Une erreur inattendue s’est produite. Réessayez dans un instant.")
                            : new Problem(
                                    status,
                                    "bad-request",
                                    "La demande n’est pas comprise : vérifiez ce qui a été saisi.");
        };
    }
}
