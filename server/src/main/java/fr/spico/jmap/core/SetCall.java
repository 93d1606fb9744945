package fr.spico.jmap.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A `/set` call and its response (RFC 8620 §5.3): arguments checked, ids resolved, outcomes
/// collected.
public final class SetCall {

    private final MethodCall call;
    private final Optional<String> accountId;
    private final Optional<String> ifInState;
    private final Map<String, ObjectNode> create;
    private final Map<String, ObjectNode> update;
    private final List<String> destroy;

    private final ObjectNode created = Json.object();
    private final ObjectNode updated = Json.object();
    private final List<String> destroyed = new java.util.ArrayList<>();
    private final ObjectNode notCreated = Json.object();
    private final ObjectNode notUpdated = Json.object();
    private final ObjectNode notDestroyed = Json.object();

    private SetCall(
            MethodCall call,
            Arguments arguments,
            Optional<String> accountId,
            Optional<String> ifInState,
            int maxObjects) {
        this.call = call;
        this.accountId = accountId;
        this.ifInState = ifInState;
        this.create = objects(arguments, "create");
        this.update = objects(arguments, "update");
        this.destroy = arguments.ids("destroy").orElse(List.of());
        if (create.size() + update.size() + destroy.size() > maxObjects) {
            throw MethodError.requestTooLarge("maxObjectsInSet", maxObjects);
        }
    }

    /// Reads the common arguments; the method reads its own and calls [Arguments#end()].
    public static SetCall read(MethodCall call, Arguments arguments, int maxObjects) {
        return new SetCall(
                call,
                arguments,
                Optional.of(arguments.accountId()),
                arguments.string("ifInState"),
                maxObjects);
    }

    /// Of objects that belong to no account and have no state (RFC 8620 §7.2.2).
    public static SetCall withoutAccount(MethodCall call, Arguments arguments, int maxObjects) {
        return new SetCall(call, arguments, Optional.empty(), Optional.empty(), maxObjects);
    }

    public String accountId() {
        return accountId.orElseThrow();
    }

    public void requireState(String state) {
        if (ifInState.filter(s -> !s.equals(state)).isPresent()) {
            throw MethodError.stateMismatch();
        }
    }

    public Map<String, ObjectNode> create() {
        return create;
    }

    /// By id as the client wrote it; those to be destroyed in the same call are refused here.
    public Map<String, ObjectNode> update() {
        Map<String, ObjectNode> mine = new LinkedHashMap<>(update);
        destroy.stream()
                .filter(mine::containsKey)
                .forEach(id -> {
                    mine.remove(id);
                    notUpdated(id, SetError.of("willDestroy", "It is destroyed by this call."));
                });
        return mine;
    }

    public List<String> destroy() {
        return destroy.stream().distinct().toList();
    }

    public void created(String creationId, String id, ObjectNode serverSet) {
        created.set(creationId, serverSet);
        call.created(creationId, id);
    }

    /// @param changed properties that changed in a way the client did not ask for; null if none
    public void updated(String id, JsonNode changed) {
        updated.set(call.resolve(id).orElse(id), changed);
    }

    public void destroyed(String id) {
        destroyed.add(call.resolve(id).orElse(id));
    }

    public void notCreated(String creationId, SetError error) {
        notCreated.set(creationId, error.json());
    }

    public void notUpdated(String id, SetError error) {
        notUpdated.set(call.resolve(id).orElse(id), error.json());
    }

    public void notDestroyed(String id, SetError error) {
        notDestroyed.set(call.resolve(id).orElse(id), error.json());
    }

    public boolean changedAnything() {
        return !created.isEmpty() || !updated.isEmpty() || !destroyed.isEmpty();
    }

    public ObjectNode response(String oldState, String newState) {
        ObjectNode response =
                Json.object()
                        .put("accountId", accountId())
                        .put("oldState", oldState)
                        .put("newState", newState);
        return response.setAll(response());
    }

    /// Without account and states.
    public ObjectNode response() {
        ObjectNode response = Json.object();
        response.set("created", orNull(created));
        response.set("updated", orNull(updated));
        response.set("destroyed", destroyed.isEmpty() ? Json.nothing() : Json.strings(destroyed));
        response.set("notCreated", orNull(notCreated));
        response.set("notUpdated", orNull(notUpdated));
        response.set("notDestroyed", orNull(notDestroyed));
        return response;
    }

    private static JsonNode orNull(ObjectNode node) {
        return node.isEmpty() ? Json.nothing() : node;
    }

    private static Map<String, ObjectNode> objects(Arguments arguments, String name) {
        Map<String, ObjectNode> objects = new LinkedHashMap<>();
        arguments
                .object(name)
                .ifPresent(all ->
                        all.properties()
                                .forEach(e ->
                                        objects.put(
                                                e.getKey(),
                                                object(name, e.getKey(), e.getValue()))));
        return objects;
    }

    private static ObjectNode object(String argument, String key, JsonNode value) {
        String id = argument.equals("update") && key.startsWith("#") ? key.substring(1) : key;
        if (!JmapId.fits(id)) {
            throw Arguments.invalid(argument, "has a key that is not an id");
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw Arguments.invalid(argument, "holds something that is not an object");
    }
}
