package fr.spico.directory;

import fr.spico.mail.MssAddress;
import java.util.Optional;

/// One mailbox of a directory.
///
/// @param title e.g. `DR`; empty if none
/// @param lastName empty for an organisational mailbox
/// @param department e.g. `31`, `2A`, `974`
/// @param owner who the mailbox belongs to, by national identifier: of a person (IDNPS, e.g.
///   `810100000025`) or, for an organisational mailbox, of a structure (IDNST, e.g. `1580008803`);
///   empty if the source does not say
public record DirectoryEntry(
        MssAddress address,
        Type type,
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
        Optional<String> rpps,
        Optional<String> owner) {

    /// Without its owner: whoever searches does not need it.
    public DirectoryEntry(
            MssAddress address,
            Type type,
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
            Optional<String> rpps) {
        this(
                address,
                type,
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
                rpps,
                Optional.empty());
    }

    /// TRE_R257-TypeBAL.
    public enum Type {
        PER,
        ORG,
        APP,
        CAB
    }

    @Override
    public String toString() {
        return "DirectoryEntry[…]";
    }
}
