package fr.spico.jmap.core;

import java.util.Arrays;
import java.util.Optional;

/// What this server can do, as a request's `using` names it (RFC 8620 §2).
public enum Capability {
    CORE("urn:ietf:params:jmap:core", false),
    MAIL("urn:ietf:params:jmap:mail", true),
    SUBMISSION("urn:ietf:params:jmap:submission", true),
    /// RFC 9425.
    QUOTA("urn:ietf:params:jmap:quota", true),
    /// RFC 9007.
    MDN("urn:ietf:params:jmap:mdn", true),
    /// RFC 8887.
    WEBSOCKET("urn:ietf:params:jmap:websocket", false),
    /// RFC 9749.
    VAPID("urn:ietf:params:jmap:webpush-vapid", false),
    /// Our own: message types, directions, the views of « Discussions » (docs/api.md).
    DISCUSSIONS("urn:spico:params:jmap:discussions", true);

    private final String urn;
    private final boolean ofAccounts;

    Capability(String urn, boolean ofAccounts) {
        this.urn = urn;
        this.ofAccounts = ofAccounts;
    }

    public String urn() {
        return urn;
    }

    /// Whether it is about the data of an account, not about the server as a whole.
    boolean isOfAccounts() {
        return ofAccounts;
    }

    static Optional<Capability> of(String urn) {
        return Arrays.stream(values()).filter(c -> c.urn.equals(urn)).findAny();
    }
}
