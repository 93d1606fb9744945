package fr.spico.jmap.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A `/get` call and its response (RFC 8620 §5.1).
public final class GetCall {

    /// More than any object has; header fields can be asked for under any name.
    private static final int MAX_PROPERTIES = 200;

    private final Optional<String> accountId;
    private final Optional<List<String>> ids;
    private final Optional<List<String>> properties;

    private GetCall(
            MethodCall call, Arguments arguments, Optional<String> accountId, int maxObjects) {
        this.accountId = accountId;
        this.ids =
                arguments
                        .ids("ids")
                        .map(all ->
                                all.stream()
                                        .map(id -> call.resolve(id).orElse(id))
                                        .distinct()
                                        .toList());
        this.properties = arguments.strings("properties");
        if (ids.map(List::size).orElse(0) > maxObjects) {
            throw MethodError.requestTooLarge("maxObjectsInGet", maxObjects);
        }
    }

    /// Reads the common arguments; the method reads its own and calls [Arguments#end()].
    public static GetCall read(MethodCall call, Arguments arguments, int maxObjects) {
        return new GetCall(call, arguments, Optional.of(arguments.accountId()), maxObjects);
    }

    /// Of objects that belong to no account (RFC 8620 §7.2.1).
    public static GetCall withoutAccount(MethodCall call, Arguments arguments, int maxObjects) {
        return new GetCall(call, arguments, Optional.empty(), maxObjects);
    }

    public String accountId() {
        return accountId.orElseThrow();
    }

    /// Empty: all there are.
    public Optional<List<String>> ids() {
        return ids;
    }

    /// Those asked for, or the default; always with `id`.
    public Set<String> properties(Set<String> known, Set<String> byDefault) {
        return properties(known::contains, byDefault);
    }

    public Set<String> properties(
            java.util.function.Predicate<String> known, Set<String> byDefault) {
        if (properties.map(List::size).orElse(0) > MAX_PROPERTIES) {
            throw Arguments.invalid("properties", "names more than " + MAX_PROPERTIES);
        }
        Set<String> wanted = new LinkedHashSet<>(List.of("id"));
        wanted.addAll(properties.orElseGet(() -> List.copyOf(byDefault)));
        for (String property : wanted) {
            if (!known.test(property)) {
                throw Arguments.invalid("properties", "names the unknown " + property);
            }
        }
        return wanted;
    }

    /// @param find the object of an id, if it exists for the viewer
    public ObjectNode response(
            String state, List<String> all, Function<String, Optional<ObjectNode>> find) {
        ObjectNode response = Json.object().put("accountId", accountId()).put("state", state);
        return response.setAll(response(all, find));
    }

    /// Without account and state.
    public ObjectNode response(List<String> all, Function<String, Optional<ObjectNode>> find) {
        ObjectNode response = Json.object();
        ArrayNode list = response.putArray("list");
        List<String> notFound = new ArrayList<>();
        for (String id : ids.orElse(all)) {
            find.apply(id).ifPresentOrElse(list::add, () -> notFound.add(id));
        }
        response.set("notFound", Json.strings(notFound));
        return response;
    }
}
