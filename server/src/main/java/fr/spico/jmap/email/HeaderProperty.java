package fr.spico.jmap.email;

import fr.spico.jmap.core.Json;
import fr.spico.mail.mime.HeaderField;
import fr.spico.mail.mime.MessageHeader;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// `header:{name}[:as{form}][:all]` (RFC 8621 §4.1.3), or one of the names that stand for it.
record HeaderProperty(String field, HeaderForm form, boolean all) {

    private static final Pattern FIELD = Pattern.compile("[!-9;-~]{1,200}");

    private static final Pattern SHAPE =
            Pattern.compile(
                    "header:(?<field>[!-9;-~]{1,200})(:(?<form>as[A-Za-z]+))?(?<all>:all)?");

    private static final Map<String, HeaderProperty> CONVENIENT =
            Map.ofEntries(
                    Map.entry("messageId", one("Message-ID", HeaderForm.MESSAGE_IDS)),
                    Map.entry("inReplyTo", one("In-Reply-To", HeaderForm.MESSAGE_IDS)),
                    Map.entry("references", one("References", HeaderForm.MESSAGE_IDS)),
                    Map.entry("sender", one("Sender", HeaderForm.ADDRESSES)),
                    Map.entry("from", one("From", HeaderForm.ADDRESSES)),
                    Map.entry("to", one("To", HeaderForm.ADDRESSES)),
                    Map.entry("cc", one("Cc", HeaderForm.ADDRESSES)),
                    Map.entry("bcc", one("Bcc", HeaderForm.ADDRESSES)),
                    Map.entry("replyTo", one("Reply-To", HeaderForm.ADDRESSES)),
                    Map.entry("subject", one("Subject", HeaderForm.TEXT)),
                    Map.entry("sentAt", one("Date", HeaderForm.DATE)));

    /// Empty if it is no header property, or asks for a form that its field does not allow.
    static Optional<HeaderProperty> parse(String property) {
        HeaderProperty convenient = CONVENIENT.get(property);
        return convenient != null
                ? Optional.of(convenient)
                : property.startsWith("header:") ? parseLong(property) : Optional.empty();
    }

    static boolean isFieldName(String text) {
        return FIELD.matcher(text).matches();
    }

    JsonNode value(MessageHeader header) {
        if (all) {
            ArrayNode array = Json.array();
            header.all(field).forEach(f -> array.add(form.value(f)));
            return array;
        }
        Optional<HeaderField> last = header.last(field);
        return last.map(form::value).orElseGet(Json::nothing);
    }

    private static Optional<HeaderProperty> parseLong(String property) {
        Matcher m = SHAPE.matcher(property);
        if (!m.matches()) {
            return Optional.empty();
        }
        String field = m.group("field");
        Optional<HeaderForm> form =
                m.group("form") == null
                        ? Optional.of(HeaderForm.RAW)
                        : HeaderForm.of(m.group("form"));
        return form.filter(f -> f.isAllowedFor(field))
                .map(f -> new HeaderProperty(field, f, m.group("all") != null));
    }

    private static HeaderProperty one(String field, HeaderForm form) {
        return new HeaderProperty(field, form, false);
    }
}
