package fr.spico.jmap.webpush;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Optional;

/// Keys on P-256, public ones as uncompressed points of 65 octets (RFC 8291 §2.1).
final class PushCurve {

    private static final int COORDINATE = 32;
    private static final byte UNCOMPRESSED = 4;
    private static final String NAME = "secp256r1";
    private static final ECParameterSpec CURVE = curve();

    private PushCurve() {}

    static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(NAME));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no P-256", e);
        }
    }

    /// Empty for what is no point of the curve: agreeing with one would give our key away.
    static Optional<PublicKey> read(byte[] point) {
        if (point.length != 1 + 2 * COORDINATE || point[0] != UNCOMPRESSED) {
            return Optional.empty();
        }
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + COORDINATE));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 1 + COORDINATE, point.length));
        if (!isOnCurve(x, y)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    KeyFactory.getInstance("EC")
                            .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), CURVE)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    static byte[] write(PublicKey key) {
        ECPoint point = ((ECPublicKey) key).getW();
        byte[] octets = new byte[1 + 2 * COORDINATE];
        octets[0] = UNCOMPRESSED;
        put(point.getAffineX(), octets, 1);
        put(point.getAffineY(), octets, 1 + COORDINATE);
        return octets;
    }

    private static void put(BigInteger number, byte[] target, int at) {
        byte[] octets = number.toByteArray();
        int used = Math.min(octets.length, COORDINATE);
        System.arraycopy(octets, octets.length - used, target, at + COORDINATE - used, used);
    }

    private static boolean isOnCurve(BigInteger x, BigInteger y) {
        BigInteger p = ((ECFieldFp) CURVE.getCurve().getField()).getP();
        BigInteger right =
                x.pow(3).add(CURVE.getCurve().getA().multiply(x)).add(CURVE.getCurve().getB());
        return x.compareTo(p) < 0
                && y.compareTo(p) < 0
                && y.pow(2).subtract(right).mod(p).signum() == 0;
    }

    private static ECParameterSpec curve() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(NAME));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no P-256", e);
        }
    }
}
