package fr.spico.jmap.core;

import fr.spico.mail.MailException;
import java.io.Serial;
import tools.jackson.databind.node.ObjectNode;

/// A call that fails as a whole: the `error` response of RFC 8620 §3.6.2. Expected, so it carries
/// no stack trace; nothing was changed by the call.
public final class MethodError extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final String type;
    private final String description;

    /// @param description for the developer of the client, or a French sentence where a user may
    ///   see it; never personal data
    public MethodError(String type, String description) {
        super(type, null, false, false);
        this.type = type;
        this.description = description;
    }

    public static MethodError invalidArguments(String description) {
        return new MethodError("invalidArguments", description);
    }

    public static MethodError accountNotFound() {
        return new MethodError("accountNotFound", "No such account for this user.");
    }

    public static MethodError fromAccountNotFound() {
        return new MethodError("fromAccountNotFound", "No such account for this user.");
    }

    public static MethodError requestTooLarge(String limit, int max) {
        return new MethodError("requestTooLarge", "More than " + limit + " (" + max + ").");
    }

    public static MethodError stateMismatch() {
        return new MethodError("stateMismatch", "The state is not ifInState any more.");
    }

    public static MethodError cannotCalculateChanges(String why) {
        return new MethodError("cannotCalculateChanges", why);
    }

    /// An outage is an error of its own, never an empty result.
    public static MethodError of(MailException failure) {
        boolean outage = failure.reason().category != MailException.Category.INTERNAL;
        return new MethodError(
                outage ? "serverUnavailable" : "serverFail", OperatorFailure.sentence(failure));
    }

    public String type() {
        return type;
    }

    public String description() {
        return description;
    }

    ObjectNode json() {
        return Json.object().put("type", type).put("description", description);
    }
}
