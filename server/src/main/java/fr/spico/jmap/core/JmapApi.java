package fr.spico.jmap.core;

import fr.spico.account.AccountId;
import fr.spico.account.Caller;
import fr.spico.jmap.core.JmapRequest.Invocation;
import fr.spico.link.Links.Link;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Runs requests: their calls in order, each with the results of those before it (RFC 8620 §3).
@Component
public class JmapApi {

    private static final Logger log = LoggerFactory.getLogger(JmapApi.class);

    private final Map<String, JmapMethod> methods;
    private final RequestReader reader;
    private final SessionState session;
    private final JmapSettings settings;
    private final Slots<AccountId> running;

    public JmapApi(
            List<JmapMethod> methods,
            RequestReader reader,
            SessionState session,
            JmapSettings settings) {
        this.methods =
                methods.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        JmapMethod::name, Function.identity()));
        this.reader = reader;
        this.session = session;
        this.settings = settings;
        this.running = new Slots<>(settings.maxConcurrentRequests());
    }

    /// @throws RequestError when the request fails as a whole
    public ObjectNode answer(Caller caller, byte[] body) {
        return answer(caller, () -> reader.read(body));
    }

    /// @param request read already, by [#parse]
    /// @throws RequestError when the request fails as a whole
    public ObjectNode answer(Caller caller, ObjectNode request) {
        return answer(caller, () -> reader.read(request));
    }

    /// An object from a stranger: I-JSON (RFC 7493).
    ///
    /// @throws RequestError `notJSON`, `notRequest`
    public static ObjectNode parse(byte[] body) {
        return RequestReader.object(RequestReader.json(body), "The message");
    }

    private ObjectNode answer(Caller caller, Supplier<JmapRequest> request) {
        try (Slots.Slot slot =
                running.take(caller.id())
                        .orElseThrow(() ->
                                RequestError.limit(
                                        "maxConcurrentRequests",
                                        429,
                                        "At most "
                                                + settings.maxConcurrentRequests()
                                                + " requests at a time."))) {
            return answer(caller, request.get());
        }
    }

    private ObjectNode answer(Caller caller, JmapRequest request) {
        Map<String, String> createdIds =
                request.createdIds() == null
                        ? new LinkedHashMap<>()
                        : new LinkedHashMap<>(request.createdIds());
        List<Invocation> responses = new ArrayList<>();
        Once<Optional<Link>> link = new Once<>(() -> session.link(caller));
        ResultReferences references = new ResultReferences(responses, settings.maxSizeRequest());
        request.methodCalls()
                .forEach(call ->
                        run(caller, link, request, createdIds, call, references, responses));
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("methodResponses");
        responses.forEach(r -> list.addArray().add(r.name()).add(r.arguments()).add(r.callId()));
        if (request.createdIds() != null) {
            ObjectNode created = answer.putObject("createdIds");
            createdIds.forEach(created::put);
        }
        return answer.put("sessionState", session.of(link.get()));
    }

    private void run(
            Caller caller,
            Once<Optional<Link>> link,
            JmapRequest request,
            Map<String, String> createdIds,
            Invocation invocation,
            ResultReferences references,
            List<Invocation> responses) {
        try {
            JmapMethod method = method(request, invocation.name());
            MethodCall call =
                    new MethodCall(
                            caller,
                            link,
                            request.using(),
                            createdIds,
                            invocation.callId(),
                            references.resolve(invocation.arguments()));
            ObjectNode result = method.call(call);
            responses.add(new Invocation(invocation.name(), result, invocation.callId()));
            responses.addAll(call.furtherResponses());
        } catch (MethodError error) {
            responses.add(new Invocation("error", error.json(), invocation.callId()));
        } catch (RuntimeException | StackOverflowError bug) {
            responses.add(new Invocation("error", unexpected(bug), invocation.callId()));
        }
    }

    /// Asks at the first need, and then no more. Belongs to the request's thread.
    private static final class Once<T> implements Supplier<T> {

        private final Supplier<T> question;
        private @Nullable T answer;

        Once(Supplier<T> question) {
            this.question = question;
        }

        @Override
        public T get() {
            T known = answer == null ? question.get() : answer;
            answer = known;
            return known;
        }
    }

    private JmapMethod method(JmapRequest request, String name) {
        JmapMethod method = methods.get(name);
        if (method == null || !request.using().contains(method.capability())) {
            throw new MethodError("unknownMethod", "No such method in the capabilities used.");
        }
        return method;
    }

    private static ObjectNode unexpected(Throwable bug) {
        String reference = UUID.randomUUID().toString().substring(0, 8);
        log.error("unexpected failure of a method, reference {}", reference, bug);
        return new MethodError(
                        "serverFail",
                        "Une erreur inattendue s’est produite. Réessayez ; si elle persiste, donnez la référence "
                                + reference
                                + ".")
                .json();
    }
}
