package fr.spico.jmap.email;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Keywords (RFC 8621 §4.1.1): IMAP atoms, compared without case.
final class Keywords {

    /// Of one email; the operator's own limit is larger.
    static final int MAX = 100;

    private static final Pattern SHAPE = Pattern.compile("[!-~&&[^(){\\]%*\"\\\\]]{1,255}");

    private Keywords() {}

    static Optional<String> parse(String text) {
        return SHAPE.matcher(text).matches()
                ? Optional.of(text.toLowerCase(Locale.ROOT))
                : Optional.empty();
    }
}
