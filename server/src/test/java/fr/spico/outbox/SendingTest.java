package fr.spico.outbox;

import static fr.spico.outbox.Submission.State.ACCEPTED;
import static fr.spico.outbox.Submission.State.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.spico.mail.MailException;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.Role;
import fr.spico.outbox.Submission.Delivery;
import fr.spico.outbox.Submission.State;
import fr.spico.outbox.Submission.Undo;
import fr.spico.outbox.SubmitResult.ForbiddenFrom;
import fr.spico.outbox.SubmitResult.ForbiddenToSend;
import fr.spico.outbox.SubmitResult.InvalidEmail;
import fr.spico.replica.EmailId;
import fr.spico.replica.ReplicaChange;
import fr.spico.replica.ReplicaEvents;
import fr.spico.replica.Viewer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SendingTest extends OutboxScene {

    @Autowired ReplicaEvents events;

    @Test
    void aMailReachesItsRecipientsAndLiesOnceInSent() {
        Sender doctor = doctor();
        EmailId draft = draft(doctor, "To: " + NURSE.value() + ", " + CARDIOLOGIST.value());

        Submission submission = submitted(doctor, draft);
        Submission done = awaitFinal(doctor, submission);
        awaitFiled(submission);

        assertThat(done.deliveries())
                .extracting(Delivery::state, Delivery::smtpReply)
                .containsOnly(org.assertj.core.groups.Tuple.tuple(ACCEPTED, "250 2.1.5 OK"));
        assertThat(done.lastError()).isEmpty();
        assertThat(WIRE.sentFrom(doctor.address())).hasSize(1);
        assertThat(atOperator(doctor.address(), "Sent")).hasSize(1);
        assertThat(atOperator(doctor.address(), "Drafts")).isEmpty();
        assertThat(in(doctor, Role.SENT)).containsExactly(draft);
        assertThat(email(doctor, draft).keywords()).contains("$seen").doesNotContain("$draft");
    }

    @Test
    void hiddenRecipientsGetTheMailAndNobodySeesThem() {
        Sender doctor = doctor();
        EmailId draft =
                draft(doctor, "To: " + NURSE.value(), "bCC : Hidden <" + LABORATORY.value() + ">");

        awaitFiled(submitted(doctor, draft));

        FaultyWire.Sent sent = WIRE.sentFrom(doctor.address()).getFirst();
        assertThat(sent.to()).containsExactly(NURSE, LABORATORY);
        assertThat(text(sent.message()))
                .doesNotContainPattern("(?im)^bcc")
                .doesNotContain(LABORATORY.value());
    }

    @Test
    void whoeverAnAnswerOrAReceiptWouldGoToIsJudgedLikeARecipient() {
        Sender doctor = doctor();
        for (String field : List.of("Reply-To", "Disposition-Notification-To")) {
            EmailId draft = draft(doctor, "To: " + NURSE.value(), field + ": " + PATIENT.value());
            assertThat(submit(doctor, draft))
                    .isInstanceOfSatisfying(
                            ForbiddenToSend.class,
                            refusal ->
                                    assertThat(refusal.recipients())
                                            .containsExactly(PATIENT.value()));
        }
    }

    @Test
    void fieldsThatHaveOtherProgramsWriteToSomebodyAreNotSent() {
        Sender doctor = doctor();
        List<String> fields =
                Stream.of(
                                "Resent-To",
                                "Resent-Bcc",
                                "Resent-From",
                                "Apparently-To",
                                "Errors-To",
                                "Return-Receipt-To",
                                "Mail-Followup-To",
                                "Mail-Reply-To")
                        .map(name -> name + ": " + PATIENT.value())
                        .toList();
        EmailId draft =
                draft(
                        doctor,
                        Stream.concat(Stream.of("To: " + NURSE.value()), fields.stream())
                                .toArray(String[]::new));

        awaitFiled(submitted(doctor, draft));

        assertThat(text(WIRE.sentFrom(doctor.address()).getFirst().message()))
                .contains("To: " + NURSE.value())
                .doesNotContain(PATIENT.value());
    }

    @Test
    void nobodyWritesUnderTheAddressOfAnotherAsTheirName() {
        Sender doctor = doctor();
        String other = "\"" + CARDIOLOGIST.value() + "\" <" + doctor.address().value() + ">";
        byte[] forged = mail("From: " + other, "To: " + NURSE.value());

        assertThat(submit(doctor, store(doctor, Role.DRAFTS, Set.of("$draft"), forged)))
                .isInstanceOf(ForbiddenFrom.class);
    }

    @Test
    void whatIsMissingInTheHeaderIsAdded() {
        Sender doctor = doctor();
        byte[] bare = mail("From: " + doctor.address().value(), "To: " + NURSE.value());
        EmailId draft = store(doctor, Role.DRAFTS, Set.of("$draft"), bare);

        awaitFiled(submitted(doctor, draft));

        assertThat(text(WIRE.sentFrom(doctor.address()).getFirst().message()))
                .contains("\r\nDate: ", "\r\nMessage-ID: <", "\r\nX-MSS-NIL: DEV000000\r\n")
                .endsWith("\r\n\r\nBonjour,\r\n.\r\nCordialement\r\n");
    }

    @Test
    void aRecipientNamedTwiceGetsOneMail() {
        Sender doctor = doctor();
        EmailId draft =
                draft(
                        doctor,
                        "To: " + NURSE.value(),
                        "Cc: Karim <" + NURSE.value().toUpperCase(java.util.Locale.ROOT) + ">");

        awaitFiled(submitted(doctor, draft));

        assertThat(WIRE.sentFrom(doctor.address()).getFirst().to()).containsExactly(NURSE);
    }

    @Test
    void theAnsweredMailIsMarkedAsAnswered() {
        Sender doctor = doctor();
        String question = receive(doctor, CARDIOLOGIST);
        EmailId draft =
                draft(doctor, "To: " + CARDIOLOGIST.value(), "In-Reply-To: <" + question + ">");

        awaitFiled(submitted(doctor, draft));

        EmailId original = withMessageId(doctor, question).getFirst();
        assertThat(email(doctor, original).keywords()).contains("$answered");
    }

    @Test
    void aMailCanBeTakenBackWithinTheWindow() {
        Sender doctor = doctor();
        EmailId draft = draft(doctor, "To: " + NURSE.value());
        Submission held = held(doctor, draft);
        assertThat(held.undo()).isEqualTo(Undo.PENDING);

        boolean canceled = cancel(doctor.viewer(), held);

        assertThat(canceled).isTrue();
        assertThat(now(doctor, held).undo()).isEqualTo(Undo.CANCELED);
        assertThat(isPlanned(held)).isFalse();
        assertThat(row(held, "message is null")).isTrue();
        assertThat(in(doctor, Role.DRAFTS)).containsExactly(draft);

        awaitFinal(doctor, submitted(doctor, draft)); // and sent after all
        assertThat(WIRE.sentFrom(doctor.address())).hasSize(1);
    }

    @Test
    void whatIsSentCannotBeTakenBack() {
        Sender doctor = doctor();
        Submission sent = submitted(doctor, draft(doctor, "To: " + NURSE.value()));
        awaitFinal(doctor, sent);

        assertThat(cancel(doctor.viewer(), sent)).isFalse();
    }

    @Test
    void theSameDraftSubmittedTwiceIsOneMail() throws Exception {
        Sender doctor = doctor();
        EmailId draft = draft(doctor, "To: " + NURSE.value());
        Callable<Submission> click = () -> held(doctor, draft);

        List<Submission> answers;
        try (var tabs = Executors.newVirtualThreadPerTaskExecutor()) {
            answers =
                    tabs.invokeAll(List.of(click, click, click, click)).stream()
                            .map(Future::resultNow)
                            .toList();
        }

        assertThat(answers).extracting(Submission::id).containsOnly(answers.getFirst().id());
        assertThat(all(doctor.viewer())).hasSize(1);
    }

    @Test
    void whatIsSentIsNotSentAgain() {
        Sender doctor = doctor();
        EmailId draft = draft(doctor, "To: " + NURSE.value());
        awaitFiled(submitted(doctor, draft));

        assertThat(submit(doctor, draft))
                .isEqualTo(new InvalidEmail(OutboxSentences.ALREADY_SENT, List.of()));
        assertThat(WIRE.sentFrom(doctor.address())).hasSize(1);
    }

    @Test
    void aMailThatTheProgramHasMovedToSentItselfStaysThereOnce() throws MailException {
        Sender doctor = doctor();
        EmailId draft = draft(doctor, "To: " + NURSE.value());
        Submission held = held(doctor, draft);
        var sent = replica.folderWithRole(doctor.viewer(), Role.SENT);
        replica.update(doctor.viewer(), List.of(draft), Set.of("$seen"), Set.of("$draft"), sent);

        sendNow(held);
        awaitFiled(held);

        assertThat(atOperator(doctor.address(), "Sent")).hasSize(1);
        assertThat(in(doctor, Role.SENT)).containsExactly(draft);
    }

    @Test
    void aMailWhoseDraftHasVanishedIsAppendedToSentAsItWasSent() throws MailException {
        Sender doctor = doctor();
        EmailId draft = draft(doctor, "To: " + NURSE.value());
        Submission held = held(doctor, draft);
        replica.destroy(doctor.viewer(), List.of(draft));

        sendNow(held);
        awaitFiled(held);

        byte[] sent = WIRE.sentFrom(doctor.address()).getFirst().message();
        assertThat(atOperator(doctor.address(), "Sent")).containsExactly(sent);
        assertThat(in(doctor, Role.SENT)).hasSize(1);
    }

    @Test
    void aMailThatAnotherProgramHasMovedToSentIsNotAddedToIt() {
        Sender doctor = doctor();
        EmailId draft = draft(doctor, "To: " + NURSE.value());
        Submission held = held(doctor, draft);
        atOperator(
                doctor,
                "Drafts",
                store -> {
                    List<Long> all = store.listFlags().stream().map(f -> f.uid()).toList();
                    store.storeFlags(all, Set.of(), Set.of("\\Draft"));
                    store.move(all, new FolderPath("Sent"));
                });

        sendNow(held);
        awaitFiled(held);

        assertThat(atOperator(doctor.address(), "Sent")).hasSize(1);
    }

    @Test
    void oneOfThreeRefusedIsToldAndTheOthersGetTheMail() {
        Sender doctor = doctor();
        OPERATOR.refuse(LABORATORY, "550 5.1.1 unknown user");
        EmailId draft =
                draft(
                        doctor,
                        "To: " + NURSE.value() + ", " + LABORATORY.value(),
                        "Cc: " + CARDIOLOGIST.value());

        Submission done = awaitFinal(doctor, submitted(doctor, draft));
        awaitFiled(done);

        assertThat(done.deliveries())
                .containsExactly(
                        new Delivery(NURSE, ACCEPTED, "250 2.1.5 OK"),
                        new Delivery(LABORATORY, REFUSED, "550 5.1.1 unknown user"),
                        new Delivery(CARDIOLOGIST, ACCEPTED, "250 2.1.5 OK"));
        assertThat(atOperator(doctor.address(), "Sent")).hasSize(1);
    }

    @Test
    void aMailThatEverybodyRefusesIsBackInDraftsAndCanBeSentAgain() throws MailException {
        Sender doctor = doctor();
        OPERATOR.refuse(NURSE, "550 5.2.1 mailbox disabled");
        EmailId draft = draft(doctor, "To: " + NURSE.value());
        Submission held = held(doctor, draft);
        var sent = replica.folderWithRole(doctor.viewer(), Role.SENT);
        replica.update(doctor.viewer(), List.of(draft), Set.of(), Set.of("$draft"), sent);

        sendNow(held);
        Submission done = awaitFinal(doctor, held);
        awaitFiled(held);

        assertThat(done.deliveries()).extracting(Delivery::state).containsExactly(REFUSED);
        assertThat(done.lastError()).contains(OutboxSentences.NOBODY_TOOK_IT);
        assertThat(in(doctor, Role.DRAFTS)).containsExactly(draft);
        assertThat(email(doctor, draft).keywords()).contains("$draft");
        assertThat(atOperator(doctor.address(), "Sent")).isEmpty();

        OPERATOR.acceptAgain(NURSE);
        awaitFiled(submitted(doctor, draft));
        assertThat(atOperator(doctor.address(), "Sent")).hasSize(1);
    }

    @Test
    void aRecipientWhoCannotNowGetsItLaterAndTheOthersNotAgain() {
        Sender doctor = doctor();
        OPERATOR.refuse(NURSE, "450 4.2.1 try later");
        EmailId draft = draft(doctor, "To: " + NURSE.value() + ", " + LABORATORY.value());

        Submission submission = submitted(doctor, draft);
        Submission waiting = awaitThat(doctor, submission, s -> s.lastError().isPresent());
        assertThat(waiting.undo()).isEqualTo(Undo.FINAL); // somebody has it
        assertThat(waiting.deliveries())
                .extracting(Delivery::state)
                .containsExactly(State.QUEUED, ACCEPTED);
        OPERATOR.acceptAgain(NURSE);
        awaitThat(
                doctor,
                submission,
                s -> s.deliveries().stream().allMatch(d -> d.state() == ACCEPTED));
        awaitFiled(submission);

        List<FaultyWire.Sent> tries = WIRE.sentFrom(doctor.address());
        assertThat(tries.getFirst().to()).containsExactly(NURSE, LABORATORY);
        assertThat(tries.subList(1, tries.size())).allMatch(t -> t.to().equals(List.of(NURSE)));
        assertThat(atOperator(doctor.address(), "Sent")).hasSize(1);
        assertThat(now(doctor, submission).lastError()).isEmpty();
    }

    @Test
    void statesGrowAndTellWhatChanged() {
        Sender doctor = doctor();
        List<String> announced = new CopyOnWriteArrayList<>();
        events.subscribe(doctor.viewer().mailbox(), announced::add);
        long before = database.read(tx -> outbox.state(tx, doctor.viewer().mailbox()));

        Submission held = held(doctor, draft(doctor, "To: " + NURSE.value()));
        ReplicaChange created = changes(doctor, before);
        database.run(tx -> outbox.cancel(tx, doctor.viewer(), held.id()));
        ReplicaChange updated = changes(doctor, created.newState());
        database.run(tx -> outbox.destroy(tx, doctor.viewer(), held.id()));
        ReplicaChange destroyed = changes(doctor, updated.newState());

        assertThat(created.created()).containsExactly(held.id().value());
        assertThat(updated.updated()).containsExactly(held.id().value());
        assertThat(destroyed.destroyed()).containsExactly(held.id().value());
        assertThat(changes(doctor, destroyed.newState()).hasMore()).isFalse();
        assertThat(changes(doctor, 1_000_000).upToDate()).isFalse();
        await().until(() -> announced.stream().filter("EmailSubmission"::equals).count() == 3);
    }

    @Test
    void whatIsPendingCannotBeForgotten() {
        Sender doctor = doctor();
        Submission held = held(doctor, draft(doctor, "To: " + NURSE.value()));

        assertThat(destroy(doctor, held)).isFalse();
    }

    @Test
    void answersToPatientsDoNotExistForColleaguesWhoMayNotExchangeWithThem() {
        Sender doctor = doctor();
        String question = receive(doctor, PATIENT);
        EmailId draft = draft(doctor, "To: " + PATIENT.value(), "In-Reply-To: <" + question + ">");
        Submission held = held(doctor, draft);
        Viewer colleague = new Viewer(people.socialWorker().id(), doctor.viewer().mailbox(), false);

        assertThat(all(colleague)).isEmpty();
        List<Submission> found =
                database.read(tx -> outbox.find(tx, colleague, List.of(held.id())));
        assertThat(found).isEmpty();
        assertThat(database.read(tx -> outbox.changes(tx, colleague, 0, 10)).created()).isEmpty();
        assertThat(cancel(colleague, held)).isFalse();
        assertThat(all(doctor.viewer())).hasSize(1);
    }

    private boolean cancel(Viewer viewer, Submission submission) {
        return database.write(tx -> outbox.cancel(tx, viewer, submission.id()));
    }

    private boolean destroy(Sender sender, Submission submission) {
        return database.write(tx -> outbox.destroy(tx, sender.viewer(), submission.id()));
    }

    private List<Submission> all(Viewer viewer) {
        return database.read(tx -> outbox.all(tx, viewer));
    }

    private ReplicaChange changes(Sender sender, long since) {
        return database.read(tx -> outbox.changes(tx, sender.viewer(), since, 10));
    }

    /// Ends the wait of a submission that is held.
    private void sendNow(Submission held) {
        change(held, "next_try_at = now()");
        runJob(held);
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.UTF_8);
    }
}
