package fr.spico.mail.mime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// EmailAddressGroup of RFC 8621 §4.1.2.4.
///
/// @param name null for addresses that stand in no group
public record AddressGroup(@Nullable String name, List<EmailAddress> addresses) {

    @Override
    public String toString() {
        return "AddressGroup[…]";
    }
}
