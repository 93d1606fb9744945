package fr.spico.filing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.spico.document.Documents;
import fr.spico.exchange.Exchange;
import fr.spico.exchange.MailArchives;
import fr.spico.exchange.ReceivedDocument;
import fr.spico.exchange.ReceivedFile;
import fr.spico.exchange.ReceivedXdm;
import fr.spico.mail.MailException;
import fr.spico.mail.mime.BodyPart;
import fr.spico.replica.EmailId;
import fr.spico.replica.ReplicaEmail;
import fr.spico.replica.Viewer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// What of a mail can be filed. Attachments are fetched only where they may be the same as a
/// document of an archive, and when they are filed.
@Component
class MailItems {

    private static final int MOST = 200;
    private static final Set<String> ONLY_WITHIN =
            Set.of("text/plain", "text/rtf", "application/rtf");

    private final MailArchives archives;
    private final Exchange exchange;
    private final Documents documents;

    /// A mail never changes; what is remembered of it is shown to who may see the mail only.
    private final Cache<EmailId, List<Item>> recent =
            Caffeine.newBuilder().maximumSize(200).expireAfterWrite(Duration.ofMinutes(5)).build();

    MailItems(MailArchives archives, Exchange exchange, Documents documents) {
        this.archives = archives;
        this.documents = documents;
        this.exchange = exchange;
    }

    /// In the order of the mail, documents of an archive in its place.
    ///
    /// @throws MailException the operator does not give an archive
    List<Item> of(Viewer viewer, ReplicaEmail email) throws MailException {
        List<Item> known = recent.getIfPresent(email.id());
        if (known == null) {
            known = read(viewer, email);
            recent.put(email.id(), known);
        }
        return known;
    }

    /// @throws MailException the operator does not give it
    byte[] content(Viewer viewer, ReplicaEmail email, Item item) throws MailException {
        byte[] part = archives.octets(viewer, email.id(), item.part());
        return item.document().isEmpty()
                ? part
                : file(part, item.document().get().number())
                        .map(ReceivedFile::octets)
                        .orElseGet(() -> new byte[0]);
    }

    /// What a document holds; the document itself where dossiers do not take that, as a text.
    private Optional<ReceivedFile> file(byte[] archive, int number) {
        Optional<ReceivedFile> held = exchange.file(archive, number);
        return held.filter(file -> ONLY_WITHIN.contains(file.kind().type())).isPresent()
                ? exchange.original(archive, number)
                : held;
    }

    private List<Item> read(Viewer viewer, ReplicaEmail email) throws MailException {
        List<BodyPart> zips = MailArchives.of(email);
        List<Item> items = new ArrayList<>();
        for (BodyPart zip : zips) {
            items.addAll(documents(zip, archives.octets(viewer, email.id(), zip)));
        }
        for (BodyPart part : email.structure().leaves()) {
            if (isAttachment(part) && !zips.contains(part)) {
                Optional<String> digest =
                        items.isEmpty() || !mayBeOneOf(items, part)
                                ? Optional.empty()
                                : Optional.of(digest(archives.octets(viewer, email.id(), part)));
                put(items, part, digest);
            }
        }
        return items.stream().limit(MOST).toList();
    }

    private List<Item> documents(BodyPart zip, byte[] archive) {
        return switch (exchange.read(archive)) {
            case ReceivedXdm.Read(List<ReceivedDocument> read) ->
                    read.stream().limit(MOST).map(d -> document(zip, archive, d)).toList();
            case ReceivedXdm.Refused _ -> List.of();
        };
    }

    private Item document(BodyPart zip, byte[] archive, ReceivedDocument document) {
        Optional<ReceivedFile> file = file(archive, document.number());
        ReceivedFile.Kind kind = file.map(ReceivedFile::kind).orElse(document.file());
        byte[] octets = file.map(ReceivedFile::octets).orElseGet(() -> new byte[0]);
        return new Item(
                Item.ref(zip, document.number()),
                zip,
                Optional.of(document),
                kind.name(),
                kind.type(),
                octets.length,
                Optional.of(digest(octets)),
                List.of(),
                document.problem().or(() -> documents.refusal(octets)));
    }

    /// The PDF beside an archive is no second document (ECO.2.1.1).
    private static void put(List<Item> items, BodyPart part, Optional<String> digest) {
        for (int i = 0; i < items.size(); i++) {
            if (digest.isPresent() && items.get(i).digest().equals(digest)) {
                items.set(i, items.get(i).with(part));
                return;
            }
        }
        items.add(
                new Item(
                        Item.ref(part),
                        part,
                        Optional.empty(),
                        part.name() == null ? "" : part.name(),
                        part.type(),
                        part.decodedSize() == null ? part.size() : part.decodedSize(),
                        digest,
                        List.of(),
                        Optional.empty()));
    }

    private static boolean mayBeOneOf(List<Item> items, BodyPart part) {
        return items.stream()
                .filter(item -> item.document().isPresent())
                .anyMatch(item ->
                        item.type().equals(part.type())
                                || part.type().equals("application/octet-stream"));
    }

    private static boolean isAttachment(BodyPart part) {
        return part.partId() != null
                && !isInlinePicture(part)
                && (part.isAttachment() || part.name() != null);
    }

    /// What the text itself shows, as the screens hide it: other files may have a Content-ID too.
    private static boolean isInlinePicture(BodyPart part) {
        return part.cid() != null
                && "inline".equals(part.disposition())
                && part.type().startsWith("image/");
    }

    static String digest(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
