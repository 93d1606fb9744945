package fr.spico.exchange;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.UUID;

/// Object identifiers.
public final class Oids {

    private Oids() {}

    /// The OID that a UUID is (ITU-T X.667).
    public static String of(UUID id) {
        ByteBuffer octets = ByteBuffer.allocate(16);
        octets.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return "2.25." + new BigInteger(1, octets.array());
    }
}
