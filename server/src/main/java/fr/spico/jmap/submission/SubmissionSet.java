package fr.spico.jmap.submission;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.Capability;
import fr.spico.jmap.core.Faults;
import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.JmapMethod;
import fr.spico.jmap.core.JmapSettings;
import fr.spico.jmap.core.Json;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.MethodError;
import fr.spico.jmap.core.SendingFacts;
import fr.spico.jmap.core.SetCall;
import fr.spico.jmap.core.SetError;
import fr.spico.jmap.core.SetRefused;
import fr.spico.jmap.email.EmailSet;
import fr.spico.jmap.identity.Identities;
import fr.spico.jmap.submission.EnvelopeReader.Envelope;
import fr.spico.outbox.Outbox;
import fr.spico.outbox.Submission;
import fr.spico.outbox.SubmissionId;
import fr.spico.outbox.SubmitResult;
import fr.spico.outbox.SubmitWish;
import fr.spico.platform.db.Database;
import fr.spico.replica.EmailId;
import fr.spico.replica.Viewer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// EmailSubmission/set (RFC 8621 §7.5).
@Component
class SubmissionSet implements JmapMethod {

    private final Database database;
    private final Outbox outbox;
    private final Identities identities;
    private final EmailSet emailSet;
    private final JmapAccess access;
    private final JmapSettings settings;
    private final SendingFacts sending;
    private final InstantSource clock;

    SubmissionSet(
            Database database,
            Outbox outbox,
            Identities identities,
            EmailSet emailSet,
            JmapAccess access,
            JmapSettings settings,
            SendingFacts sending,
            InstantSource clock) {
        this.database = database;
        this.outbox = outbox;
        this.identities = identities;
        this.emailSet = emailSet;
        this.access = access;
        this.settings = settings;
        this.sending = sending;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "EmailSubmission/set";
    }

    @Override
    public Capability capability() {
        return Capability.SUBMISSION;
    }

    @Override
    public ObjectNode call(MethodCall call) {
        Arguments arguments = call.arguments();
        SetCall set = SetCall.read(call, arguments, settings.maxObjectsInSet());
        OnSuccess onSuccess = OnSuccess.read(arguments);
        arguments.end();
        Viewer viewer = access.viewer(call, set.accountId());
        String oldState = state(viewer);
        set.requireState(oldState);
        Map<String, EmailId> done = new HashMap<>();
        set.create().forEach((id, json) -> create(call, viewer, set, id, json, done));
        set.update().forEach((id, patch) -> update(call, viewer, set, id, patch, done));
        set.destroy().forEach(id -> destroy(call, viewer, set, id, done));
        ObjectNode response = set.response(oldState, state(viewer));
        onSuccess.emailSet(set.accountId(), done).ifPresent(implied -> changeEmails(call, implied));
        return response;
    }

    private void create(
            MethodCall call,
            Viewer viewer,
            SetCall set,
            String creationId,
            ObjectNode json,
            Map<String, EmailId> done) {
        try {
            SubmitResult result = submit(call, viewer, new Arguments(json));
            if (result instanceof SubmitResult.Accepted(Submission submission)) {
                Set<String> serverSet = new HashSet<>(SubmissionJson.PROPERTIES);
                serverSet.removeAll(List.of("identityId", "emailId"));
                set.created(
                        creationId,
                        submission.id().jmapId(),
                        SubmissionJson.of(submission, serverSet));
                done.put("#" + creationId, submission.email());
            } else {
                boolean ownEnvelope = json.path("envelope").isObject();
                set.notCreated(creationId, SubmitErrors.of(result, ownEnvelope));
            }
        } catch (MethodError invalid) {
            set.notCreated(
                    creationId,
                    SetError.invalidProperties(invalid.description(), List.of("envelope")));
        } catch (SetRefused refused) {
            set.notCreated(creationId, refused.error());
        }
    }

    private SubmitResult submit(MethodCall call, Viewer viewer, Arguments given) {
        Faults faults = new Faults();
        Optional<String> identityId = faults.read(() -> text(given, "identityId"));
        Optional<String> emailId = faults.read(() -> text(given, "emailId"));
        Envelope envelope = new EnvelopeReader(clock).read(given.object("envelope"));
        faults.check(() -> requireNothingElse(given));
        faults.end();
        String identity = identityId.flatMap(call::resolve).orElse("");
        Optional<EmailId> email = emailId.flatMap(call::resolve).flatMap(EmailId::parse);
        if (!identities.exists(call.caller(), viewer, identity)) {
            throw SetRefused.invalid("There is no such identity.", "identityId");
        }
        Instant hold = envelope.holdUntil();
        if (hold != null && hold.isAfter(clock.instant().plus(sending.maxDelayedSend()))) {
            throw SetRefused.invalid("That is further ahead than maxDelayedSend.", "envelope");
        }
        SubmitWish wish =
                new SubmitWish(
                        identity, envelope.from(), envelope.parameters(), envelope.to(), hold);
        return email.map(e -> outbox.submit(call.caller(), viewer, e, wish))
                .orElseGet(SubmitResult.EmailNotFound::new);
    }

    private void update(
            MethodCall call,
            Viewer viewer,
            SetCall set,
            String id,
            ObjectNode patch,
            Map<String, EmailId> done) {
        Optional<Submission> found = find(call, viewer, id);
        if (found.isEmpty()) {
            set.notUpdated(id, SetError.notFound());
            return;
        }
        Submission submission = found.get();
        List<String> refused =
                patch.properties().stream()
                        .filter(e -> !isCancel(e) && !isSame(submission, e))
                        .map(Map.Entry::getKey)
                        .toList();
        if (!refused.isEmpty()) {
            set.notUpdated(
                    id, SetError.invalidProperties("Only undoStatus can be changed.", refused));
        } else if (patch.properties().stream().allMatch(e -> isSame(submission, e))
                || database.write(tx -> outbox.cancel(tx, viewer, submission.id()))) {
            set.updated(id, Json.nothing());
            done.put(id, submission.email());
        } else {
            set.notUpdated(
                    id, SetError.of("cannotUnsend", "Trop tard : ce message est déjà parti."));
        }
    }

    private void destroy(
            MethodCall call, Viewer viewer, SetCall set, String id, Map<String, EmailId> done) {
        Optional<Submission> found = find(call, viewer, id);
        if (found.isEmpty()) {
            set.notDestroyed(id, SetError.notFound());
        } else if (database.write(tx -> outbox.destroy(tx, viewer, found.get().id()))) {
            set.destroyed(id);
            done.put(id, found.get().email());
        } else {
            set.notDestroyed(
                    id, SetError.of("forbidden", "Cet envoi est en cours : annulez-le d’abord."));
        }
    }

    private void changeEmails(MethodCall call, ObjectNode implied) {
        try {
            call.alsoRespond("Email/set", emailSet.call(call.implied(implied)));
        } catch (MethodError error) {
            call.alsoFail(error);
        }
    }

    private Optional<Submission> find(MethodCall call, Viewer viewer, String id) {
        return call.resolve(id)
                .flatMap(SubmissionId::parse)
                .flatMap(s ->
                        database.read(tx -> outbox.find(tx, viewer, List.of(s))).stream()
                                .findFirst());
    }

    private String state(Viewer viewer) {
        return database.read(tx -> Long.toString(outbox.state(tx, viewer.mailbox())));
    }

    private static boolean isCancel(Map.Entry<String, JsonNode> change) {
        return change.getKey().equals("undoStatus")
                && change.getValue().stringValue("").equals("canceled");
    }

    private static boolean isSame(Submission submission, Map.Entry<String, JsonNode> change) {
        return SubmissionJson.PROPERTIES.contains(change.getKey())
                && SubmissionJson.value(submission, change.getKey()).equals(change.getValue());
    }

    private static String text(Arguments given, String property) {
        return given.value(property)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .orElseThrow(() -> SetRefused.invalid("It is missing.", property));
    }

    private static void requireNothingElse(Arguments given) {
        List<String> unknown = given.unread();
        if (!unknown.isEmpty()) {
            throw SetRefused.invalid(
                    "They are unknown or set by the server.", unknown.toArray(String[]::new));
        }
    }
}
