package fr.spico.jmap.core;

import fr.spico.account.Caller;
import fr.spico.jmap.core.JmapRequest.Invocation;
import fr.spico.link.Links.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// One call of a request, with what the request knows. Belongs to the request's thread.
public final class MethodCall {

    private final Caller caller;
    private final Supplier<Optional<Link>> link;
    private final Set<Capability> using;
    private final Map<String, String> createdIds;
    private final String callId;
    private final ObjectNode given;
    private final List<Invocation> also = new ArrayList<>();

    /// @param link of the caller, the same for every call of a request
    MethodCall(
            Caller caller,
            Supplier<Optional<Link>> link,
            Set<Capability> using,
            Map<String, String> createdIds,
            String callId,
            ObjectNode arguments) {
        this.caller = caller;
        this.link = link;
        this.using = using;
        this.createdIds = createdIds;
        this.callId = callId;
        this.given = arguments;
    }

    public Caller caller() {
        return caller;
    }

    /// The caller's link to a mailbox, as it was when the request first needed it.
    Optional<Link> link() {
        return link.get();
    }

    public boolean uses(Capability capability) {
        return using.contains(capability);
    }

    public Arguments arguments() {
        return new Arguments(given);
    }

    /// The arguments as they came, references resolved.
    public ObjectNode rawArguments() {
        return given;
    }

    /// Notes what a creation id now stands for (RFC 8620 §5.3).
    public void created(String creationId, String id) {
        createdIds.put(creationId, id);
    }

    /// The id that a client's `#creationId` stands for, if it was created; any other id as it is.
    public Optional<String> resolve(String idOrReference) {
        return idOrReference.startsWith("#")
                ? Optional.ofNullable(createdIds.get(idOrReference.substring(1)))
                : Optional.of(idOrReference);
    }

    /// A call that this one implies (RFC 8621 §7.5 `onSuccess…`), with the same call id.
    public MethodCall implied(ObjectNode arguments) {
        return new MethodCall(caller, link, using, createdIds, callId, arguments);
    }

    /// A further response, given after the call's own.
    public void alsoRespond(String name, ObjectNode arguments) {
        also.add(new Invocation(name, arguments, callId));
    }

    /// A further call that failed as a whole.
    public void alsoFail(MethodError error) {
        also.add(new Invocation("error", error.json(), callId));
    }

    List<Invocation> furtherResponses() {
        return also;
    }
}
