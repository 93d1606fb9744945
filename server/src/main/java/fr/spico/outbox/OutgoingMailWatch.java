package fr.spico.outbox;

import fr.spico.account.Caller;
import fr.spico.mail.MssAddress;
import fr.spico.mail.mime.NewField;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What another feature has to say on mails that leave. The outbox knows none of them: it asks
/// every bean of this type, for every mail, whatever program wrote it.
public interface OutgoingMailWatch {

    /// A mail as it is going to be sent.
    ///
    /// @param subject decoded; empty if there is none
    /// @param within SHA-256 of what attachments hold, hexadecimal
    record Leaving(
            List<MssAddress> recipients,
            String subject,
            List<Attachment> files,
            List<String> within) {

        /// SHA-256 of all that leaves: attachments and what they hold, each once.
        public List<String> digests() {
            return Stream.concat(files.stream().map(Attachment::digest), within.stream())
                    .distinct()
                    .toList();
        }

        @Override
        public String toString() {
            return "Leaving[" + files.size() + "]";
        }
    }

    /// @param name as the mail says it, or empty
    /// @param digest SHA-256 of the content, hexadecimal
    /// @param content read when it is asked for
    record Attachment(String name, String digest, Supplier<byte[]> content) {

        @Override
        public String toString() {
            return "Attachment[…]";
        }
    }

    /// SHA-256 of the contents that an attachment holds, hexadecimal; outside any transaction.
    default List<String> within(Attachment file) {
        return List.of();
    }

    /// Fields that the mail leaves with, in place of those of the same name in the draft. Asked
    /// outside any transaction, as it may take a while.
    default List<NewField> fields(Leaving mail) {
        return List.of();
    }

    /// A French sentence on what keeps the mail here, for the user.
    Optional<String> refusal(ReadTx tx, Caller caller, Leaving mail);

    /// The mail is queued; told inside the transaction that queues it.
    void queued(WriteTx tx, Caller caller, Leaving mail, Submission submission);

    /// A French sentence on why a queued mail must not leave after all; asked before each attempt,
    /// which may come days after it was queued.
    Optional<String> stop(ReadTx tx, SubmissionId submission);

    /// Something became of a mail; told inside the transaction in which it did.
    void changed(WriteTx tx, Submission submission);

    /// A mail that was still here will never leave: its mailbox left the platform (row L10).
    void dropped(WriteTx tx, SubmissionId submission);
}
