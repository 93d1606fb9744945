package fr.spico.jmap.core;

import fr.spico.account.Caller;
import fr.spico.link.Links.Link;
import java.util.Optional;

/// What a request needs of the session object (RFC 8620 §2).
public interface SessionState {

    /// The mailbox that the caller has linked now.
    Optional<Link> link(Caller caller);

    /// Changes when the session object must be fetched anew (RFC 8620 §3.4 `sessionState`).
    String of(Optional<Link> link);
}
