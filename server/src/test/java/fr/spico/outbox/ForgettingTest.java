package fr.spico.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.spico.mail.MailException;
import fr.spico.mail.MailStore.Role;
import fr.spico.replica.EmailId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Row L10: what a mailbox has in the outbox when it is unlinked.
class ForgettingTest extends OutboxScene {

    @Test
    void whatWaitsIsNeverSentAndItsDraftStaysAtTheOperator() {
        Sender doctor = doctor();
        Submission submission = held(doctor, draft(doctor, "To: " + NURSE.value()));

        unlink(doctor);

        assertThat(row(submission, "true")).isFalse();
        assertThat(isPlanned(submission)).isFalse();
        assertThat(WIRE.sentFrom(doctor.address())).isEmpty();
        assertThat(atOperator(doctor.address(), "Drafts")).hasSize(1);
        assertThat(tracesOf(doctor)).isZero();
    }

    @Test
    void whatIsBeingSentIsFinishedAndLiesOnceInSent() {
        Sender doctor = doctor();
        CountDownLatch gate = new CountDownLatch(1);
        WIRE.holdBack(gate);
        Submission submission = submitted(doctor, draft(doctor, "To: " + NURSE.value()));
        await().atMost(Duration.ofSeconds(15)).until(() -> row(submission, "status = 'sending'"));

        unlink(doctor);
        assertThat(row(submission, "forgotten and message is null")).isTrue();
        gate.countDown();

        awaitGone(submission);
        assertThat(WIRE.sentFrom(doctor.address())).hasSize(1);
        assertThat(atOperator(doctor.address(), "Sent")).hasSize(1);
        assertThat(atOperator(doctor.address(), "Drafts")).isEmpty();
    }

    @Test
    void whatIsGoneButNotYetInSentIsPutThereEvenIfTheOperatorAnswersLater() throws MailException {
        Sender doctor = doctor();
        EmailId draft = draft(doctor, "To: " + NURSE.value());
        Submission submission = submitted(doctor, draft);
        awaitFiled(submission);
        replica.update(
                doctor.viewer(),
                List.of(draft),
                Set.of("$draft"),
                Set.of(),
                replica.folderWithRole(doctor.viewer(), Role.DRAFTS));
        change(submission, "filing = 'sent', file_at = now() + interval '1 day', message = 'x'");

        unlink(doctor);
        assertThat(row(submission, "forgotten and message is null")).isTrue();
        OPERATOR.unreachable(true);
        change(submission, "file_at = now()");
        runJob(submission);
        await().atMost(Duration.ofSeconds(15)).until(() -> row(submission, "filings = 1"));
        OPERATOR.unreachable(false);
        change(submission, "file_at = now()");
        runJob(submission);

        awaitGone(submission);
        assertThat(WIRE.sentFrom(doctor.address())).hasSize(1);
        assertThat(atOperator(doctor.address(), "Sent")).hasSize(1);
        assertThat(atOperator(doctor.address(), "Drafts")).isEmpty();
    }

    @Test
    void whoeverWaitsForASecondTryIsNotWrittenToAnyMore() {
        Sender doctor = doctor();
        Submission submission = held(doctor, draft(doctor, "To: " + NURSE.value()));
        change(submission, "filing = 'sent', file_at = now(), next_try_at = now()");

        unlink(doctor);
        runJob(submission);

        awaitGone(submission);
        assertThat(WIRE.sentFrom(doctor.address())).isEmpty();
    }

    /// As the feature `link` does it for the last account.
    private void unlink(Sender sender) {
        database.run(tx -> {
            outbox.forget(tx, sender.account().id(), sender.viewer().mailbox());
            outbox.detach(tx, sender.viewer().mailbox());
            replica.detach(tx, sender.viewer().mailbox());
        });
    }

    private void awaitGone(Submission submission) {
        await().atMost(Duration.ofSeconds(15)).until(() -> !row(submission, "true"));
    }

    private long tracesOf(Sender sender) {
        return database.read(tx ->
                tx.sql(
                                """
                                select (select count(*) from outbox_state where mailbox = :mailbox)
                                    + (select count(*) from outbox_destroyed where mailbox = :mailbox)
                                    + (select count(*) from outbox_submission where mailbox = :mailbox)
                                """)
                        .param("mailbox", sender.viewer().mailbox().value())
                        .query(Long.class)
                        .single());
    }
}
