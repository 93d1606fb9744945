package fr.spico.outbox;

import java.util.List;

/// What comes of asking to send; the refusals are SetErrors of RFC 8621 §7.5. Sentences are French,
/// for the user.
public sealed interface SubmitResult {

    record Accepted(Submission submission) implements SubmitResult {}

    /// Rules S2, S4, S5.
    record ForbiddenToSend(String sentence, List<String> recipients) implements SubmitResult {}

    record ForbiddenFrom(String sentence) implements SubmitResult {}

    record NoRecipients() implements SubmitResult {}

    record InvalidRecipients(List<String> recipients) implements SubmitResult {}

    record TooManyRecipients(int max) implements SubmitResult {}

    record TooLarge(long maxSize) implements SubmitResult {}

    record InvalidEmail(String sentence, List<String> properties) implements SubmitResult {}

    record EmailNotFound() implements SubmitResult {}

    /// The draft could not be read because the operator does not answer.
    record OperatorUnavailable(String sentence) implements SubmitResult {}
}
