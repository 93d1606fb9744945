package fr.spico.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An entry by our columns. Texts are empty where it has nothing.
///
/// @param addresses each one a mailbox; none if it has no address
/// @param type as the directory says, otherwise empty
public record LdapEntry(
        List<String> addresses,
        String type,
        String rpps,
        String structureId,
        String title,
        String lastName,
        String firstName,
        String profession,
        String specialty,
        String structure,
        String service,
        String town,
        String postalCode,
        String department,
        String redList) {

    static LdapEntry of(Entry entry, LdapAttributes names) {
        String @Nullable [] addresses = entry.getAttributeValues(names.address());
        return new LdapEntry(
                addresses == null ? List.of() : Arrays.stream(addresses).distinct().toList(),
                value(entry, names.type()),
                value(entry, names.rpps()),
                value(entry, names.structureId()),
                value(entry, names.title()),
                value(entry, names.lastName()),
                value(entry, names.firstName()),
                value(entry, names.profession()),
                value(entry, names.specialty()),
                value(entry, names.structure()),
                value(entry, names.service()),
                value(entry, names.town()),
                value(entry, names.postalCode()),
                value(entry, names.department()),
                value(entry, names.redList()));
    }

    private static String value(Entry entry, String name) {
        String value = name.isBlank() ? null : entry.getAttributeValue(name);
        return value == null ? "" : value;
    }

    @Override
    public String toString() {
        return "LdapEntry[…]";
    }
}
