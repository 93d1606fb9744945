package fr.spico.jmap.email;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.MethodError;
import fr.spico.jmap.core.SetRefused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The body of an email to be created, from `bodyStructure` or from `textBody`, `htmlBody` and
/// `attachments` (RFC 8621 §4.6).
final class DraftBody {

    static final List<String> PROPERTIES =
            List.of("bodyStructure", "textBody", "htmlBody", "attachments", "bodyValues");

    private DraftBody() {}

    static DraftPart read(ObjectNode email) {
        Map<String, String> values = values(email.get("bodyValues"));
        if (!email.hasNonNull("bodyStructure")) {
            return assemble(
                    only(email, "textBody", "text/plain", values),
                    only(email, "htmlBody", "text/html", values),
                    list(email, "attachments", values, "text/plain"));
        }
        List<String> both =
                Stream.of("textBody", "htmlBody", "attachments").filter(email::hasNonNull).toList();
        if (!both.isEmpty()) {
            throw SetRefused.invalid(
                    "bodyStructure excludes the other body properties.",
                    Stream.concat(Stream.of("bodyStructure"), both.stream())
                            .toArray(String[]::new));
        }
        return DraftPart.read(email.path("bodyStructure"), "bodyStructure", values, "text/plain");
    }

    private static DraftPart assemble(
            Optional<DraftPart> text, Optional<DraftPart> html, List<DraftPart> attachments) {
        List<DraftPart> shownInHtml =
                attachments.stream().filter(a -> html.isPresent() && isShown(a)).toList();
        List<DraftPart> texts = new ArrayList<>();
        text.ifPresent(texts::add);
        html.map(h -> joined("related", h, shownInHtml)).ifPresent(texts::add);
        List<DraftPart> whole = new ArrayList<>();
        if (!texts.isEmpty()) {
            whole.add(texts.size() == 1 ? texts.getFirst() : multipart("alternative", texts));
        }
        attachments.stream().filter(a -> !shownInHtml.contains(a)).forEach(whole::add);
        return switch (whole.size()) {
            case 0 -> text("");
            case 1 -> texts.isEmpty() ? multipart("mixed", whole) : whole.getFirst();
            default -> multipart("mixed", whole);
        };
    }

    /// A picture that the HTML refers to.
    private static boolean isShown(DraftPart attachment) {
        return attachment.cid() != null && !"attachment".equals(attachment.disposition());
    }

    private static DraftPart joined(String subtype, DraftPart first, List<DraftPart> more) {
        return more.isEmpty()
                ? first
                : multipart(subtype, Stream.concat(Stream.of(first), more.stream()).toList());
    }

    private static Optional<DraftPart> only(
            ObjectNode email, String property, String type, Map<String, String> values) {
        List<DraftPart> parts = list(email, property, values, type);
        boolean fits =
                parts.isEmpty() && !email.hasNonNull(property)
                        || parts.size() == 1 && parts.getFirst().type().equals(type);
        if (!fits) {
            throw SetRefused.invalid("It holds exactly one part of type " + type + ".", property);
        }
        return parts.stream().findFirst();
    }

    private static List<DraftPart> list(
            ObjectNode email, String property, Map<String, String> values, String defaultType) {
        List<DraftPart> parts = new ArrayList<>();
        JsonNode given = email.path(property);
        if (!given.isMissingNode() && !given.isNull() && !given.isArray()) {
            throw SetRefused.invalid("It is an array of parts.", property);
        }
        given.values()
                .forEach(each -> parts.add(DraftPart.read(each, property, values, defaultType)));
        return parts;
    }

    private static Map<String, String> values(@org.jspecify.annotations.Nullable JsonNode given) {
        Map<String, String> values = new HashMap<>();
        if (given == null || given.isNull()) {
            return values;
        }
        if (!given.isObject()) {
            throw SetRefused.invalid("It is a map of body values.", "bodyValues");
        }
        given.properties().forEach(e -> values.put(e.getKey(), value(e.getValue())));
        return values;
    }

    private static String value(JsonNode given) {
        try {
            if (given instanceof ObjectNode object) {
                Arguments value = new Arguments(object);
                String text =
                        value.string("value")
                                .orElseThrow(() -> Arguments.invalid("value", "is missing"));
                boolean whole =
                        !value.flag("isEncodingProblem", false)
                                && !value.flag("isTruncated", false);
                value.end();
                if (whole) {
                    return text;
                }
            }
        } catch (MethodError e) {
            throw SetRefused.invalid(e.description(), "bodyValues");
        }
        throw SetRefused.invalid("A body value is whole and without problem.", "bodyValues");
    }

    private static DraftPart multipart(String subtype, List<DraftPart> parts) {
        return part("multipart/" + subtype, null, parts);
    }

    private static DraftPart text(String value) {
        return part("text/plain", value, List.of());
    }

    private static DraftPart part(
            String type, @org.jspecify.annotations.Nullable String value, List<DraftPart> parts) {
        return new DraftPart(
                type, value, null, null, null, null, null, null, null, List.of(), parts);
    }
}
