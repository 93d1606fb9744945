package fr.spico.jmap.core;

import fr.spico.jmap.core.QueryCall.Comparison;
import fr.spico.replica.ReplicaChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The arguments of a `/queryChanges` and its response (RFC 8620 §5.6).
public record QueryChangesCall(
        String accountId,
        Optional<ObjectNode> filter,
        List<Comparison> sort,
        String since,
        OptionalLong maxChanges,
        Optional<String> upToId,
        boolean calculateTotal) {

    /// Something that is in the results now, and where.
    public record Added(String id, long index) {}

    /// Reads the common arguments; the method reads its own and calls [Arguments#end()].
    public static QueryChangesCall read(Arguments arguments) {
        QueryChangesCall call =
                new QueryChangesCall(
                        arguments.accountId(),
                        arguments.object("filter"),
                        QueryCall.sort(arguments),
                        arguments
                                .string("sinceQueryState")
                                .orElseThrow(
                                        () -> Arguments.invalid("sinceQueryState", "is missing")),
                        arguments.unsigned("maxChanges"),
                        arguments.id("upToId"),
                        arguments.flag("calculateTotal", false));
        if (call.maxChanges().orElse(1) == 0) {
            throw Arguments.invalid("maxChanges", "is zero");
        }
        return call;
    }

    /// The state of the data in `sinceQueryState`, if nothing else has changed since.
    ///
    /// @param rest what follows the number in this server's states
    /// @throws MethodError `cannotCalculateChanges`
    public long sinceState(String rest) {
        String number =
                since.endsWith(rest) ? since.substring(0, since.length() - rest.length()) : "";
        if (!number.matches("[0-9]{1,18}")) {
            throw tooOld();
        }
        return Long.parseLong(number);
    }

    public static MethodError tooOld() {
        return MethodError.cannotCalculateChanges("Ask the query again: that state is not known.");
    }

    /// Over objects that are all at hand and may change in every way.
    ///
    /// @param all every result in order
    /// @param touched ids whose place may be another although they did not change themselves
    public ObjectNode response(
            String newState,
            ReplicaChange change,
            LongFunction<String> id,
            List<String> all,
            Collection<String> touched) {
        if (!change.upToDate() || change.hasMore()) {
            throw tooOld();
        }
        Set<String> removed = new LinkedHashSet<>(touched);
        change.updated().forEach(n -> removed.add(id.apply(n)));
        change.destroyed().forEach(n -> removed.add(id.apply(n)));
        Set<String> moved = new LinkedHashSet<>(removed);
        change.created().forEach(n -> moved.add(id.apply(n)));
        List<Added> added = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (moved.contains(all.get(i))) {
                added.add(new Added(all.get(i), i));
            }
        }
        return response(newState, List.copyOf(removed), added, (long) all.size());
    }

    /// @param total null unless it was calculated
    public ObjectNode response(
            String newState, List<String> removed, List<Added> added, @Nullable Long total) {
        if (removed.size() + added.size() > maxChanges.orElse(Long.MAX_VALUE)) {
            throw new MethodError("tooManyChanges", "There are more changes than maxChanges.");
        }
        ObjectNode response =
                Json.object()
                        .put("accountId", accountId)
                        .put("oldQueryState", since)
                        .put("newQueryState", newState);
        if (calculateTotal && total != null) {
            response.put("total", total);
        }
        response.set("removed", Json.strings(removed));
        ArrayNode list = response.putArray("added");
        added.forEach(a -> list.addObject().put("id", a.id()).put("index", a.index()));
        return response;
    }
}
