package fr.spico.directory.ldap;

import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Names of attributes, one for each column; empty = the directory does not have it. The defaults
/// are those of inetOrgPerson (RFC 2798).
///
/// @param address each of its values is a mailbox
/// @param type `PER`, `CAB`, `ORG`, `APP`; without it, an entry with a last name is `PER`, another
///   `ORG`
/// @param rpps RPPS number of the person
/// @param structureId national identifier of a structure (IDNST)
/// @param redList mailboxes with the value `O`, `oui`, `1`, `true` are left out
public record LdapAttributes(
        @DefaultValue("mail") String address,
        @DefaultValue("") String type,
        @DefaultValue("") String rpps,
        @DefaultValue("") String structureId,
        @DefaultValue("personalTitle") String title,
        @DefaultValue("sn") String lastName,
        @DefaultValue("givenName") String firstName,
        @DefaultValue("title") String profession,
        @DefaultValue("") String specialty,
        @DefaultValue("o") String structure,
        @DefaultValue("ou") String service,
        @DefaultValue("l") String town,
        @DefaultValue("postalCode") String postalCode,
        @DefaultValue("") String department,
        @DefaultValue("") String redList) {

    public LdapAttributes {
        if (address.isBlank()) {
            throw new IllegalArgumentException(
                    "spico.directory: an LDAP directory has an attribute for addresses");
        }
    }

    /// Those that are asked for.
    String[] wanted() {
        return Stream.of(
                        address,
                        type,
                        rpps,
                        structureId,
                        title,
                        lastName,
                        firstName,
                        profession,
                        specialty,
                        structure,
                        service,
                        town,
                        postalCode,
                        department,
                        redList)
                .filter(name -> !name.isBlank())
                .distinct()
                .toArray(String[]::new);
    }
}
