package fr.spico.platform.jobs;

import java.time.Duration;
import java.time.Instant;

/// Does a kind of work. Idempotent: it may run again after a crash. A bean of this type is found
/// and registered. Runs on a virtual thread, outside any transaction; one plan (job and key) never
/// runs twice at the same time while its node lives. An exception means "again later", with growing
/// pauses.
public interface JobHandler<T> {

    Job<T> job();

    Result run(T data);

    /// What to do with the plan afterwards. A plan made for the same key meanwhile comes first.
    sealed interface Result {
        /// Finished; the plan is removed.
        record Done() implements Result {}

        /// Not yet.
        record Again(Instant at) implements Result {}
    }

    /// How long a silent node is believed to live before another one takes its work over.
    Duration ASSUMED_DEAD_AFTER = Duration.ofSeconds(30);
}
