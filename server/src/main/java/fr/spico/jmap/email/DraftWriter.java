package fr.spico.jmap.email;

import fr.spico.jmap.blob.BlobId;
import fr.spico.jmap.blob.Blobs;
import fr.spico.jmap.core.Json;
import fr.spico.jmap.core.SetError;
import fr.spico.jmap.core.SetRefused;
import fr.spico.mail.MailException;
import fr.spico.mail.mime.MessageBuilder;
import fr.spico.mail.mime.NewPart;
import fr.spico.platform.config.OperatorSettings;
import fr.spico.platform.time.IdSource;
import fr.spico.replica.Viewer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Makes a message of a draft, its blobs included.
@Component
class DraftWriter {

    private final Blobs blobs;
    private final IdSource ids;
    private final long maxSize;

    DraftWriter(Blobs blobs, IdSource ids, OperatorSettings operator) {
        this.blobs = blobs;
        this.ids = ids;
        this.maxSize = operator.maxMessageSize();
    }

    /// @throws SetRefused `blobNotFound`, `tooLarge`
    byte[] write(Viewer viewer, EmailDraft draft) throws MailException {
        Map<String, byte[]> contents = contents(viewer, draft.body());
        try {
            byte[] message =
                    MessageBuilder.build(
                            draft.fields(),
                            part(draft.body(), contents),
                            () -> ids.next().toString().replace("-", ""));
            requireSmall(message.length);
            return message;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void requireSmall(long octets) {
        if (octets > maxSize) {
            throw new SetRefused(
                    SetError.of(
                                    "tooLarge",
                                    "Ce message dépasse la taille que votre opérateur accepte (%d Mo). Retirez une pièce jointe."
                                            .formatted(maxSize >> 20))
                            .with("maxSize", Json.object().put("n", maxSize).path("n")));
        }
    }

    private Map<String, byte[]> contents(Viewer viewer, DraftPart body) throws MailException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        long size = 0;
        for (String id : blobsOf(body)) {
            Optional<BlobId> blob = BlobId.parse(id);
            Optional<byte[]> content =
                    blob.isEmpty() ? Optional.empty() : blobs.bytes(viewer, blob.get());
            if (content.isEmpty()) {
                missing.add(id);
            } else {
                contents.put(id, content.get());
                requireSmall(size += content.get().length);
            }
        }
        if (!missing.isEmpty()) {
            throw blobsNotFound(missing);
        }
        return contents;
    }

    private static SetRefused blobsNotFound(List<String> ids) {
        return new SetRefused(
                SetError.of(
                                "blobNotFound",
                                "Une pièce jointe n’existe plus : joignez-la de nouveau.")
                        .with("notFound", Json.strings(ids)));
    }

    private static Set<String> blobsOf(DraftPart part) {
        Set<String> found = new LinkedHashSet<>();
        String own = part.blobId();
        if (own != null) {
            found.add(own);
        }
        part.subParts().forEach(child -> found.addAll(blobsOf(child)));
        return found;
    }

    private static NewPart part(DraftPart part, Map<String, byte[]> contents) {
        String text = part.value();
        byte[] octets = text != null ? NewPart.octets(text) : contents.get(part.blobId());
        return new NewPart(
                part.type(),
                text != null ? "utf-8" : part.charset(),
                part.name(),
                part.disposition(),
                part.cid(),
                part.language(),
                part.location(),
                part.fields(),
                octets == null ? null : () -> octets,
                part.subParts().stream().map(child -> part(child, contents)).toList());
    }
}
