package fr.spico.jmap.email;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.MethodError;
import fr.spico.jmap.core.SetRefused;
import fr.spico.mail.mime.AddressGroup;
import fr.spico.mail.mime.EmailAddress;
import fr.spico.mail.mime.FieldValue;
import fr.spico.mail.mime.NewField;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads header properties of an object to be created (RFC 8621 §4.6): each field once, in a form
/// that suits it.
final class FieldReader {

    private final Map<String, String> seen = new java.util.HashMap<>();

    /// The fields that a property gives; none if it is null.
    List<NewField> read(String property, HeaderProperty header, JsonNode value) {
        String other =
                seen.putIfAbsent(header.field().toLowerCase(java.util.Locale.ROOT), property);
        if (other != null) {
            throw SetRefused.invalid("The same header field is given twice.", other, property);
        }
        if (value.isNull()) {
            return List.of();
        }
        try {
            return values(header, value).stream()
                    .map(each -> new NewField(header.field(), value(header.form(), each)))
                    .toList();
        } catch (MethodError | DateTimeException | IllegalArgumentException e) {
            throw SetRefused.invalid("The value has not the form of the property.", property);
        }
    }

    private static List<JsonNode> values(HeaderProperty header, JsonNode value) {
        if (!header.all()) {
            return List.of(value);
        }
        return list(value, each -> each);
    }

    private static FieldValue value(HeaderForm form, JsonNode value) {
        return switch (form) {
            case RAW -> new FieldValue.Raw(text(value));
            case TEXT -> new FieldValue.Text(text(value));
            case ADDRESSES -> new FieldValue.Addresses(list(value, FieldReader::address));
            case GROUPED_ADDRESSES -> new FieldValue.Groups(list(value, FieldReader::group));
            case MESSAGE_IDS -> new FieldValue.MessageIds(list(value, FieldReader::text));
            case DATE -> new FieldValue.Date(OffsetDateTime.parse(text(value)));
            case URLS -> new FieldValue.Urls(list(value, FieldReader::text));
        };
    }

    private static EmailAddress address(JsonNode value) {
        Arguments address = new Arguments(object(value));
        EmailAddress read =
                new EmailAddress(
                        address.string("name").orElse(null),
                        address.string("email").orElseThrow(IllegalArgumentException::new));
        address.end();
        return read;
    }

    private static AddressGroup group(JsonNode value) {
        Arguments group = new Arguments(object(value));
        AddressGroup read =
                new AddressGroup(
                        group.string("name").orElse(null),
                        list(
                                group.value("addresses").orElseThrow(IllegalArgumentException::new),
                                FieldReader::address));
        group.end();
        return read;
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> each) {
        if (!array.isArray()) {
            throw new IllegalArgumentException();
        }
        List<T> list = new ArrayList<>();
        array.values().forEach(item -> list.add(each.apply(item)));
        return list;
    }

    private static ObjectNode object(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException();
    }

    private static String text(JsonNode value) {
        if (!value.isString()) {
            throw new IllegalArgumentException();
        }
        return value.stringValue();
    }
}
