package fr.spico.outbox;

import fr.spico.account.Caller;
import fr.spico.mail.MssAddress;
import fr.spico.mail.mime.BodyPart;
import fr.spico.mail.mime.NewField;
import fr.spico.mail.mime.ParsedMessage;
import fr.spico.outbox.OutgoingMailWatch.Attachment;
import fr.spico.outbox.OutgoingMailWatch.Leaving;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import fr.spico.replica.Viewer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Asks and tells every [OutgoingMailWatch].
@Component
class OutgoingMailWatches {

    /// Asked for when a mail leaves only: watches use features that use the outbox.
    private final ObjectProvider<OutgoingMailWatch> watches;

    OutgoingMailWatches(ObjectProvider<OutgoingMailWatch> watches) {
        this.watches = watches;
    }

    /// Reads a mail for the watches; outside any transaction, as it takes a while.
    Leaving read(OutgoingMail mail, List<MssAddress> recipients) {
        ParsedMessage parsed = mail.parsed();
        List<Attachment> files =
                parsed.root().leaves().stream()
                        .filter(OutgoingMailWatches::isFile)
                        .flatMap(part -> attachment(parsed, part).stream())
                        .toList();
        return new Leaving(recipients, mail.subject(), files, within(files));
    }

    private List<String> within(List<Attachment> files) {
        return files.stream()
                .flatMap(file -> watches.stream().flatMap(watch -> watch.within(file).stream()))
                .toList();
    }

    List<NewField> fields(Leaving mail) {
        return watches.stream().flatMap(watch -> watch.fields(mail).stream()).toList();
    }

    Optional<String> refusal(ReadTx tx, Caller caller, Leaving mail) {
        return watches.stream()
                .flatMap(watch -> watch.refusal(tx, caller, mail).stream())
                .findFirst();
    }

    Optional<String> stop(ReadTx tx, SubmissionId id) {
        return watches.stream().flatMap(watch -> watch.stop(tx, id).stream()).findFirst();
    }

    void queued(WriteTx tx, Caller caller, Leaving mail, Submission submission) {
        watches.forEach(watch -> watch.queued(tx, caller, mail, submission));
    }

    void changed(WriteTx tx, Viewer viewer, SubmissionId id) {
        Viewer everything = new Viewer(viewer.account(), viewer.mailbox(), true);
        for (Submission submission : OutboxQueries.find(tx, everything, List.of(id))) {
            watches.forEach(watch -> watch.changed(tx, submission));
        }
    }

    void dropped(WriteTx tx, SubmissionId id) {
        watches.forEach(watch -> watch.dropped(tx, id));
    }

    private static boolean isFile(BodyPart part) {
        return part.isAttachment() || part.name() != null || !part.isText();
    }

    private static Optional<Attachment> attachment(ParsedMessage parsed, BodyPart part) {
        Supplier<byte[]> content =
                () ->
                        Optional.ofNullable(part.partId())
                                .flatMap(parsed::decoded)
                                .orElseGet(() -> new byte[0]);
        String name = part.name() == null ? "" : part.name();
        return Optional.ofNullable(part.partId())
                .flatMap(parsed::decoded)
                .map(octets -> new Attachment(name, sha256(octets), content));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
