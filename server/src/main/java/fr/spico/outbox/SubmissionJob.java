package fr.spico.outbox;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailSender;
import fr.spico.mail.MailSender.RecipientOutcome;
import fr.spico.outbox.SubmissionQueries.Progress;
import fr.spico.outbox.SubmissionSteps.Next;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.WriteTx;
import fr.spico.platform.jobs.Job;
import fr.spico.platform.jobs.JobHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Brings one submission to its end: asks [SubmissionSteps] what comes next, does it, writes what
/// came of it.
@Component
class SubmissionJob implements JobHandler<SubmissionJob.Ref> {

    static final Job<Ref> JOB = new Job<>("outbox.submission", Ref.class);

    private static final Logger log = LoggerFactory.getLogger(SubmissionJob.class);
    private static final int WRITES = 6;

    private final Database database;
    private final SubmissionSteps steps;
    private final MailSender sender;
    private final Filing filing;

    SubmissionJob(Database database, SubmissionSteps steps, MailSender sender, Filing filing) {
        this.database = database;
        this.steps = steps;
        this.sender = sender;
        this.filing = filing;
    }

    record Ref(long submission) {}

    static String key(SubmissionId id) {
        return id.jmapId();
    }

    @Override
    public Job<Ref> job() {
        return JOB;
    }

    @Override
    public Result run(Ref ref) {
        SubmissionId id = new SubmissionId(ref.submission());
        while (true) {
            switch (database.write(tx -> steps.next(tx, id))) {
                case Next.Nothing() -> {
                    return new Result.Done();
                }
                case Next.Wait(Instant until) -> {
                    return new Result.Again(until);
                }
                case Next.Send attempt -> send(attempt);
                case Next.File(Progress progress) -> file(progress);
            }
        }
    }

    private void send(Next.Send attempt) {
        AtomicBoolean handedOver = new AtomicBoolean();
        Consumer<WriteTx> result;
        try {
            List<RecipientOutcome> outcomes =
                    sender.send(
                            attempt.from(),
                            attempt.to(),
                            attempt.message(),
                            () -> {
                                handOver(attempt);
                                handedOver.set(true);
                            });
            result = tx -> steps.answered(tx, attempt, outcomes);
        } catch (MailException e) {
            log.info("submission {} not taken: {}", attempt.id(), e.reason());
            boolean doubt = handedOver.get() && isWithoutAnswer(e.reason());
            result =
                    doubt
                            ? tx -> steps.lost(tx, attempt)
                            : tx -> steps.failed(tx, attempt, e.reason());
        }
        write(result);
    }

    private void handOver(Next.Send attempt) {
        if (!database.write(tx -> steps.handOver(tx, attempt))) {
            throw new IllegalStateException("another node took over " + attempt.id());
        }
    }

    private static boolean isWithoutAnswer(Reason reason) {
        return reason == Reason.UNREACHABLE || reason == Reason.PROTOCOL;
    }

    private void file(Progress progress) {
        boolean filed;
        try {
            filing.file(progress);
            filed = true;
        } catch (MailException e) {
            log.info("submission {} not filed: {}", progress.id(), e.reason());
            filed = false;
        }
        boolean done = filed;
        write(tx -> {
            if (done) {
                steps.filed(tx, progress);
            } else {
                steps.notFiled(tx, progress);
            }
        });
    }

    /// What the operator answered is known to this thread alone until it is written: a database
    /// that is away for a moment must not turn a sent mail into a doubt.
    private void write(Consumer<WriteTx> result) {
        Duration pause = Duration.ofMillis(200);
        for (int left = WRITES - 1; ; left--) {
            try {
                database.run(result);
                return;
            } catch (DataAccessException | TransactionException e) {
                if (left == 0 || !slept(pause)) {
                    throw e;
                }
                pause = pause.multipliedBy(3);
            }
        }
    }

    private static boolean slept(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
