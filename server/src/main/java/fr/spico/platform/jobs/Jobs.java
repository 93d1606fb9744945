package fr.spico.platform.jobs;

import fr.spico.platform.db.WriteTx;
import java.time.Instant;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Plans work inside the transaction that wants it; a committed plan is done at least once by some
/// node.
@Component
public class Jobs {

    private final JsonMapper json;
    private final JobRunner runner;

    Jobs(JsonMapper json, JobRunner runner) {
        this.json = json;
        this.runner = runner;
    }

    /// Plans one piece of work; if it is due it begins right after the commit.
    ///
    /// @param key tells plans of one job apart, says nothing personal; planning a key again before
    ///   it ran moves it to the new time with the new data, planning it while it runs has it run
    ///   again afterwards
    public <T> void plan(WriteTx tx, Job<T> job, String key, T data, Instant at) {
        JobQueries.plan(tx, job.name(), key, json.writeValueAsBytes(data), at);
        tx.afterCommit(runner::lookForDuePlans);
    }

    /// Forgets a plan that has not begun.
    public void forget(WriteTx tx, Job<?> job, String key) {
        JobQueries.forget(tx, job.name(), key);
    }
}
