package fr.spico.mail.mime;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A header field to write.
///
/// @param name printable US-ASCII without colon (RFC 5322 §2.2)
public record NewField(String name, FieldValue value) {

    private static final Pattern NAME = Pattern.compile("[!-9;-~]{1,100}");

    /// @throws IllegalArgumentException if the name is none
    public NewField {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a header field name");
        }
    }

    /// As it stands in a message, with its final CRLF.
    public byte[] written() {
        return FieldWriter.write(this).getBytes(StandardCharsets.US_ASCII);
    }

    /// Says the name only.
    @Override
    public String toString() {
        return "NewField[" + name + "]";
    }
}
