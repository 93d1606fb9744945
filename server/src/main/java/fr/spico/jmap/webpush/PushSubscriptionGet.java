package fr.spico.jmap.webpush;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.GetCall;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.JmapSettings;
import fr.spico.jmap.core.Json;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.MethodError;
import fr.spico.platform.db.Database;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// PushSubscription/get (RFC 8620 §7.2.1): those that were made with the caller's own token.
@Component
class PushSubscriptionGet implements JmapMethod {

    private static final Set<String> PROPERTIES =
            Set.of("id", "deviceClientId", "verificationCode", "expires", "types");

    /// Whoever reads an address could push to it.
    private static final Set<String> SECRET = Set.of("url", "keys");

    private final Database database;
    private final PushQueries queries;
    private final JmapSettings settings;
    private final InstantSource clock;

    PushSubscriptionGet(
            Database database, PushQueries queries, JmapSettings settings, InstantSource clock) {
        this.database = database;
        this.queries = queries;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "PushSubscription/get";
    }

    @Override
    public Capability capability() {
        return Capability.CORE;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        GetCall get = GetCall.withoutAccount(call, arguments, settings.maxObjectsInGet());
        arguments.end();
        Set<String> properties =
                get.properties(p -> PROPERTIES.contains(p) || SECRET.contains(p), PROPERTIES);
        if (properties.stream().anyMatch(SECRET::contains)) {
            throw new MethodError("forbidden", "url and keys are never told.");
        }
        Map<String, PushSubscription> own = new LinkedHashMap<>();
        call.caller()
                .token()
                .ifPresent(token ->
                        database.read(tx -> queries.ofToken(tx, token, clock.instant()))
                                .forEach(s -> own.put(s.jmapId(), s)));
        return get.response(
                List.copyOf(own.keySet()),
                id -> Optional.ofNullable(own.get(id)).map(s -> json(s, properties)));
    }

    private static ObjectNode json(PushSubscription subscription, Set<String> properties) {
        ObjectNode json = Json.object();
        properties.forEach(property -> json.set(property, value(subscription, property)));
        return json;
    }

    private static JsonNode value(PushSubscription subscription, String property) {
        return switch (property) {
            case "id" -> Json.string(subscription.jmapId());
            case "deviceClientId" -> Json.string(subscription.device());
            case "verificationCode" ->
                    subscription.verified() ? Json.string(subscription.code()) : Json.nothing();
            case "expires" -> Json.string(Json.utcDate(subscription.expires()));
            case "types" ->
                    subscription.types().<JsonNode>map(Json::strings).orElseGet(Json::nothing);
            default -> throw new IllegalArgumentException(property);
        };
    }
}
