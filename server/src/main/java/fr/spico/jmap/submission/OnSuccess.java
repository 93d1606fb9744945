package fr.spico.jmap.submission;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Json;
import fr.spico.replica.EmailId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What is to become of emails whose submission succeeded (RFC 8621 §7.5).
///
/// @param update patches by id of submission, or `#` and its creation id
/// @param destroy submissions named in the same way
record OnSuccess(Map<String, ObjectNode> update, List<String> destroy) {

    static OnSuccess read(Arguments arguments) {
        Map<String, ObjectNode> update = new java.util.LinkedHashMap<>();
        arguments
                .object("onSuccessUpdateEmail")
                .ifPresent(all ->
                        all.properties().forEach(e -> update.put(e.getKey(), patch(e.getValue()))));
        return new OnSuccess(update, arguments.ids("onSuccessDestroyEmail").orElse(List.of()));
    }

    /// The arguments of the implied Email/set, if there is something to do.
    ///
    /// @param done emails of the submissions that succeeded
    Optional<ObjectNode> emailSet(String accountId, Map<String, EmailId> done) {
        ObjectNode updates = Json.object();
        update.forEach((submission, patch) ->
                Optional.ofNullable(done.get(submission))
                        .ifPresent(email -> updates.set(email.jmapId(), patch)));
        Set<String> destroyed = new LinkedHashSet<>();
        destroy.forEach(submission ->
                Optional.ofNullable(done.get(submission))
                        .ifPresent(email -> destroyed.add(email.jmapId())));
        if (updates.isEmpty() && destroyed.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode arguments = Json.object().put("accountId", accountId);
        arguments.set("update", updates);
        arguments.set("destroy", Json.strings(destroyed));
        return Optional.of(arguments);
    }

    private static ObjectNode patch(JsonNode value) {
        if (value instanceof ObjectNode patch) {
            return patch;
        }
        throw Arguments.invalid("onSuccessUpdateEmail", "holds something that is not a patch");
    }
}
