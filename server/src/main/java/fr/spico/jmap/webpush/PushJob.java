package fr.spico.jmap.webpush;

import fr.spico.jmap.core.JmapAccess;
import fr.spico.jmap.core.Json;
import fr.spico.jmap.push.States;
import fr.spico.jmap.push.States.Snapshot;
import fr.spico.jmap.webpush.PushPost.Outcome;
import fr.spico.platform.db.Database;
import fr.spico.platform.jobs.Job;
import fr.spico.platform.jobs.JobHandler;
import fr.spico.replica.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Tells one receiver what is new for it: first its code, and once it has repeated that, the states
/// that changed since it was told last. So whatever was missed in an outage is made up for, and
/// told once.
@Component
class PushJob implements JobHandler<PushJob.Ref> {

    static final Job<Ref> JOB = new Job<>("jmap-push", Ref.class);

    private static final int GIVEN_UP_AFTER = 20;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Database database;
    private final PushQueries queries;
    private final PushPost post;
    private final JmapAccess access;
    private final States states;
    private final InstantSource clock;

    PushJob(
            Database database,
            PushQueries queries,
            PushPost post,
            JmapAccess access,
            States states,
            InstantSource clock) {
        this.database = database;
        this.queries = queries;
        this.post = post;
        this.access = access;
        this.states = states;
        this.clock = clock;
    }

    /// A receiver who may have something to hear.
    record Ref(UUID subscription) {}

    @Override
    public Job<Ref> job() {
        return JOB;
    }

    @Override
    public Result run(Ref ref) {
        Optional<PushSubscription> found =
                database.read(tx -> queries.find(tx, ref.subscription(), clock.instant()));
        return found.map(this::tell).orElseGet(Result.Done::new);
    }

    /// What changes while a receiver does not answer is no reason to ask it more often.
    private Result tell(PushSubscription subscription) {
        return subscription
                .retryAt()
                .filter(at -> at.isAfter(clock.instant()))
                .<Result>map(Result.Again::new)
                .orElseGet(() ->
                        subscription.verified()
                                ? tellChanges(subscription)
                                : tellCode(subscription));
    }

    private Result tellCode(PushSubscription subscription) {
        if (subscription.codeSent()) {
            return new Result.Done();
        }
        ObjectNode message =
                Json.object()
                        .put("@type", "PushVerification")
                        .put("pushSubscriptionId", subscription.jmapId())
                        .put("verificationCode", subscription.code());
        return tell(subscription, message, Map.of());
    }

    private Result tellChanges(PushSubscription subscription) {
        Optional<Viewer> viewer = access.viewer(subscription.account());
        if (viewer.isEmpty()) {
            return new Result.Done();
        }
        Predicate<String> wanted =
                type -> subscription.types().map(types -> types.contains(type)).orElse(true);
        Snapshot now = states.of(viewer.get());
        Snapshot changed = now.since(subscription.sent(), wanted);
        return changed.isEmpty()
                ? new Result.Done()
                : tell(subscription, changed.json(), now.byType());
    }

    private Result tell(
            PushSubscription subscription, ObjectNode message, Map<String, String> states) {
        Outcome outcome = post.send(subscription, message);
        return switch (outcome) {
            case TAKEN -> {
                database.run(tx -> queries.told(tx, subscription.id(), states));
                yield new Result.Done();
            }
            case GONE -> forget(subscription);
            case NOT_NOW ->
                    subscription.failures() < GIVEN_UP_AFTER
                            ? later(subscription)
                            : forget(subscription);
        };
    }

    private Result later(PushSubscription subscription) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << subscription.failures());
        Instant retryAt =
                clock.instant().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        database.run(tx -> queries.failed(tx, subscription.id(), retryAt));
        return new Result.Again(retryAt);
    }

    private Result forget(PushSubscription subscription) {
        database.run(tx -> queries.delete(tx, subscription.id()));
        return new Result.Done();
    }
}
