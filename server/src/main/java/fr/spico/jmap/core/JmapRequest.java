package fr.spico.jmap.core;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A well-formed request (RFC 8620 §3.3).
///
/// @param createdIds null when the client gave none, and then gets none back
record JmapRequest(
        Set<Capability> using,
        List<Invocation> methodCalls,
        @Nullable Map<String, String> createdIds) {

    /// A call, or a response to one (RFC 8620 §3.2).
    record Invocation(String name, ObjectNode arguments, String callId) {}
}
