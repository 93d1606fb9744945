package fr.spico.outbox;

import fr.spico.account.Account.DirectoryScope;
import fr.spico.mail.MssAddress;
import fr.spico.outbox.RecipientVerdict.Allowed;
import fr.spico.outbox.RecipientVerdict.NotTrusted;
import fr.spico.outbox.RecipientVerdict.OutsideScope;
import fr.spico.outbox.RecipientVerdict.PatientNotAllowed;
import fr.spico.outbox.RecipientVerdict.PlatformMailbox;
import fr.spico.outbox.RecipientVerdict.Unknown;
import java.util.Optional;
import java.util.Set;

/// Who may be written to (rows S2, S4, S5): asked while recipients are chosen and again at sending.
final class RecipientRules {

    private RecipientRules() {}

    /// The account that writes.
    record Sender(DirectoryScope scope, boolean mayExchangeWithPatients) {}

    /// The received message of the same mailbox that In-Reply-To names.
    ///
    /// @param authors whom its From names
    /// @param participants whom its From, Reply-To, To and Cc name
    record Answered(Set<MssAddress> authors, Set<MssAddress> participants) {}

    /// What is known of an address.
    ///
    /// @param self the mailbox that is written from
    /// @param platform the platform's own mailbox
    /// @param inScope in the directory that the sender may use
    /// @param inNational in the national directory
    record Recipient(
            MssAddress address,
            boolean self,
            boolean platform,
            boolean patient,
            boolean trusted,
            boolean inScope,
            boolean inNational) {

        @Override
        public String toString() {
            return "Recipient[…]";
        }
    }

    static RecipientVerdict judge(Sender sender, Optional<Answered> answered, Recipient recipient) {
        if (recipient.platform()) {
            return new PlatformMailbox();
        }
        return recipient.patient()
                ? judgePatient(sender, answered, recipient.address())
                : judgeProfessional(sender, answered, recipient);
    }

    private static RecipientVerdict judgePatient(
            Sender sender, Optional<Answered> answered, MssAddress patient) {
        if (!sender.mayExchangeWithPatients()) {
            return new PatientNotAllowed(PatientNotAllowed.Reason.SENDER_NOT_IN_RPPS);
        }
        if (answered.isEmpty()) {
            return new PatientNotAllowed(PatientNotAllowed.Reason.NOT_AN_ANSWER);
        }
        return answered.get().authors().equals(Set.of(patient))
                ? new Allowed()
                : new PatientNotAllowed(PatientNotAllowed.Reason.ANSWERING_ANOTHER);
    }

    private static RecipientVerdict judgeProfessional(
            Sender sender, Optional<Answered> answered, Recipient recipient) {
        boolean takesPart =
                answered.filter(a -> a.participants().contains(recipient.address())).isPresent();
        if (recipient.self() || recipient.inScope() || (takesPart && recipient.trusted())) {
            return new Allowed();
        }
        if (recipient.inNational() && sender.scope() == DirectoryScope.REGIONAL) {
            return new OutsideScope();
        }
        return recipient.trusted() ? new Unknown() : new NotTrusted();
    }
}
