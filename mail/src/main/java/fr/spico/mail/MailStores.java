package fr.spico.mail;

/// Opens mailboxes at one operator. Thread-safe.
public interface MailStores {

    /// Opens an authenticated connection of the caller's own.
    ///
    /// @throws MailException `UNREACHABLE`, `NOT_AUTHENTICATED`, `NO_SUCH_MAILBOX`, `TOO_BUSY`
    MailStore open(MssAddress mailbox) throws MailException;
}
