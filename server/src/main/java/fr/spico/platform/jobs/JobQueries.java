package fr.spico.platform.jobs;

import fr.spico.platform.db.WriteTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// Plans in db-scheduler's table. Its own client would look first and insert then, which breaks the
/// caller's transaction when two plan the same key at once; here it is one statement.
final class JobQueries {

    private JobQueries() {}

    /// What was planned for a key while it ran.
    record Newer(Instant at, byte[] data) {}

    static void plan(WriteTx tx, String job, String key, byte[] data, Instant at) {
        tx.sql(
                        """
                        insert into scheduled_tasks as plan
                            (task_name, task_instance, task_data, execution_time, picked, version)
                        values (:job, :key, :data, :at, false, 1)
                        on conflict (task_name, task_instance) do update set
                            execution_time = case when plan.picked then plan.execution_time else excluded.execution_time end,
                            task_data = case when plan.picked then plan.task_data else excluded.task_data end,
                            version = case when plan.picked then plan.version else plan.version + 1 end,
                            consecutive_failures = case when plan.picked then plan.consecutive_failures else 0 end,
                            again_at = case when plan.picked then excluded.execution_time end,
                            again_data = case when plan.picked then excluded.task_data end
                        """)
                .param("job", job)
                .param("key", key)
                .param("data", data)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Removes what has not begun, be it the plan itself or one that waits for the present run.
    static void forget(WriteTx tx, String job, String key) {
        tx.sql(
                        """
                        delete from scheduled_tasks
                        where task_name = :job and task_instance = :key and not picked
                        """)
                .param("job", job)
                .param("key", key)
                .update();
        clearNewer(tx, job, key);
    }

    /// Takes what was planned for a running key meanwhile. Holds the plan until the transaction
    /// ends, so that nobody can add to it between this look and the end of the run.
    static Optional<Newer> takeNewer(WriteTx tx, String job, String key) {
        Optional<Newer> newer =
                tx.sql(
                                """
                                select again_at, again_data from scheduled_tasks
                                where task_name = :job and task_instance = :key
                                for update
                                """)
                        .param("job", job)
                        .param("key", key)
                        .query(JobQueries::newer)
                        .optional()
                        .flatMap(found -> found);
        newer.ifPresent(n -> clearNewer(tx, job, key));
        return newer;
    }

    private static Optional<Newer> newer(ResultSet row, int number) throws SQLException {
        OffsetDateTime at = row.getObject("again_at", OffsetDateTime.class);
        return at == null
                ? Optional.empty()
                : Optional.of(new Newer(at.toInstant(), row.getBytes("again_data")));
    }

    private static void clearNewer(WriteTx tx, String job, String key) {
        tx.sql(
                        """
                        update scheduled_tasks set again_at = null, again_data = null
                        where task_name = :job and task_instance = :key and again_at is not null
                        """)
                .param("job", job)
                .param("key", key)
                .update();
    }
}
