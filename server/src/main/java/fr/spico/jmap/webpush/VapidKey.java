package fr.spico.jmap.webpush;

import fr.spico.jmap.core.Json;
import fr.spico.jmap.core.PushKey;
import fr.spico.jmap.webpush.PushQueries.KeptKey;
import fr.spico.platform.config.OperatorSettings;
import fr.spico.platform.crypto.MasterKey;
import fr.spico.platform.db.Database;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import org.springframework.stereotype.Component;

/// By this key push services recognise the platform (RFC 8292). Made once, the same on every node.
@Component
class VapidKey implements PushKey {

    private static final String CONTEXT = "jmap-push-key";
    private static final Duration LIFE = Duration.ofHours(12);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String publicKey;
    private final PrivateKey privateKey;
    private final String contact;
    private final InstantSource clock;

    VapidKey(
            Database database,
            PushQueries queries,
            MasterKey masterKey,
            OperatorSettings operator,
            InstantSource clock)
            throws IOException, GeneralSecurityException {
        if (database.read(queries::key).isEmpty()) {
            KeptKey made = make(masterKey);
            database.run(tx -> queries.keep(tx, made));
        }
        KeptKey kept = database.read(queries::key).orElseThrow();
        this.publicKey = BASE64.encodeToString(kept.publicKey());
        this.privateKey = open(masterKey, kept);
        this.contact = "mailto:" + operator.platformAddress();
        this.clock = clock;
    }

    @Override
    public String applicationServerKey() {
        return publicKey;
    }

    /// The value of `Authorization` for a receiver (RFC 8292 §3).
    String authorization(URI receiver) {
        String claims =
                Json.object()
                        .put("aud", receiver.getScheme() + "://" + receiver.getRawAuthority())
                        .put("exp", clock.instant().plus(LIFE).getEpochSecond())
                        .put("sub", contact)
                        .toString();
        String signed = base64("{\"typ\":\"JWT\",\"alg\":\"ES256\"}") + "." + base64(claims);
        return "vapid t=" + signed + "." + signature(signed) + ", k=" + publicKey;
    }

    private String signature(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(privateKey);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no signature", e);
        }
    }

    private static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static KeptKey make(MasterKey masterKey) throws IOException {
        KeyPair pair = PushCurve.newPair();
        byte[] dataKey = masterKey.newDataKey(CONTEXT);
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try (OutputStream out = masterKey.open(dataKey, CONTEXT).encrypting(sealed, CONTEXT)) {
            out.write(pair.getPrivate().getEncoded());
        }
        return new KeptKey(PushCurve.write(pair.getPublic()), sealed.toByteArray(), dataKey);
    }

    private static PrivateKey open(MasterKey masterKey, KeptKey kept)
            throws IOException, GeneralSecurityException {
        byte[] encoded =
                masterKey
                        .open(kept.dataKey(), CONTEXT)
                        .decrypting(new ByteArrayInputStream(kept.privateKey()), CONTEXT)
                        .readAllBytes();
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }
}
