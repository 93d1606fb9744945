package fr.spico.link;

import fr.spico.mail.MssAddress;
import java.time.Duration;

/// Why a mailbox is not linked, or no code sent. Each is shown with a sentence of its own.
sealed interface LinkRefusal {

    /// Row L6.
    record StructureAccount() implements LinkRefusal {}

    /// Row L9.
    record WebOnly() implements LinkRefusal {}

    record NotAnAddress() implements LinkRefusal {}

    record NotOperatorDomain() implements LinkRefusal {}

    record UnknownMailbox() implements LinkRefusal {}

    record MailboxFull() implements LinkRefusal {}

    record AlreadyLinked() implements LinkRefusal {}

    /// Row L8: another mailbox is linked and its replacement was not confirmed.
    record ReplaceNeeded(MssAddress linked) implements LinkRefusal {}

    record TooManyCodes(Duration pause) implements LinkRefusal {}

    record OperatorUnreachable() implements LinkRefusal {}

    /// Row L5.
    sealed interface WrongCode extends LinkRefusal, CodeCheck {}

    /// Matches no code.
    ///
    /// @param triesLeft of the live code, after this one
    record NoMatch(int triesLeft) implements WrongCode {}

    /// Too short or too long to be a code: costs no try.
    record NotACode(int triesLeft) implements WrongCode {}

    record ExpiredCode() implements WrongCode {}

    record UsedCode() implements WrongCode {}

    record VoidedCode() implements WrongCode {}

    record TooManyTries() implements WrongCode {}

    record CodeOfAnotherAccount() implements WrongCode {}

    record CodeOfAnotherAddress() implements WrongCode {}

    record NoCode() implements WrongCode {}
}
