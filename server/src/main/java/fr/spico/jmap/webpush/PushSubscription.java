package fr.spico.jmap.webpush;

import fr.spico.account.AccountId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A program that wants to be told (RFC 8620 §7.2).
///
/// @param token with which it was made; only the holder of the same one sees it
/// @param code to be repeated by the receiver
/// @param codeSent whether the receiver has got the code
/// @param types empty: all
/// @param sent states that were told last, by type
/// @param failures in a row
/// @param retryAt after a failure: not before
record PushSubscription(
        UUID id,
        AccountId account,
        UUID token,
        String device,
        String url,
        Optional<Keys> keys,
        String code,
        boolean codeSent,
        boolean verified,
        Optional<Set<String>> types,
        Instant expires,
        Map<String, String> sent,
        int failures,
        Optional<Instant> retryAt) {

    /// The receiver's keys (RFC 8291 §2.1, §3.2).
    ///
    /// @param p256dh an uncompressed point
    /// @param auth 16 octets
    record Keys(byte[] p256dh, byte[] auth) {
        @Override
        public String toString() {
            return "Keys[…]";
        }
    }

    String jmapId() {
        return "p" + id;
    }

    static Optional<UUID> parse(String jmapId) {
        try {
            return jmapId.startsWith("p") && jmapId.length() == 37
                    ? Optional.of(UUID.fromString(jmapId.substring(1)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "PushSubscription[" + id + "]";
    }
}
