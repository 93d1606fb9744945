package fr.spico.filing;

import fr.spico.exchange.ReceivedDocument;
import fr.spico.mail.mime.BodyPart;
import java.util.List;
import java.util.Optional;

/// Something in a mail that can be filed: an attachment, or a document of an archive.
///
/// @param ref names it within its mail: a part (`3`, `1_2`) or a document (`2-1`)
/// @param part of the mail: the attachment, or the archive
/// @param document present if it is one of an archive
/// @param digest SHA-256 of the content, hexadecimal; empty for an attachment that was not read
/// @param size octets, as far as they are known
/// @param beside attachments with the very same content
/// @param refused a French sentence on why it cannot be filed
record Item(
        String ref,
        BodyPart part,
        Optional<ReceivedDocument> document,
        String name,
        String type,
        long size,
        Optional<String> digest,
        List<BodyPart> beside,
        Optional<String> refused) {

    Item {
        beside = List.copyOf(beside);
    }

    static String ref(BodyPart part) {
        return String.valueOf(part.partId()).replace('.', '_');
    }

    static String ref(BodyPart archive, int number) {
        return ref(archive) + "-" + number;
    }

    String title() {
        return document.map(ReceivedDocument::title).orElse("");
    }

    Item with(BodyPart same) {
        List<BodyPart> more = new java.util.ArrayList<>(beside);
        more.add(same);
        return new Item(ref, part, document, name, type, size, digest, more, refused);
    }

    @Override
    public String toString() {
        return "Item[" + ref + "]";
    }
}
