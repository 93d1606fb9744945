package fr.spico.outbox;

import static fr.spico.outbox.RecipientVerdict.PatientNotAllowed.Reason.ANSWERING_ANOTHER;
import static fr.spico.outbox.RecipientVerdict.PatientNotAllowed.Reason.NOT_AN_ANSWER;
import static fr.spico.outbox.RecipientVerdict.PatientNotAllowed.Reason.SENDER_NOT_IN_RPPS;
import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.account.Account.DirectoryScope;
import fr.spico.mail.MssAddress;
import fr.spico.outbox.RecipientRules.Answered;
import fr.spico.outbox.RecipientRules.Recipient;
import fr.spico.outbox.RecipientRules.Sender;
import fr.spico.outbox.RecipientVerdict.Allowed;
import fr.spico.outbox.RecipientVerdict.NotTrusted;
import fr.spico.outbox.RecipientVerdict.OutsideScope;
import fr.spico.outbox.RecipientVerdict.PatientNotAllowed;
import fr.spico.outbox.RecipientVerdict.PlatformMailbox;
import fr.spico.outbox.RecipientVerdict.Unknown;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecipientRulesTest {

    private static final Sender RPPS = new Sender(DirectoryScope.NATIONAL, true);
    private static final Sender ADELI = new Sender(DirectoryScope.NATIONAL, false);
    private static final Sender NEITHER = new Sender(DirectoryScope.REGIONAL, false);

    private static final MssAddress PATIENT = address("154089912345603@patient.mssante.test");
    private static final MssAddress OTHER_PATIENT = address("279035121518989@patient.mssante.test");
    private static final MssAddress COLLEAGUE = address("paul.ndiaye@liberal.mssante.test");

    private static final Optional<Answered> NEW_MAIL = Optional.empty();

    @Test
    void aPatientIsAnsweredByAnAccountInRpps() {
        assertThat(patient(RPPS, answerTo(PATIENT))).isEqualTo(new Allowed());
    }

    @Test
    void aPatientIsNeverWrittenToFirst() {
        assertThat(patient(RPPS, NEW_MAIL)).isEqualTo(new PatientNotAllowed(NOT_AN_ANSWER));
    }

    @Test
    void aPatientIsNotAddedToTheAnswerToAnother() {
        assertThat(patient(RPPS, answerTo(OTHER_PATIENT)))
                .isEqualTo(new PatientNotAllowed(ANSWERING_ANOTHER));
        assertThat(patient(RPPS, answerTo(COLLEAGUE)))
                .isEqualTo(new PatientNotAllowed(ANSWERING_ANOTHER));
    }

    @Test
    void aPatientWhoIsOnlyInCopyOfTheAnsweredMailIsNotAnswered() {
        Answered fromAnother = new Answered(Set.of(OTHER_PATIENT), Set.of(OTHER_PATIENT, PATIENT));

        assertThat(patient(RPPS, Optional.of(fromAnother)))
                .isEqualTo(new PatientNotAllowed(ANSWERING_ANOTHER));
    }

    @Test
    void aMailWithSeveralAuthorsGivesNoRightToWriteToAPatient() {
        Answered fromTwo =
                new Answered(Set.of(OTHER_PATIENT, PATIENT), Set.of(OTHER_PATIENT, PATIENT));

        assertThat(patient(RPPS, Optional.of(fromTwo)))
                .isEqualTo(new PatientNotAllowed(ANSWERING_ANOTHER));
    }

    @Test
    void accountsThatAreNotInRppsNeverWriteToPatients() {
        for (Sender sender : List.of(ADELI, NEITHER)) {
            for (Optional<Answered> answered : List.of(NEW_MAIL, answerTo(PATIENT))) {
                assertThat(patient(sender, answered))
                        .isEqualTo(new PatientNotAllowed(SENDER_NOT_IN_RPPS));
            }
        }
    }

    @Test
    void noDirectoryMakesAPatientReachable() {
        Recipient listed = new Recipient(PATIENT, false, false, true, true, true, true);

        assertThat(RecipientRules.judge(RPPS, NEW_MAIL, listed))
                .isEqualTo(new PatientNotAllowed(NOT_AN_ANSWER));
    }

    @Test
    void aProfessionalOfTheSendersDirectoryIsAlwaysAllowed() {
        for (Sender sender : List.of(RPPS, ADELI, NEITHER)) {
            for (Optional<Answered> answered : List.of(NEW_MAIL, answerTo(PATIENT))) {
                assertThat(RecipientRules.judge(sender, answered, colleague(true, true, true)))
                        .isEqualTo(new Allowed());
            }
        }
    }

    @Test
    void theRegionalScopeEndsAtTheRegionalDirectory() {
        Recipient national = colleague(true, false, true);

        assertThat(RecipientRules.judge(NEITHER, NEW_MAIL, national)).isEqualTo(new OutsideScope());
        assertThat(RecipientRules.judge(NEITHER, answerTo(PATIENT), national))
                .isEqualTo(new OutsideScope());
    }

    @Test
    void whoeverTookPartInTheAnsweredMailCanBeAnsweredEvenIfInNoDirectory() {
        Answered mail = new Answered(Set.of(OTHER_PATIENT), Set.of(OTHER_PATIENT, COLLEAGUE));

        for (Sender sender : List.of(RPPS, ADELI, NEITHER)) {
            assertThat(
                            RecipientRules.judge(
                                    sender, Optional.of(mail), colleague(true, false, false)))
                    .isEqualTo(new Allowed());
        }
    }

    @Test
    void takingPartDoesNotHelpAnAddressOutsideTheTrustSpace() {
        assertThat(RecipientRules.judge(RPPS, answerTo(COLLEAGUE), colleague(false, false, false)))
                .isEqualTo(new NotTrusted());
    }

    @Test
    void anAddressInNoDirectoryIsUnknownOrUntrusted() {
        assertThat(RecipientRules.judge(RPPS, NEW_MAIL, colleague(true, false, false)))
                .isEqualTo(new Unknown());
        assertThat(RecipientRules.judge(RPPS, NEW_MAIL, colleague(false, false, false)))
                .isEqualTo(new NotTrusted());
    }

    @Test
    void onesOwnMailboxIsAllowedAndThePlatformsIsNot() {
        Recipient self = new Recipient(COLLEAGUE, true, false, false, true, false, false);
        Recipient platform = new Recipient(COLLEAGUE, false, true, false, true, true, true);

        assertThat(RecipientRules.judge(NEITHER, NEW_MAIL, self)).isEqualTo(new Allowed());
        assertThat(RecipientRules.judge(RPPS, answerTo(COLLEAGUE), platform))
                .isEqualTo(new PlatformMailbox());
    }

    /// All 2 × 2 × 2 × 2 × 2 × 2 facts about a recipient, for all senders, answering or not.
    @Test
    void nothingButAnAnswerToItsAuthorEverReachesAPatient() {
        for (Sender sender : List.of(RPPS, ADELI, NEITHER)) {
            for (Optional<Answered> answered :
                    List.of(NEW_MAIL, answerTo(PATIENT), answerTo(OTHER_PATIENT))) {
                for (int facts = 0; facts < 64; facts++) {
                    Recipient r = recipient(facts);
                    boolean mayBe =
                            !r.platform()
                                    && sender.mayExchangeWithPatients()
                                    && answered.equals(answerTo(PATIENT));
                    if (r.patient()) {
                        assertThat(RecipientRules.judge(sender, answered, r).allowed())
                                .isEqualTo(mayBe);
                    }
                }
            }
        }
    }

    @Test
    void everyRefusalHasItsSentenceAndItsCode() {
        for (RecipientVerdict refusal :
                List.of(
                        new RecipientVerdict.NotAnAddress(),
                        new PatientNotAllowed(NOT_AN_ANSWER),
                        new PatientNotAllowed(ANSWERING_ANOTHER),
                        new PatientNotAllowed(SENDER_NOT_IN_RPPS),
                        new OutsideScope(),
                        new Unknown(),
                        new NotTrusted(),
                        new PlatformMailbox())) {
            assertThat(refusal.allowed()).isFalse();
            assertThat(refusal.code()).isNotEmpty();
            assertThat(refusal.sentence()).endsWith(".");
        }
        assertThat(new Allowed().allowed()).isTrue();
    }

    private static RecipientVerdict patient(Sender sender, Optional<Answered> answered) {
        Recipient recipient = new Recipient(PATIENT, false, false, true, true, false, false);
        return RecipientRules.judge(sender, answered, recipient);
    }

    private static Recipient colleague(boolean trusted, boolean inScope, boolean inNational) {
        return new Recipient(COLLEAGUE, false, false, false, trusted, inScope, inNational);
    }

    private static Recipient recipient(int facts) {
        return new Recipient(
                PATIENT,
                (facts & 1) != 0,
                (facts & 2) != 0,
                (facts & 4) != 0,
                (facts & 8) != 0,
                (facts & 16) != 0,
                (facts & 32) != 0);
    }

    private static Optional<Answered> answerTo(MssAddress author) {
        return Optional.of(new Answered(Set.of(author), Set.of(author)));
    }

    private static MssAddress address(String text) {
        return MssAddress.parse(text).orElseThrow();
    }
}
