package fr.spico.outbox;

import fr.spico.mail.MailException;
import fr.spico.mail.MailSender;
import fr.spico.mail.MailSender.RecipientOutcome;
import fr.spico.mail.MssAddress;
import fr.spico.outbox.PlatformMailQueries.PlatformMail;
import fr.spico.platform.config.OperatorSettings;
import fr.spico.platform.db.Database;
import fr.spico.platform.jobs.Job;
import fr.spico.platform.jobs.JobHandler;
import fr.spico.platform.time.IdSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Sends the platform's own mails. A crash may send one twice, which does no harm: it says the
/// same; what nobody takes before it loses its worth is dropped.
@Component
class PlatformMailJob implements JobHandler<PlatformMailJob.Ref> {

    static final Job<Ref> JOB = new Job<>("outbox.platform-mail", Ref.class);

    private static final Logger log = LoggerFactory.getLogger(PlatformMailJob.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Database database;
    private final MailSender sender;
    private final OperatorSettings operator;
    private final OutboxSettings settings;
    private final InstantSource clock;
    private final IdSource ids;

    PlatformMailJob(
            Database database,
            MailSender sender,
            OperatorSettings operator,
            OutboxSettings settings,
            InstantSource clock,
            IdSource ids) {
        this.database = database;
        this.sender = sender;
        this.operator = operator;
        this.settings = settings;
        this.clock = clock;
        this.ids = ids;
    }

    record Ref(long mail) {}

    @Override
    public Job<Ref> job() {
        return JOB;
    }

    @Override
    public Result run(Ref ref) {
        Optional<PlatformMail> mail = database.read(tx -> PlatformMailQueries.find(tx, ref.mail()));
        if (mail.isEmpty()) {
            return new Result.Done();
        }
        boolean retry = mail.get().giveUpAt().isAfter(clock.instant()) && !isDone(mail.get());
        return retry ? again(mail.get()) : drop(mail.get());
    }

    /// Taken, or refused for good.
    private boolean isDone(PlatformMail mail) {
        MssAddress from = MssAddress.parse(operator.platformAddress()).orElseThrow();
        try {
            List<RecipientOutcome> outcomes =
                    sender.send(from, List.of(mail.to()), message(from, mail));
            return outcomes.stream().noneMatch(o -> !o.accepted() && o.temporary());
        } catch (MailException e) {
            log.info("platform mail {} not taken: {}", mail.id(), e.reason());
            return !e.reason().worthRetrying;
        }
    }

    private Result again(PlatformMail mail) {
        database.run(tx -> PlatformMailQueries.countAttempt(tx, mail.id()));
        Duration pause = FIRST_PAUSE.multipliedBy(mail.attempts() + 1L);
        Instant now = clock.instant();
        return new Result.Again(
                now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE));
    }

    private Result drop(PlatformMail mail) {
        database.run(tx -> PlatformMailQueries.delete(tx, mail.id()));
        return new Result.Done();
    }

    private byte[] message(MssAddress from, PlatformMail mail) {
        return PlatformMessage.of(
                mail,
                from,
                ids.next() + "@" + from.domain(),
                clock.instant(),
                settings.productNumber());
    }
}
