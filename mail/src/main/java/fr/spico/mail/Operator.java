package fr.spico.mail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How to reach a mail operator and how the platform proves itself there.
///
/// @param domains the operator's own domains, lower case
/// @param trustStore PKCS#12 file with the CAs to trust for this operator (IGC-Santé), null for the
///   JDK's
/// @param credentials how the platform proves itself
/// @param timeout deadline of every read, write and connection attempt
/// @param maxConnections to one host, all mailboxes together
public record Operator(
        String name,
        List<String> domains,
        Endpoint imap,
        Endpoint smtp,
        @Nullable Path trustStore,
        Credentials credentials,
        Duration timeout,
        int maxConnections) {

    /// @param security `PLAIN` is for loopback only
    public record Endpoint(String host, int port, Security security) {}

    public enum Security {
        PLAIN,
        STARTTLS,
        TLS
    }

    /// Ways of proving oneself; the next ones (XOAUTH2, EXTERNAL) are new cases here.
    public sealed interface Credentials {
        /// SASL PLAIN (RFC 4616) with the mailbox as authorisation identity.
        record Delegated(String user, String password) implements Credentials {
            @Override
            public String toString() {
                return "Delegated[…]";
            }
        }
    }
}
