package fr.spico.directory.ldap;

import java.io.IOException;
import java.io.Serial;

/// The LDAP server gave no whole answer. Says nothing personal.
public final class LdapException extends IOException {

    @Serial private static final long serialVersionUID = 1L;

    /// What went wrong.
    public enum Kind {
        /// No connection, or no answer in time.
        UNREACHABLE,
        /// It does not take our name, or lets us see nothing.
        DENIED,
        /// It stops at a number of entries or a time.
        LIMITED,
        /// It does not understand what we ask, or does not have it.
        REFUSED
    }

    private final Kind kind;

    LdapException(Kind kind, Throwable cause) {
        super(kind.name(), cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
