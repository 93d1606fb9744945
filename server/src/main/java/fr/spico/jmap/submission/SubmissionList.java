package fr.spico.jmap.submission;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.PredicateReader;
import fr.spico.jmap.core.QueryCall;
import fr.spico.jmap.core.QueryCall.Comparison;
import fr.spico.jmap.core.UtcDate;
import fr.spico.outbox.Submission;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/// Which submissions a query lists, and in which order (RFC 8621 §7.3).
record SubmissionList(Predicate<Submission> filter, Comparator<Submission> order) {

    private static final Comparator<Submission> LATEST_FIRST =
            Comparator.comparing(Submission::sendAt).reversed();

    private static final Map<String, Comparator<Submission>> SORTS =
            Map.of(
                    "emailId", Comparator.comparingLong(s -> s.email().value()),
                    "threadId", Comparator.comparingLong(s -> s.thread().value()),
                    "sentAt", Comparator.comparing(Submission::sendAt));

    static SubmissionList read(Optional<ObjectNode> filter, List<Comparison> sort) {
        return new SubmissionList(
                new Conditions().read(filter),
                QueryCall.comparator(sort, SORTS).thenComparing(LATEST_FIRST));
    }

    /// The ids of those that are listed, of all there are.
    List<String> ids(List<Submission> all) {
        return all.stream().filter(filter).sorted(order).map(s -> s.id().jmapId()).toList();
    }

    /// FilterCondition of §7.3.
    private static final class Conditions extends PredicateReader<Submission> {
        @Override
        protected Predicate<Submission> property(String name, Arguments condition) {
            return switch (name) {
                case "identityIds" -> {
                    Set<String> ids = ids(name, condition);
                    yield s -> ids.contains(SubmissionJson.identityId(s));
                }
                case "emailIds" -> {
                    Set<String> ids = ids(name, condition);
                    yield s -> ids.contains(s.email().jmapId());
                }
                case "threadIds" -> {
                    Set<String> ids = ids(name, condition);
                    yield s -> ids.contains(s.thread().jmapId());
                }
                case "undoStatus" -> {
                    String status = condition.string(name).orElse("");
                    yield s -> SubmissionJson.undoStatus(s).equals(status);
                }
                case "before" -> {
                    Instant time = date(name, condition);
                    yield s -> s.sendAt().isBefore(time);
                }
                case "after" -> {
                    Instant time = date(name, condition);
                    yield s -> !s.sendAt().isBefore(time);
                }
                default -> throw unsupported("Cannot filter by " + name + ".");
            };
        }

        private static Set<String> ids(String name, Arguments condition) {
            return Set.copyOf(condition.ids(name).orElse(List.of()));
        }

        private static Instant date(String name, Arguments condition) {
            return condition
                    .string(name)
                    .flatMap(UtcDate::parse)
                    .orElseThrow(() -> Arguments.invalid(name, "is not a UTCDate"));
        }
    }
}
