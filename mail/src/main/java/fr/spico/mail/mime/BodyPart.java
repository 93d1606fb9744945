package fr.spico.mail.mime;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A node of a message's MIME tree, in the terms of EmailBodyPart (RFC 8621 §4.1.4).
///
/// @param partId IMAP section (`1`, `1.2`), null for a multipart
/// @param size octets of the part as it is transferred (encoded)
/// @param decodedSize octets of its content; null where nobody has decoded it yet
/// @param type lower case, e.g. `text/html`
/// @param charset lower case; null if none is given
/// @param encoding Content-Transfer-Encoding, lower case (`7bit` if none is given)
/// @param disposition lower case, e.g. `attachment`
/// @param cid Content-Id without angle brackets
/// @param subParts children of a multipart; empty for a leaf. A `message/rfc822` part is a leaf.
public record BodyPart(
        @Nullable String partId,
        long size,
        @Nullable Long decodedSize,
        @Nullable String name,
        String type,
        @Nullable String charset,
        String encoding,
        @Nullable String disposition,
        @Nullable String cid,
        @Nullable String language,
        @Nullable String location,
        List<BodyPart> subParts) {

    /// A part whose content nobody has decoded yet.
    public BodyPart(
            @Nullable String partId,
            long size,
            @Nullable String name,
            String type,
            @Nullable String charset,
            String encoding,
            @Nullable String disposition,
            @Nullable String cid,
            @Nullable String language,
            @Nullable String location,
            List<BodyPart> subParts) {
        this(
                partId,
                size,
                null,
                name,
                type,
                charset,
                encoding,
                disposition,
                cid,
                language,
                location,
                subParts);
    }

    /// The same tree with the sizes of contents as far as they are known.
    ///
    /// @param decodedSize tells the size of a leaf's content, null if it does not know
    public BodyPart measured(Function<BodyPart, @Nullable Long> decodedSize) {
        Long own = isMultipart() ? null : decodedSize.apply(this);
        return new BodyPart(
                partId,
                size,
                own == null ? this.decodedSize : own,
                name,
                type,
                charset,
                encoding,
                disposition,
                cid,
                language,
                location,
                subParts.stream().map(part -> part.measured(decodedSize)).toList());
    }

    public boolean isMultipart() {
        return type.startsWith("multipart/");
    }

    public boolean isText() {
        return type.startsWith("text/");
    }

    public boolean isAttachment() {
        return disposition != null && disposition.toLowerCase(Locale.ROOT).equals("attachment");
    }

    /// Levels of the tree: 1 for a leaf.
    public int depth() {
        return 1 + subParts.stream().mapToInt(BodyPart::depth).max().orElse(0);
    }

    /// The leaves, in the order of the message.
    public List<BodyPart> leaves() {
        return isMultipart()
                ? subParts.stream().flatMap(part -> part.leaves().stream()).toList()
                : List.of(this);
    }
}
