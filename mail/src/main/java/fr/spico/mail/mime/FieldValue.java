package fr.spico.mail.mime;

import java.time.OffsetDateTime;
import java.util.List;

/// What a header field is to say, in one of the forms of RFC 8621 §4.1.2.
public sealed interface FieldValue {

    /// Written as it is, but never a line that is no continuation.
    record Raw(String value) implements FieldValue {}

    /// Any text; encoded words where needed.
    record Text(String value) implements FieldValue {}

    record Addresses(List<EmailAddress> addresses) implements FieldValue {}

    record Groups(List<AddressGroup> groups) implements FieldValue {}

    /// Without angle brackets.
    record MessageIds(List<String> ids) implements FieldValue {}

    record Date(OffsetDateTime value) implements FieldValue {}

    record Urls(List<String> urls) implements FieldValue {}
}
