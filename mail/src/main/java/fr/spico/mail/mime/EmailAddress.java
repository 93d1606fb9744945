package fr.spico.mail.mime;

import org.jspecify.annotations.Nullable;

/// EmailAddress of RFC 8621 §4.1.2.3.
///
/// @param name null if the field gives none
/// @param email the addr-spec as it stands, which may be no valid address
public record EmailAddress(@Nullable String name, String email) {

    /// Says nothing: names and addresses are personal data.
    @Override
    public String toString() {
        return "EmailAddress[…]";
    }
}
