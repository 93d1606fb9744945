package fr.spico.jmap.submission;

import fr.spico.jmap.core.Json;
import fr.spico.outbox.Submission;
import fr.spico.outbox.Submission.Delivery;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An EmailSubmission (RFC 8621 §7) with our own `nextTryAt` and `lastError` (docs/api.md).
final class SubmissionJson {

    static final Set<String> OURS = Set.of("nextTryAt", "lastError");

    static final Set<String> PROPERTIES =
            Set.of(
                    "id",
                    "identityId",
                    "emailId",
                    "threadId",
                    "envelope",
                    "sendAt",
                    "undoStatus",
                    "deliveryStatus",
                    "dsnBlobIds",
                    "mdnBlobIds");

    private SubmissionJson() {}

    static ObjectNode of(Submission submission, Set<String> properties) {
        ObjectNode json = Json.object();
        properties.forEach(property -> json.set(property, value(submission, property)));
        return json;
    }

    static String identityId(Submission submission) {
        return submission.identity();
    }

    static String undoStatus(Submission submission) {
        return submission.undo().name().toLowerCase(Locale.ROOT);
    }

    static JsonNode value(Submission submission, String property) {
        return switch (property) {
            case "id" -> Json.string(submission.id().jmapId());
            case "identityId" -> Json.string(identityId(submission));
            case "emailId" -> Json.string(submission.email().jmapId());
            case "threadId" -> Json.string(submission.thread().jmapId());
            case "envelope" -> envelope(submission);
            case "sendAt" -> date(submission.sendAt());
            case "undoStatus" -> Json.string(undoStatus(submission));
            case "deliveryStatus" -> deliveries(submission.deliveries());
            case "dsnBlobIds", "mdnBlobIds" -> Json.array();
            case "nextTryAt" ->
                    submission.nextTryAt().map(SubmissionJson::date).orElseGet(Json::nothing);
            case "lastError" -> submission.lastError().map(Json::string).orElseGet(Json::nothing);
            default -> throw new IllegalArgumentException(property);
        };
    }

    private static ObjectNode envelope(Submission submission) {
        ObjectNode envelope = Json.object();
        ObjectNode from = address(submission.from().value());
        submission
                .fromParameters()
                .ifPresent(json -> from.set("parameters", JsonMapper.shared().readTree(json)));
        envelope.set("mailFrom", from);
        ArrayNode to = envelope.putArray("rcptTo");
        submission.deliveries().forEach(d -> to.add(address(d.recipient().value())));
        return envelope;
    }

    private static ObjectNode address(String email) {
        return Json.object().put("email", email).putNull("parameters");
    }

    private static ObjectNode deliveries(List<Delivery> deliveries) {
        ObjectNode status = Json.object();
        for (Delivery delivery : deliveries) {
            status.set(
                    delivery.recipient().value(),
                    Json.object()
                            .put("smtpReply", delivery.smtpReply())
                            .put("delivered", delivered(delivery.state()))
                            .put("displayed", "unknown"));
        }
        return status;
    }

    /// The operator's acceptance is no delivery: `yes` is never claimed.
    private static String delivered(Submission.State state) {
        return switch (state) {
            case QUEUED -> "queued";
            case ACCEPTED, IN_DOUBT -> "unknown";
            case REFUSED -> "no";
        };
    }

    private static JsonNode date(Instant time) {
        return Json.string(Json.utcDate(time));
    }
}
