package fr.spico.jmap.core;

import fr.spico.mail.MailException;
import java.util.Collection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Why one object of a `/set` was not changed (RFC 8620 §5.3, RFC 8621 §4.6, §7.5).
public final class SetError {

    private final ObjectNode json;

    private SetError(ObjectNode json) {
        this.json = json;
    }

    public static SetError of(String type, String description) {
        return new SetError(Json.object().put("type", type).put("description", description));
    }

    public static SetError notFound() {
        return new SetError(Json.object().put("type", "notFound"));
    }

    public static SetError invalidProperties(String description, Collection<String> properties) {
        return of("invalidProperties", description).with("properties", Json.strings(properties));
    }

    public static SetError invalidPatch(String description) {
        return of("invalidPatch", description);
    }

    /// What the operator would not do (docs/api.md).
    public static SetError of(MailException failure) {
        String sentence = OperatorFailure.sentence(failure);
        return switch (failure.reason()) {
            case OVER_QUOTA -> of("overQuota", sentence);
            case TOO_LARGE -> of("tooLarge", sentence);
            case NO_SUCH_MESSAGE -> of("notFound", sentence);
            case UNREACHABLE,
                    NOT_AUTHENTICATED,
                    NO_SUCH_MAILBOX,
                    NO_SUCH_FOLDER,
                    TOO_BUSY,
                    REFUSED,
                    PROTOCOL ->
                    of("operatorUnavailable", sentence);
        };
    }

    public SetError with(String property, JsonNode value) {
        json.set(property, value);
        return this;
    }

    public ObjectNode json() {
        return json;
    }
}
