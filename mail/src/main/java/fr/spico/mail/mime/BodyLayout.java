package fr.spico.mail.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which parts of a message are its text, its HTML and its attachments (RFC 8621 §4.1.4): three
/// flat lists, so that a reader need not walk the tree.
///
/// @param textBody parts to show where plain text is preferred
/// @param htmlBody parts to show where HTML is preferred
/// @param attachments everything else; a picture between texts may stand here and in one of the
///   bodies
public record BodyLayout(
        List<BodyPart> textBody, List<BodyPart> htmlBody, List<BodyPart> attachments) {

    /// Signatures are checked or ignored by programs; nobody downloads them.
    private static final Set<String> FOR_PROGRAMS =
            Set.of(
                    "application/pkcs7-signature",
                    "application/x-pkcs7-signature",
                    "application/pgp-signature");

    public static BodyLayout of(BodyPart root) {
        BodyLayout layout = new BodyLayout(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        layout.sort(List.of(root), "mixed", false, layout.textBody, layout.htmlBody);
        return new BodyLayout(
                List.copyOf(layout.textBody),
                List.copyOf(layout.htmlBody),
                List.copyOf(layout.attachments));
    }

    /// Whether there is something to download (`hasAttachment`).
    public boolean hasAttachment() {
        return attachments.stream().anyMatch(BodyLayout::isForTheReader);
    }

    /// A null list: the alternative that is being read has no place in that body.
    private void sort(
            List<BodyPart> parts,
            String multipartType,
            boolean inAlternative,
            @Nullable List<BodyPart> text,
            @Nullable List<BodyPart> html) {
        int textBefore = text == null ? -1 : text.size();
        int htmlBefore = html == null ? -1 : html.size();
        for (int i = 0; i < parts.size(); i++) {
            BodyPart part = parts.get(i);
            if (part.isMultipart()) {
                String subtype = part.type().substring("multipart/".length());
                boolean alternative = inAlternative || subtype.equals("alternative");
                sort(part.subParts(), subtype, alternative, text, html);
            } else if (!isInline(part, i, multipartType)) {
                attachments.add(part);
            } else if (multipartType.equals("alternative")) {
                addAlternative(part, text, html);
            } else {
                if (inAlternative) {
                    html = part.type().equals("text/plain") ? null : html;
                    text = part.type().equals("text/html") ? null : text;
                }
                addInline(part, text, html);
            }
        }
        if (multipartType.equals("alternative") && text != null && html != null) {
            fillTheOther(text, textBefore, html, htmlBefore);
        }
    }

    /// Text is inline where it is the first part or has no file name; of a multipart/related only
    /// the first part is.
    private static boolean isInline(BodyPart part, int index, String multipartType) {
        boolean shown = isMedia(part) || isPlainOrHtml(part);
        if (part.isAttachment() || !shown) {
            return false;
        }
        return index == 0
                || (!multipartType.equals("related") && (isMedia(part) || part.name() == null));
    }

    private void addAlternative(
            BodyPart part, @Nullable List<BodyPart> text, @Nullable List<BodyPart> html) {
        List<BodyPart> body =
                switch (part.type()) {
                    case "text/plain" -> text;
                    case "text/html" -> html;
                    default -> attachments;
                };
        if (body != null) {
            body.add(part);
        }
    }

    private void addInline(
            BodyPart part, @Nullable List<BodyPart> text, @Nullable List<BodyPart> html) {
        if (text != null) {
            text.add(part);
        }
        if (html != null) {
            html.add(part);
        }
        if ((text == null || html == null) && isMedia(part)) {
            attachments.add(part);
        }
    }

    /// An alternative with only one of both kinds counts for both.
    private static void fillTheOther(
            List<BodyPart> text, int textBefore, List<BodyPart> html, int htmlBefore) {
        boolean noText = text.size() == textBefore;
        boolean noHtml = html.size() == htmlBefore;
        if (noText && !noHtml) {
            text.addAll(html.subList(htmlBefore, html.size()));
        } else if (noHtml && !noText) {
            html.addAll(text.subList(textBefore, text.size()));
        }
    }

    private static boolean isMedia(BodyPart part) {
        String type = part.type();
        return type.startsWith("image/") || type.startsWith("audio/") || type.startsWith("video/");
    }

    private static boolean isPlainOrHtml(BodyPart part) {
        return part.type().equals("text/plain") || part.type().equals("text/html");
    }

    private static boolean isForTheReader(BodyPart part) {
        boolean embedded = part.disposition() == null && part.cid() != null && isMedia(part);
        return !"inline".equals(part.disposition())
                && !embedded
                && !FOR_PROGRAMS.contains(part.type());
    }
}
