package fr.spico.mail.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads any octets as a message (RFC 5322, MIME RFC 2045–2046). Never fails: what is malformed is
/// shown as it stands, and said. Sections are numbered as IMAP numbers them.
public final class MessageParser {

    /// More levels than this are reported; they are still read, up to a limit of the parser's own.
    public static final int DEEP = 39;

    private static final int MAX_DEPTH = 120;
    private static final int MAX_PARTS = 5_000;

    private final byte[] message;
    private final Set<MimeProblem> problems = EnumSet.noneOf(MimeProblem.class);
    private final Map<String, ParsedMessage.Range> contents = new HashMap<>();
    private final Map<BodyPart, MessageHeader> headers = new IdentityHashMap<>();
    private int parts;

    private MessageParser(byte[] message) {
        this.message = message;
    }

    public static ParsedMessage parse(byte[] message) {
        return new MessageParser(message).read();
    }

    private ParsedMessage read() {
        int body = endOfHeader(0, message.length);
        MessageHeader header = MessageHeader.parse(Arrays.copyOfRange(message, 0, body));
        problems.addAll(header.problems());
        if (header.fields().isEmpty()) {
            body = 0; // No header at all: everything is text.
        }
        BodyPart root = part(header, body, message.length, "", 1, "text/plain");
        return new ParsedMessage(message, body, header, root, problems, contents, headers);
    }

    /// @param id the part's own number; empty for the message itself
    private BodyPart part(
            MessageHeader header, int start, int end, String id, int depth, String defaultType) {
        parts++;
        ContentField type = contentType(header, defaultType);
        if (depth > DEEP) {
            problems.add(MimeProblem.NESTED_TOO_DEEP);
        }
        if (type.value().startsWith("multipart/")) {
            String boundary = MimeText.parameter(type.parameters(), "boundary");
            if (boundary != null && !boundary.isEmpty() && depth < MAX_DEPTH) {
                return multipart(header, type, boundary, start, end, id, depth);
            }
            problems.add(MimeProblem.BAD_STRUCTURE);
            ContentField text = new ContentField("text/plain", type.parameters());
            return leaf(header, text, start, end, id);
        }
        return leaf(header, type, start, end, id);
    }

    private BodyPart multipart(
            MessageHeader header,
            ContentField type,
            String boundary,
            int start,
            int end,
            String id,
            int depth) {
        List<ParsedMessage.Range> ranges = new ArrayList<>();
        if (!Boundaries.split(message, start, end, boundary, MAX_PARTS - parts, ranges)) {
            problems.add(MimeProblem.BAD_STRUCTURE);
        }
        if (ranges.isEmpty()) {
            ranges.add(new ParsedMessage.Range(start, end));
        }
        String prefix = id.isEmpty() ? "" : id + ".";
        String childType =
                type.value().equals("multipart/digest") ? "message/rfc822" : "text/plain";
        List<BodyPart> children = new ArrayList<>();
        for (ParsedMessage.Range range : ranges) {
            int body = endOfHeader(range.start(), range.end());
            MessageHeader own =
                    MessageHeader.parse(Arrays.copyOfRange(message, range.start(), body));
            String childId = prefix + (children.size() + 1);
            children.add(part(own, body, range.end(), childId, depth + 1, childType));
        }
        return node(header, type, null, end - start, children);
    }

    private BodyPart leaf(MessageHeader header, ContentField type, int start, int end, String id) {
        String partId = id.isEmpty() ? "1" : id;
        contents.put(partId, new ParsedMessage.Range(start, end));
        return node(header, type, partId, end - start, List.of());
    }

    private BodyPart node(
            MessageHeader header,
            ContentField type,
            @Nullable String partId,
            long size,
            List<BodyPart> children) {
        ContentField disposition = ContentField.parse(value(header, "Content-Disposition"));
        String encoding = ContentField.parse(value(header, "Content-Transfer-Encoding")).value();
        String charset = MimeText.parameter(type.parameters(), "charset");
        boolean leaf = partId != null;
        BodyPart part =
                new BodyPart(
                        partId,
                        size,
                        leaf
                                ? MimeText.fileName(disposition.parameters(), type.parameters())
                                : null,
                        type.value(),
                        leaf && charset != null ? charset.toLowerCase(Locale.ROOT) : null,
                        encoding.isEmpty() ? "7bit" : encoding,
                        orNull(disposition.value()),
                        leaf ? contentId(header) : null,
                        orNull(value(header, "Content-Language")),
                        orNull(value(header, "Content-Location")),
                        List.copyOf(children));
        headers.put(part, header);
        return part;
    }

    private static ContentField contentType(MessageHeader header, String defaultType) {
        ContentField given = ContentField.parse(value(header, "Content-Type"));
        boolean usable = given.value().matches("[^/\\s]+/[^/\\s]+");
        return usable ? given : new ContentField(defaultType, given.parameters());
    }

    private static @Nullable String contentId(MessageHeader header) {
        return header.last("Content-Id")
                .flatMap(field -> field.asUrls().stream().findFirst())
                .or(() -> header.last("Content-Id").map(HeaderField::asText))
                .filter(id -> !id.isEmpty())
                .orElse(null);
    }

    private static String value(MessageHeader header, String name) {
        return header.last(name).map(field -> field.unfolded().strip()).orElse("");
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /// Where the content starts: after the first empty line. A block that does not look like a
    /// header at all is content from its start.
    private int endOfHeader(int start, int end) {
        int at = start;
        while (at < end) {
            int next = Boundaries.nextLine(message, at, end);
            if (Boundaries.lineLength(message, at, next) == 0) {
                return next;
            }
            if (at == start && !looksLikeField(at, next)) {
                return start;
            }
            at = next;
        }
        return end;
    }

    private boolean looksLikeField(int start, int end) {
        String line = new String(message, start, end - start, StandardCharsets.ISO_8859_1);
        return line.startsWith("From ")
                || line.startsWith("ï»¿")
                || line.matches("(?s)[!-9;-~]+[ \t]*:.*");
    }
}
