package fr.spico.jmap.core;

import fr.spico.account.Caller;

/// Tells when a caller's session object must be fetched anew (RFC 8620 §3.4 `sessionState`).
public interface SessionState {
    String of(Caller caller);
}
