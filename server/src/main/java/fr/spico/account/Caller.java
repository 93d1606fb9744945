package fr.spico.account;

import java.util.Optional;
import java.util.UUID;

/// Who is calling an endpoint; resolved from session or token before the endpoint runs. A handler
/// method takes one as a parameter.
///
/// @param client the kind of program, as row L9 tells them apart
/// @param token the application token it came with, if it did
public record Caller(Account account, Client client, Optional<UUID> token) {

    public Caller(Account account, Client client) {
        this(account, client, Optional.empty());
    }

    public enum Client {
        WEB,
        MOBILE,
        DESKTOP,
        /// Came with an application token.
        PROGRAM
    }

    public AccountId id() {
        return account.id();
    }
}
