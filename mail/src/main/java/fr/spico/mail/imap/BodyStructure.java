package fr.spico.mail.imap;

import fr.spico.mail.imap.Tokens.Items;
import fr.spico.mail.imap.Tokens.Value;
import fr.spico.mail.mime.BodyPart;
import fr.spico.mail.mime.MimeText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// BODYSTRUCTURE (RFC 9051 §7.5.2) to [BodyPart].
final class BodyStructure {

    private BodyStructure() {}

    /// Empty when the answer makes no sense.
    static Optional<BodyPart> read(Value value) {
        if (!(value instanceof Items items)) {
            return Optional.empty();
        }
        try {
            boolean multipart = items.at(0) instanceof Items;
            return Optional.of(multipart ? multipart(items, "") : leaf(items, "1"));
        } catch (Tokens.Malformed e) {
            return Optional.empty();
        }
    }

    private static BodyPart part(Value value, String partId) {
        if (!(value instanceof Items items)) {
            throw new Tokens.Malformed("a part that is no list");
        }
        return items.at(0) instanceof Items ? multipart(items, partId + ".") : leaf(items, partId);
    }

    private static BodyPart multipart(Items items, String prefix) {
        List<BodyPart> parts = new ArrayList<>();
        int i = 0;
        while (items.at(i) instanceof Items child) {
            parts.add(part(child, prefix + (i + 1)));
            i++;
        }
        String subtype = lower(items.at(i));
        Disposition disposition = disposition(items.at(i + 2));
        return new BodyPart(
                null,
                parts.stream().mapToLong(BodyPart::size).sum(),
                null,
                "multipart/" + (subtype.isEmpty() ? "mixed" : subtype),
                null,
                "7bit",
                disposition.type(),
                null,
                language(items.at(i + 3)),
                orNull(items.at(i + 4)),
                List.copyOf(parts));
    }

    private static BodyPart leaf(Items items, String partId) {
        if (items.values().size() < 7) {
            throw new Tokens.Malformed("a part with too few fields");
        }
        String type = lower(items.at(0)) + "/" + lower(items.at(1));
        Map<String, String> parameters = parameters(items.at(2));
        int extension = 8 + extraFields(type, items);
        Disposition disposition = disposition(items.at(extension));
        String encoding = lower(items.at(5));
        return new BodyPart(
                partId,
                Math.max(0, sizeOf(items.at(6))),
                MimeText.fileName(disposition.parameters(), parameters),
                type,
                lowerOrNull(parameters.get("charset")),
                encoding.isEmpty() ? "7bit" : encoding,
                disposition.type(),
                withoutBrackets(orNull(items.at(3))),
                language(items.at(extension + 1)),
                orNull(items.at(extension + 2)),
                List.of());
    }

    /// Text has a line count before the extension fields, an enclosed message three fields more;
    /// the octet count is followed by MD5, which 8 stands for.
    private static int extraFields(String type, Items items) {
        if (type.startsWith("text/")) {
            return 1;
        }
        boolean enclosed = type.equals("message/rfc822") || type.equals("message/global");
        return enclosed && items.at(7) instanceof Items ? 3 : 0;
    }

    private static long sizeOf(Value value) {
        return value instanceof Tokens.Nil ? 0 : Tokens.numberOf(value);
    }

    private record Disposition(@Nullable String type, Map<String, String> parameters) {}

    private static Disposition disposition(Value value) {
        if (!(value instanceof Items items)) {
            return new Disposition(null, Map.of());
        }
        String type = lower(items.at(0));
        return new Disposition(type.isEmpty() ? null : type, parameters(items.at(1)));
    }

    private static Map<String, String> parameters(Value value) {
        Map<String, String> parameters = new HashMap<>();
        if (value instanceof Items items) {
            for (int i = 0; i + 1 < items.values().size(); i += 2) {
                parameters.putIfAbsent(lower(items.at(i)), Tokens.textOf(items.at(i + 1)));
            }
        }
        return parameters;
    }

    private static @Nullable String language(Value value) {
        return value instanceof Items items ? orNull(items.at(0)) : orNull(value);
    }

    private static @Nullable String withoutBrackets(@Nullable String id) {
        if (id == null) {
            return null;
        }
        String stripped = id.strip();
        boolean bracketed = stripped.startsWith("<") && stripped.endsWith(">");
        return bracketed ? stripped.substring(1, stripped.length() - 1) : stripped;
    }

    private static @Nullable String orNull(Value value) {
        String text = Tokens.textOf(value);
        return text.isEmpty() ? null : text;
    }

    private static String lower(Value value) {
        return Tokens.textOf(value).strip().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String lowerOrNull(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
