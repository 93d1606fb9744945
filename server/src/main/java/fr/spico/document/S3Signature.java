package fr.spico.document;

import fr.spico.document.DocumentSettings.S3;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs requests as S3 servers want it (AWS Signature Version 4, in headers).
final class S3Signature {

    /// SHA-256 of an empty body.
    static final String NOTHING = hex(sha256().digest());

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String SIGNED = "host;x-amz-content-sha256;x-amz-date";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final S3 settings;
    private final InstantSource clock;

    S3Signature(S3 settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// A signed request, without its body.
    ///
    /// @param path of letters that need no escaping
    /// @param digest SHA-256 of the body, hexadecimal
    HttpRequest.Builder sign(String method, String path, String digest) {
        String time = TIME.format(clock.instant());
        String scope = time.substring(0, 8) + "/" + settings.region() + "/s3/aws4_request";
        String canonical =
                String.join(
                        "\n",
                        method,
                        path,
                        "",
                        "host:" + host(),
                        "x-amz-content-sha256:" + digest,
                        "x-amz-date:" + time,
                        "",
                        SIGNED,
                        digest);
        String toSign =
                String.join("\n", ALGORITHM, time, scope, hex(sha256().digest(octets(canonical))));
        String authorization =
                "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                        .formatted(
                                ALGORITHM,
                                settings.accessKey(),
                                scope,
                                SIGNED,
                                hex(hmac(key(scope), toSign)));
        return HttpRequest.newBuilder(settings.endpoint().resolve(path))
                .header("x-amz-content-sha256", digest)
                .header("x-amz-date", time)
                .header("Authorization", authorization);
    }

    private String host() {
        int port = settings.endpoint().getPort();
        return settings.endpoint().getHost() + (port < 0 ? "" : ":" + port);
    }

    private byte[] key(String scope) {
        byte[] key = octets("AWS4" + settings.secretKey());
        for (String step : scope.split("/")) {
            key = hmac(key, step);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(octets(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }
}
