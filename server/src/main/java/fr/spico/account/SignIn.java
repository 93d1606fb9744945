package fr.spico.account;

import java.time.Duration;

/// What comes of a try to sign in.
sealed interface SignIn {

    record Accepted(Account account) implements SignIn {}

    /// Unknown account and wrong password alike.
    record Refused() implements SignIn {}

    record TooManyAttempts(Duration pause) implements SignIn {}
}
