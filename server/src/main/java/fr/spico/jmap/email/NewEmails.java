package fr.spico.jmap.email;

import fr.spico.jmap.blob.BlobId;
import fr.spico.jmap.blob.Blobs;
import fr.spico.jmap.core.Faults;
import fr.spico.jmap.core.Json;
import fr.spico.jmap.core.MethodCall;
import fr.spico.jmap.core.SetError;
import fr.spico.jmap.core.SetRefused;
import fr.spico.mail.MailException;
import fr.spico.mail.MssAddress;
import fr.spico.mail.mime.HeaderField;
import fr.spico.mail.mime.MessageHeader;
import fr.spico.mail.mime.MessageParser;
import fr.spico.outbox.WrittenHere;
import fr.spico.platform.config.OperatorSettings;
import fr.spico.platform.db.Database;
import fr.spico.platform.time.IdSource;
import fr.spico.replica.EmailId;
import fr.spico.replica.FolderId;
import fr.spico.replica.Replica;
import fr.spico.replica.ReplicaEmail;
import fr.spico.replica.ReplicaFolder;
import fr.spico.replica.Viewer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Puts new emails into a mailbox: written from their properties, or imported as they are.
@Component
class NewEmails {

    /// Properties of an EmailImport (RFC 8621 §4.8).
    private static final Set<String> IMPORTED =
            Set.of("blobId", "mailboxIds", "keywords", "receivedAt");

    private final Database database;
    private final Replica replica;
    private final DraftWriter writer;
    private final Blobs blobs;
    private final OperatorSettings operator;
    private final InstantSource clock;
    private final IdSource ids;

    NewEmails(
            Database database,
            Replica replica,
            DraftWriter writer,
            Blobs blobs,
            OperatorSettings operator,
            InstantSource clock,
            IdSource ids) {
        this.database = database;
        this.replica = replica;
        this.writer = writer;
        this.blobs = blobs;
        this.operator = operator;
        this.clock = clock;
        this.ids = ids;
    }

    /// The folders that a call may name, by id or by creation id; read when one is named first.
    static final class Folders {
        private final Supplier<Set<FolderId>> read;
        private final MethodCall call;
        private @Nullable Set<FolderId> all;

        private Folders(Supplier<Set<FolderId>> read, MethodCall call) {
            this.read = read;
            this.call = call;
        }

        Optional<FolderId> find(String idOrReference) {
            return call.resolve(idOrReference)
                    .flatMap(FolderId::parse)
                    .filter(folder -> all().contains(folder));
        }

        private Set<FolderId> all() {
            Set<FolderId> known = all == null ? read.get() : all;
            all = known;
            return known;
        }
    }

    Folders folders(MethodCall call, Viewer viewer) {
        return new Folders(
                () ->
                        database.read(tx -> replica.folders(tx, viewer)).stream()
                                .map(ReplicaFolder::id)
                                .collect(Collectors.toSet()),
                call);
    }

    /// @return the properties that the server set
    /// @throws SetRefused when the client must change something
    ObjectNode create(Viewer viewer, Folders folders, ObjectNode json) throws MailException {
        EmailDraft draft = EmailDraft.read(json, folders, clock.instant(), newMessageId());
        byte[] message = writer.write(viewer, draft);
        return append(viewer, draft.folder(), draft.keywords(), draft.receivedAt(), message);
    }

    /// @param json EmailImport (RFC 8621 §4.8)
    ObjectNode importBlob(Viewer viewer, Folders folders, ObjectNode json) throws MailException {
        Faults faults = new Faults();
        Optional<FolderId> folder =
                faults.read(() -> Placement.folder(json.get("mailboxIds"), folders));
        Optional<Set<String>> keywords =
                faults.read(() -> Placement.keywords(json.get("keywords")));
        faults.check(() -> Placement.receivedAt(json.get("receivedAt"), Instant.EPOCH));
        Optional<byte[]> content = blob(viewer, folders, json);
        if (content.isEmpty()) {
            faults.add(SetRefused.invalid("There is no such blob.", "blobId"));
        }
        json.propertyNames().stream()
                .filter(name -> !IMPORTED.contains(name))
                .forEach(name -> faults.add(SetRefused.invalid("It is unknown.", name)));
        faults.end();
        byte[] message = content.orElseThrow();
        writer.requireSmall(message.length);
        MessageHeader header = MessageParser.parse(message).header();
        if (header.fields().isEmpty()) {
            throw new SetRefused(SetError.of("invalidEmail", "Ce fichier n’est pas un message."));
        }
        Instant receivedAt =
                Placement.receivedAt(
                        json.get("receivedAt"), lastReceived(header).orElseGet(clock::instant));
        return append(viewer, folder.orElseThrow(), keywords.orElseThrow(), receivedAt, message);
    }

    private Optional<byte[]> blob(Viewer viewer, Folders folders, ObjectNode json)
            throws MailException {
        Optional<BlobId> id =
                folders.call.resolve(json.path("blobId").stringValue("")).flatMap(BlobId::parse);
        return id.isEmpty() ? Optional.empty() : blobs.bytes(viewer, id.get());
    }

    /// When the last server that the message passed received it (RFC 5321 §4.4).
    private static Optional<Instant> lastReceived(MessageHeader header) {
        return header.all("Received").stream()
                .findFirst()
                .map(field -> new String(field.value(), StandardCharsets.ISO_8859_1))
                .map(text -> text.substring(text.lastIndexOf(';') + 1))
                .map(date -> new HeaderField("Date", date.getBytes(StandardCharsets.ISO_8859_1)))
                .flatMap(HeaderField::asDate)
                .map(OffsetDateTime::toInstant)
                .filter(time -> time.isAfter(Instant.EPOCH));
    }

    private ObjectNode append(
            Viewer viewer,
            FolderId folder,
            Set<String> keywords,
            Instant receivedAt,
            byte[] message)
            throws MailException {
        requireOwnWorld(viewer, message);
        MssAddress self = database.read(tx -> replica.address(tx, viewer.mailbox()));
        byte[] stored = WrittenHere.mark(message, self);
        EmailId id = replica.append(viewer, folder, keywords, receivedAt, stored);
        ReplicaEmail email =
                database.read(tx -> replica.emails(tx, viewer, List.of(id))).stream()
                        .findFirst()
                        .orElseThrow(() -> new SetRefused(SetError.notFound()));
        return Json.object()
                .put("id", id.jmapId())
                .put("blobId", BlobId.of(id).jmapId())
                .put("threadId", email.thread().jmapId())
                .put("size", email.size());
    }

    /// Who may not exchange with patients may not prepare it either: the mail would vanish from
    /// their eyes.
    private void requireOwnWorld(Viewer viewer, byte[] message) {
        if (!viewer.patients()
                && operator.patients().isNamedIn(MessageParser.parse(message).header())) {
            throw new SetRefused(
                    SetError.of(
                            "forbidden",
                            "Votre compte ne permet pas d’échanger avec des patients."));
        }
    }

    private String newMessageId() {
        return ids.next() + "@" + operator.domains().getFirst();
    }
}
