package fr.spico.mail;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A mail address of the trust space, lower case. Whether its domain is trusted is the operator's
/// configuration to say.
///
/// @param value `local@domain` (RFC 5321 §4.1.2, dot-string local part only: quoted local parts do
///   not exist in MSSanté)
public record MssAddress(String value) implements Comparable<MssAddress> {

    private static final Pattern SHAPE =
            Pattern.compile(
                    "[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");

    /// Reads an address as a person types it: surrounding blanks and case do not matter.
    public static Optional<MssAddress> parse(String text) {
        String value = text.strip().toLowerCase(Locale.ROOT);
        boolean fits =
                value.length() <= 254 && value.indexOf('@') <= 64 && SHAPE.matcher(value).matches();
        return fits ? Optional.of(new MssAddress(value)) : Optional.empty();
    }

    public String domain() {
        return value.substring(value.indexOf('@') + 1);
    }

    public String localPart() {
        return value.substring(0, value.indexOf('@'));
    }

    @Override
    public int compareTo(MssAddress other) {
        return value.compareTo(other.value);
    }

    /// Says nothing: an address is personal data and must not reach a log.
    @Override
    public String toString() {
        return "MssAddress[…]";
    }
}
