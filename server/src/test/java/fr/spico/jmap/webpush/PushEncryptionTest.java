package fr.spico.jmap.webpush;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.jmap.webpush.PushSubscription.Keys;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PushEncryptionTest {

    /// The example of RFC 8291 §5, to the octet.
    @Test
    void a_message_is_sealed_as_in_the_example_of_the_rfc() throws Exception {
        byte[] sender =
                octets(
                        "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
        Keys receiver =
                new Keys(
                        octets(
                                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
                        octets("BTBZMqHH6r4Tts7J_aSIgg"));
        byte[] sealed =
                PushEncryption.encrypt(
                        "When I grow up, I want to be a watermelon"
                                .getBytes(StandardCharsets.UTF_8),
                        receiver,
                        pair(sender, octets("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")),
                        octets("DGv6ra1nlYgDCS1FRnbzlw"));
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed))
                .isEqualTo(
                        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
    }

    @Test
    void only_points_of_the_curve_are_keys() {
        byte[] point = PushCurve.write(PushCurve.newPair().getPublic());
        assertThat(PushCurve.read(point)).isPresent();
        point[40] ^= 1;
        assertThat(PushCurve.read(point)).isEmpty();
        assertThat(PushCurve.read(new byte[65])).isEmpty();
        assertThat(PushCurve.read(new byte[0])).isEmpty();
    }

    private static KeyPair pair(byte[] publicKey, byte[] privateKey)
            throws GeneralSecurityException {
        ECPublicKey key = (ECPublicKey) PushCurve.read(publicKey).orElseThrow();
        return new KeyPair(
                key,
                KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new ECPrivateKeySpec(
                                        new BigInteger(1, privateKey), key.getParams())));
    }

    private static byte[] octets(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }
}
