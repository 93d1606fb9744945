package fr.spico.jmap.webpush;

import fr.spico.jmap.webpush.PushSubscription.Keys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts a message for a receiver, so that the push service between reads nothing (RFC 8291, in
/// one record of the coding `aes128gcm`, RFC 8188).
final class PushEncryption {

    static final int SALT = 16;

    private static final int RECORD = 4096;
    private static final byte LAST_RECORD = 2;

    private PushEncryption() {}

    /// @param own made for this message alone
    /// @param salt random, as long as [#SALT]
    static byte[] encrypt(byte[] message, Keys receiver, KeyPair own, byte[] salt) {
        try {
            byte[] sender = PushCurve.write(own.getPublic());
            byte[] input =
                    expand(
                            hmac(receiver.auth(), shared(receiver, own)),
                            join(ascii("WebPush: info\0"), receiver.p256dh(), sender),
                            32);
            byte[] secret = hmac(salt, input);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(
                            expand(secret, ascii("Content-Encoding: aes128gcm\0"), 16), "AES"),
                    new GCMParameterSpec(
                            128, expand(secret, ascii("Content-Encoding: nonce\0"), 12)));
            byte[] sealed = cipher.doFinal(join(message, new byte[] {LAST_RECORD}));
            byte[] header =
                    ByteBuffer.allocate(SALT + 5)
                            .put(salt)
                            .putInt(RECORD)
                            .put((byte) sender.length)
                            .array();
            return join(header, sender, sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no encryption", e);
        }
    }

    private static byte[] shared(Keys receiver, KeyPair own) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(own.getPrivate());
        agreement.doPhase(PushCurve.read(receiver.p256dh()).orElseThrow(), true);
        return agreement.generateSecret();
    }

    /// The first block of HKDF-Expand (RFC 5869 §2.3), of which no more is needed.
    private static byte[] expand(byte[] secret, byte[] info, int length)
            throws GeneralSecurityException {
        return Arrays.copyOf(hmac(secret, join(info, new byte[] {1})), length);
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer whole = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
        Arrays.stream(parts).forEach(whole::put);
        return whole.array();
    }
}
