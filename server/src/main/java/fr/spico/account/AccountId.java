package fr.spico.account;

import java.util.Optional;
import java.util.UUID;

/// Identifies an account of the platform (not a JMAP account, which is a mailbox).
public record AccountId(UUID value) {

    public static Optional<AccountId> parse(String text) {
        try {
            return Optional.of(new AccountId(UUID.fromString(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public String text() {
        return value.toString();
    }
}
