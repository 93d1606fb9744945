package fr.spico.link;

import fr.spico.account.AccountId;
import fr.spico.mail.MssAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A one-time code as the platform keeps it: it can be compared, not read. The readable form exists
/// in the mail to the mailbox only.
///
/// @param id 0 before it is stored
/// @param salt key of the hash, one per code
/// @param hash HMAC-SHA256 of the readable form
record Code(
        long id,
        AccountId account,
        MssAddress address,
        byte[] salt,
        byte[] hash,
        State state,
        int triesLeft,
        Instant createdAt,
        Instant expiresAt) {

    static final Duration LIFETIME = Duration.ofMinutes(10);
    static final int TRIES = 5;
    static final int LENGTH = 8;

    /// Without 0 O, 1 I L, 2 Z, 5 S, 8 B, U V: 23 signs, 36 bits in eight of them.
    private static final String ALPHABET = "ACDEFGHJKMNPQRTWXY34679";

    enum State {
        LIVE,
        USED,
        /// A newer code was sent.
        VOIDED,
        /// Too many wrong tries.
        EXHAUSTED
    }

    static String readable(RandomGenerator random) {
        StringBuilder code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    static Code issue(
            AccountId account,
            MssAddress address,
            String readable,
            Instant now,
            RandomGenerator random) {
        byte[] salt = new byte[32];
        random.nextBytes(salt);
        return new Code(
                0,
                account,
                address,
                salt,
                hash(salt, readable),
                State.LIVE,
                TRIES,
                now,
                now.plus(LIFETIME));
    }

    /// `ABCD-EFGH`, as it stands in the mail.
    static String spaced(String readable) {
        return readable.substring(0, LENGTH / 2) + "-" + readable.substring(LENGTH / 2);
    }

    /// What a person typed or pasted: case, blanks and dashes do not matter.
    static String typed(String text) {
        return text.replaceAll("[\\s\\p{Z}\\p{Cf}\\p{Pd}_.]", "").toUpperCase(Locale.ROOT);
    }

    static byte[] hash(byte[] salt, String readable) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            return mac.doFinal(readable.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /// In constant time.
    boolean matches(String typed) {
        return MessageDigest.isEqual(hash, hash(salt, typed));
    }

    boolean isLiveAt(Instant now) {
        return state == State.LIVE && now.isBefore(expiresAt);
    }

    @Override
    public String toString() {
        return "Code[" + id + " " + state + "]";
    }
}
