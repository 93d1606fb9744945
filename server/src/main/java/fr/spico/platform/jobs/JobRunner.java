package fr.spico.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import fr.spico.platform.db.Database;
import fr.spico.platform.jobs.JobHandler.Result;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Runs what is planned on this node. Begins when every bean is there and ends before any of them
/// goes: a handler never sees a closed neighbour.
@Component
class JobRunner implements SmartLifecycle {

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration PATIENCE_AT_SHUTDOWN = Duration.ofSeconds(5);
    private static final int MISSED_HEARTBEATS = 6;

    private final DataSource dataSource;
    private final Database database;
    private final JsonMapper json;

    /// Asked for at the start only: handlers use features that plan jobs themselves.
    private final ObjectProvider<JobHandler<?>> handlers;

    private volatile @Nullable Scheduler scheduler;

    JobRunner(
            DataSource dataSource,
            Database database,
            JsonMapper json,
            ObjectProvider<JobHandler<?>> handlers) {
        this.dataSource = new TransactionAwareDataSourceProxy(dataSource);
        this.database = database;
        this.json = json;
        this.handlers = handlers;
    }

    @Override
    public void start() {
        Scheduler created = create();
        scheduler = created;
        created.start();
    }

    @Override
    public void stop() {
        Scheduler running = scheduler;
        scheduler = null;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }

    /// Does not wait for the next look that would come by itself.
    void lookForDuePlans() {
        Scheduler running = scheduler;
        if (running != null) {
            running.triggerCheckForDueExecutions();
        }
    }

    private Scheduler create() {
        List<Task<?>> tasks = handlers.stream().<Task<?>>map(this::task).toList();
        return Scheduler.create(dataSource, tasks)
                .serializer(new Text())
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .threads(32)
                .pollingInterval(Duration.ofMillis(500))
                .heartbeatInterval(JobHandler.ASSUMED_DEAD_AFTER.dividedBy(MISSED_HEARTBEATS))
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(PATIENCE_AT_SHUTDOWN)
                .build();
    }

    private <T> Task<String> task(JobHandler<T> handler) {
        return Tasks.custom(handler.job().name(), String.class)
                .onFailure((run, plan) -> finish(run, plan, new Result.Again(afterPause(run))))
                .execute((instance, context) -> {
                    T data = json.readValue(instance.getData(), handler.job().data());
                    Result result = handler.run(data);
                    return (run, plan) -> finish(run, plan, result);
                });
    }

    private void finish(ExecutionComplete run, ExecutionOperations<String> plan, Result result) {
        TaskInstance<?> instance = run.getExecution().taskInstance;
        database.run(tx ->
                JobQueries.takeNewer(tx, instance.getTaskName(), instance.getId())
                        .ifPresentOrElse(
                                newer -> plan.reschedule(run, newer.at(), Text.read(newer.data())),
                                () -> conclude(run, plan, result)));
        lookForDuePlans();
    }

    private static void conclude(
            ExecutionComplete run, ExecutionOperations<String> plan, Result result) {
        switch (result) {
            case Result.Done() -> plan.remove();
            case Result.Again(Instant at) -> plan.reschedule(run, at);
        }
    }

    private static Instant afterPause(ExecutionComplete run) {
        int failures = Math.min(run.getExecution().consecutiveFailures, 10);
        Duration pause = Duration.ofSeconds(2L << failures);
        return run.getTimeDone().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }

    /// Plans are JSON text, readable in the table.
    private static final class Text implements Serializer {

        static String read(byte[] data) {
            return new String(data, StandardCharsets.UTF_8);
        }

        @Override
        public byte[] serialize(Object data) {
            return ((String) data).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] data) {
            return type.cast(read(data));
        }
    }
}
