package fr.spico.jmap.core;

import fr.spico.replica.ReplicaChange;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The arguments and the response of `/changes` (RFC 8620 §5.2) over a sequence of numbers.
///
/// @param max ids in one answer
public record Changes(String accountId, long since, int max) {

    private static final int AT_MOST = 5_000;

    public static Changes read(MethodCall call) {
        Arguments arguments = call.arguments();
        String accountId = arguments.accountId();
        String since =
                arguments
                        .string("sinceState")
                        .orElseThrow(() -> Arguments.invalid("sinceState", "is missing"));
        OptionalLong max = arguments.unsigned("maxChanges");
        arguments.end();
        if (max.isPresent() && max.getAsLong() == 0) {
            throw Arguments.invalid("maxChanges", "is zero");
        }
        if (!since.matches("[0-9]{1,18}")) {
            throw MethodError.cannotCalculateChanges("sinceState is none of this server's.");
        }
        return new Changes(
                accountId, Long.parseLong(since), (int) Math.min(max.orElse(AT_MOST), AT_MOST));
    }

    public ObjectNode response(ReplicaChange change, LongFunction<String> id) {
        if (!change.upToDate()) {
            throw MethodError.cannotCalculateChanges("sinceState is too old.");
        }
        ObjectNode response =
                Json.object()
                        .put("accountId", accountId)
                        .put("oldState", Long.toString(since))
                        .put("newState", Long.toString(change.newState()))
                        .put("hasMoreChanges", change.hasMore());
        response.set("created", ids(change.created(), id));
        response.set("updated", ids(change.updated(), id));
        response.set("destroyed", ids(change.destroyed(), id));
        return response;
    }

    private static ArrayNode ids(List<Long> numbers, LongFunction<String> id) {
        ArrayNode array = Json.array();
        numbers.forEach(n -> array.add(id.apply(n)));
        return array;
    }
}
