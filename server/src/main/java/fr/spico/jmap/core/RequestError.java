package fr.spico.jmap.core;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A request that fails as a whole, as a problem document (RFC 8620 §3.6.1).
public final class RequestError extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final String type;
    private final int status;
    private final String detail;
    private final @Nullable String limit;

    private RequestError(String type, int status, String detail, @Nullable String limit) {
        super(type, null, false, false);
        this.type = type;
        this.status = status;
        this.detail = detail;
        this.limit = limit;
    }

    public static RequestError notJson(String detail) {
        return new RequestError("notJSON", 400, detail, null);
    }

    public static RequestError notRequest(String detail) {
        return new RequestError("notRequest", 400, detail, null);
    }

    public static RequestError unknownCapability(String urn) {
        return new RequestError(
                "unknownCapability", 400, "This server does not know the capability " + urn, null);
    }

    /// @param limit name of the capability's property that was exceeded
    public static RequestError limit(String limit, int status, String detail) {
        return new RequestError("limit", status, detail, limit);
    }

    public String type() {
        return "urn:ietf:params:jmap:error:" + type;
    }

    public int status() {
        return status;
    }

    public String detail() {
        return detail;
    }

    public @Nullable String limit() {
        return limit;
    }
}
