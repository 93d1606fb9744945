package fr.spico.account;

import java.util.Optional;

/// A person or a structure that may sign in.
///
/// @param login address used to sign in, lower case; not necessarily a mailbox
/// @param rpps 11 digits, set for professionals registered in RPPS
/// @param adeli 9 digits
/// @param department e.g. `31`, `2A`, `974`; empty if unknown
/// @param administrator looks after the platform itself; sees no mail of others for it
public record Account(
        AccountId id,
        String login,
        Kind kind,
        String title,
        String firstName,
        String lastName,
        String profession,
        String structure,
        String town,
        String department,
        Optional<String> rpps,
        Optional<String> adeli,
        boolean administrator) {

    public enum Kind {
        INDIVIDUAL,
        STRUCTURE
    }

    public enum DirectoryScope {
        NATIONAL,
        REGIONAL
    }

    /// Row S2: national for RPPS or ADELI, regional for the others.
    public DirectoryScope directoryScope() {
        return rpps.isPresent() || adeli.isPresent()
                ? DirectoryScope.NATIONAL
                : DirectoryScope.REGIONAL;
    }

    /// Rows C3, S5: only professionals in RPPS exchange with patients.
    public boolean mayExchangeWithPatients() {
        return kind == Kind.INDIVIDUAL && rpps.isPresent();
    }

    @Override
    public String toString() {
        return "Account[" + id + "]";
    }
}
