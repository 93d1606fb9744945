package fr.spico.discussions;

import fr.spico.mail.MailException;
import fr.spico.mail.mime.BodyPart;
import fr.spico.mail.mime.DecodedText;
import fr.spico.mail.mime.TransferDecoding;
import fr.spico.replica.EmailId;
import fr.spico.replica.Replica;
import fr.spico.replica.ReplicaEmail.Text;
import fr.spico.replica.Viewer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The text of a part: from the replica, or from the operator where the replica holds none or too
/// little of it.
@Component
public class BodyTexts {

    private static final int MAX_OCTETS = 2 << 20;

    private final Replica replica;

    BodyTexts(Replica replica) {
        this.replica = replica;
    }

    /// Call it outside a transaction.
    ///
    /// @param held texts of the email that the replica holds
    /// @param atLeast characters that are enough; more of a long text are read at the operator
    /// @throws MailException nothing of the text is here and the operator does not give it
    public Text of(Viewer viewer, EmailId email, BodyPart part, List<Text> held, long atLeast)
            throws MailException {
        Optional<Text> here =
                held.stream().filter(t -> t.partId().equals(part.partId())).findFirst();
        if (here.filter(t -> !t.truncated() || t.text().length() >= atLeast).isPresent()) {
            return here.get();
        }
        try {
            return fetch(viewer, email, part);
        } catch (MailException e) {
            return here.orElseThrow(() -> e);
        }
    }

    private Text fetch(Viewer viewer, EmailId email, BodyPart part) throws MailException {
        byte[][] read = new byte[1][];
        try {
            replica.readPart(
                    viewer,
                    email,
                    part.partId(),
                    content -> read[0] = content.readNBytes(MAX_OCTETS + 1));
        } catch (IOException e) {
            throw new MailException(
                    MailException.Reason.UNREACHABLE, "cut while reading a text", e);
        }
        DecodedText decoded = TransferDecoding.decode(read[0], part.encoding(), part.charset());
        return new Text(
                String.valueOf(part.partId()),
                decoded.text(),
                read[0].length > MAX_OCTETS,
                !decoded.problems().isEmpty(),
                part.charset());
    }
}
