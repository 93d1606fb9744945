package fr.spico.jmap.blob;

import fr.spico.jmap.BlobSource;
import fr.spico.jmap.blob.BlobId.Root;
import fr.spico.mail.MailException;
import fr.spico.mail.MailStore.InputStreamReader;
import fr.spico.mail.mime.BodyPart;
import fr.spico.mail.mime.MessageParser;
import fr.spico.mail.mime.ParsedMessage;
import fr.spico.mail.mime.TransferDecoding;
import fr.spico.platform.config.OperatorSettings;
import fr.spico.platform.db.Database;
import fr.spico.replica.EmailId;
import fr.spico.replica.Replica;
import fr.spico.replica.ReplicaEmail;
import fr.spico.replica.Viewer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Reads blobs that exist for a viewer, transfer encoding undone.
@Component
public class Blobs {

    private final Database database;
    private final Replica replica;
    private final Uploads uploads;
    private final ObjectProvider<BlobSource> elsewhere;
    private final int maxInMemory;

    Blobs(
            Database database,
            Replica replica,
            Uploads uploads,
            ObjectProvider<BlobSource> elsewhere,
            OperatorSettings operator) {
        this.database = database;
        this.replica = replica;
        this.uploads = uploads;
        this.elsewhere = elsewhere;
        this.maxInMemory = (int) Math.min(operator.maxMessageSize() * 2, 1 << 27);
    }

    /// Whether what a blob belongs to exists for the viewer; told without reading it, so never of
    /// blobs that are kept elsewhere.
    boolean isSeenBy(Viewer viewer, BlobId id) {
        return switch (id.root()) {
            case Root.Upload(UUID upload) -> uploads.size(viewer, upload).isPresent();
            case Root.Message(EmailId email) ->
                    !database.read(tx -> replica.emails(tx, viewer, List.of(email))).isEmpty();
            case Root.Elsewhere(UUID blob) -> false;
        };
    }

    /// Streams a blob. Nothing is read, and false returned, if it does not exist for the viewer.
    ///
    /// @throws MailException the operator could not give it
    public boolean read(Viewer viewer, BlobId id, InputStreamReader reader)
            throws MailException, IOException {
        try {
            return switch (id.root()) {
                case Root.Upload(UUID upload) -> readUpload(viewer, upload, id.path(), reader);
                case Root.Message(EmailId email) -> readMessage(viewer, email, id.path(), reader);
                case Root.Elsewhere(UUID blob) ->
                        id.path().isEmpty() && readElsewhere(viewer, blob, reader);
            };
        } catch (MailException e) {
            if (e.reason() == MailException.Reason.NO_SUCH_MESSAGE) {
                return false;
            }
            throw e;
        }
    }

    /// A whole blob, if it exists for the viewer and is no larger than the largest message could
    /// be.
    public Optional<byte[]> bytes(Viewer viewer, BlobId id) throws MailException {
        byte[][] found = new byte[1][];
        try {
            boolean exists =
                    read(viewer, id, content -> found[0] = content.readNBytes(maxInMemory + 1));
            return exists && found[0].length <= maxInMemory
                    ? Optional.of(found[0])
                    : Optional.empty();
        } catch (IOException e) {
            throw new MailException(
                    MailException.Reason.UNREACHABLE, "cut while reading a blob", e);
        }
    }

    private boolean readElsewhere(Viewer viewer, UUID blob, InputStreamReader reader)
            throws IOException {
        for (BlobSource source : elsewhere) {
            if (source.read(viewer.account(), blob, reader)) {
                return true;
            }
        }
        return false;
    }

    public boolean exists(Viewer viewer, BlobId id) throws MailException {
        try {
            return read(viewer, id, content -> {});
        } catch (IOException e) {
            throw new MailException(
                    MailException.Reason.UNREACHABLE, "cut while looking for a blob", e);
        }
    }

    private boolean readUpload(
            Viewer viewer, UUID upload, List<String> path, InputStreamReader reader)
            throws MailException, IOException {
        if (uploads.size(viewer, upload).isEmpty()) {
            return false;
        }
        if (path.isEmpty()) {
            reader.read(uploads.open(upload));
            return true;
        }
        return readNested(bytes(viewer, BlobId.of(upload)), path, reader);
    }

    private boolean readMessage(
            Viewer viewer, EmailId id, List<String> path, InputStreamReader reader)
            throws MailException, IOException {
        Optional<ReplicaEmail> email =
                database.read(tx -> replica.emails(tx, viewer, List.of(id))).stream().findFirst();
        if (email.isEmpty()) {
            return false;
        }
        if (path.isEmpty()) {
            replica.readPart(viewer, id, null, reader);
            return true;
        }
        BodyPart root = email.get().structure();
        Optional<BodyPart> part = leaf(root, path.getFirst());
        if (part.isEmpty() || (path.size() > 1 && !isMessage(part.get()))) {
            return false;
        }
        if (isMessage(root)) {
            // What IMAP calls part 1 of such a mail is part 1 of the mail within (RFC 3501 §6.4.5).
            return readNested(bytes(viewer, BlobId.of(id)), path, reader);
        }
        if (path.size() > 1) {
            BlobId outer = BlobId.of(id).part(path.getFirst());
            return readNested(bytes(viewer, outer), path.subList(1, path.size()), reader);
        }
        replica.readPart(
                viewer,
                id,
                path.getFirst(),
                encoded -> reader.read(TransferDecoding.stream(encoded, part.get().encoding())));
        return true;
    }

    private static boolean readNested(
            Optional<byte[]> message, List<String> path, InputStreamReader reader)
            throws IOException {
        Optional<byte[]> content = message;
        for (int i = 0; i < path.size(); i++) {
            boolean last = i == path.size() - 1;
            content = content.flatMap(part(path.get(i), last));
        }
        if (content.isEmpty()) {
            return false;
        }
        reader.read(new ByteArrayInputStream(content.get()));
        return true;
    }

    /// Only a message has parts.
    private static Function<byte[], Optional<byte[]>> part(String section, boolean last) {
        return message -> {
            ParsedMessage parsed = MessageParser.parse(message);
            return leaf(parsed.root(), section)
                    .filter(part -> last || isMessage(part))
                    .flatMap(part -> parsed.decoded(section));
        };
    }

    private static boolean isMessage(BodyPart part) {
        return part.type().startsWith("message/");
    }

    private static Optional<BodyPart> leaf(BodyPart root, String partId) {
        Predicate<BodyPart> wanted = part -> partId.equals(part.partId());
        return root.leaves().stream().filter(wanted).findFirst();
    }
}
