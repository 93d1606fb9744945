package fr.spico.mail;

/// The operator or the way to it failed. One exception for the whole library; the reason decides
/// status, retry and alert.
public final class MailException extends Exception {

    /// Whose problem it is.
    public enum Category {
        USER,
        REMOTE,
        CAPACITY,
        INTERNAL
    }

    /// What happened, as far as a caller may act differently on it.
    public enum Reason {
        /// No connection, connection cut, time out, `BYE`.
        UNREACHABLE(Category.REMOTE, true),
        /// The operator refused the credentials or the delegation to this mailbox.
        NOT_AUTHENTICATED(Category.REMOTE, false),
        /// The mailbox does not exist at the operator.
        NO_SUCH_MAILBOX(Category.USER, false),
        /// The folder does not exist (any more).
        NO_SUCH_FOLDER(Category.USER, false),
        /// The message does not exist (any more).
        NO_SUCH_MESSAGE(Category.USER, false),
        /// `[OVERQUOTA]`, SMTP 452/552.
        OVER_QUOTA(Category.CAPACITY, false),
        /// The message is larger than the operator takes.
        TOO_LARGE(Category.CAPACITY, false),
        /// Too many connections, `[LIMIT]`, SMTP 421.
        TOO_BUSY(Category.CAPACITY, true),
        /// NO or BAD for another reason.
        REFUSED(Category.REMOTE, false),
        /// The answer breaks the protocol.
        PROTOCOL(Category.REMOTE, true);

        public final Category category;

        /// True when the same call may succeed later without anybody doing anything.
        public final boolean worthRetrying;

        Reason(Category category, boolean worthRetrying) {
            this.category = category;
            this.worthRetrying = worthRetrying;
        }
    }

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// @param message for engineers; carries no address, name or subject
    public MailException(Reason reason, String message) {
        super(reason + ": " + message);
        this.reason = reason;
    }

    public MailException(Reason reason, String message, Throwable cause) {
        super(reason + ": " + message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
