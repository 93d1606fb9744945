package fr.spico.dossier;

import fr.spico.account.AccountId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Somebody in a care circle: a holder of an account, or a colleague or structure outside.
///
/// @param address MSSanté address, empty if none is known
public record Member(
        UUID id,
        Optional<AccountId> account,
        Kind kind,
        String name,
        String profession,
        String structure,
        Optional<String> address,
        Role role) {

    /// The accounts of some members.
    static List<AccountId> accounts(Collection<Member> members) {
        return members.stream().flatMap(member -> member.account().stream()).toList();
    }

    public enum Kind {
        PROFESSIONAL,
        STRUCTURE
    }

    public enum Role {
        ATTENDING("Médecin traitant"),
        COORDINATOR("Coordinateur"),
        PARTICIPANT("Intervenant");

        private final String label;

        Role(String label) {
            this.label = label;
        }

        public static Optional<Role> parse(String code) {
            for (Role role : values()) {
                if (role.code().equals(code)) {
                    return Optional.of(role);
                }
            }
            return Optional.empty();
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String label() {
            return label;
        }
    }

    @Override
    public String toString() {
        return "Member[" + id + "]";
    }
}
