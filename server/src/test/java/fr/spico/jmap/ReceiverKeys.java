package fr.spico.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// What a receiver of pushes does, written a second time from RFC 8291 and 8188.
final class ReceiverKeys {

    private final KeyPair own;
    private final byte[] auth = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    ReceiverKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        own = generator.generateKeyPair();
    }

    String p256dh() {
        return base64(point(own));
    }

    String auth() {
        return base64(auth);
    }

    byte[] open(byte[] sealed) throws GeneralSecurityException {
        ByteBuffer message = ByteBuffer.wrap(sealed);
        byte[] salt = take(message, 16);
        assertThat(message.getInt()).isEqualTo(4096);
        byte[] sender = take(message, message.get());
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(own.getPrivate());
        agreement.doPhase(publicKey(sender), true);
        byte[] keyInfo = concat("WebPush: info\0".getBytes(StandardCharsets.US_ASCII), point(own));
        byte[] input =
                hmac(
                        hmac(auth, agreement.generateSecret()),
                        concat(concat(keyInfo, sender), new byte[] {1}));
        byte[] secret = hmac(salt, input);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(
                        Arrays.copyOf(
                                hmac(
                                        secret,
                                        "Content-Encoding: aes128gcm\0\1"
                                                .getBytes(StandardCharsets.US_ASCII)),
                                16),
                        "AES"),
                new GCMParameterSpec(
                        128,
                        Arrays.copyOf(
                                hmac(
                                        secret,
                                        "Content-Encoding: nonce\0\1"
                                                .getBytes(StandardCharsets.US_ASCII)),
                                12)));
        byte[] padded = cipher.doFinal(take(message, message.remaining()));
        assertThat(padded[padded.length - 1]).isEqualTo((byte) 2);
        return Arrays.copyOf(padded, padded.length - 1);
    }

    static ECPublicKey publicKey(byte[] point) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        ECPoint at =
                new ECPoint(
                        new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
                        new BigInteger(1, Arrays.copyOfRange(point, 33, 65)));
        return (ECPublicKey)
                KeyFactory.getInstance("EC")
                        .generatePublic(
                                new ECPublicKeySpec(
                                        at, parameters.getParameterSpec(ECParameterSpec.class)));
    }

    private static byte[] point(KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - 65, encoded.length);
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    private static byte[] take(ByteBuffer from, int length) {
        byte[] octets = new byte[length];
        from.get(octets);
        return octets;
    }

    private static byte[] concat(byte[] a, byte[] b) {
        return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
    }

    private static String base64(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
