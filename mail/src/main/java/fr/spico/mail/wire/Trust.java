package fr.spico.mail.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// The certification authorities that are trusted for one place.
public final class Trust {

    /// What `keytool` writes when nobody cares; a store of public certificates holds no secret.
    private static final char[] USUAL_PASSWORD = "changeit".toCharArray();

    private Trust() {}

    /// @param trustStore PKCS#12 file; null = the authorities that the JDK trusts
    public static SSLContext context(@Nullable Path trustStore) {
        try {
            if (trustStore == null) {
                return SSLContext.getDefault();
            }
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(load(trustStore));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("A trust store cannot be read", e);
        }
    }

    static SSLSocketFactory socketFactory(@Nullable Path trustStore) {
        return context(trustStore).getSocketFactory();
    }

    private static KeyStore load(Path file) throws GeneralSecurityException, IOException {
        KeyStore open = read(file, null);
        return open.size() > 0 ? open : read(file, USUAL_PASSWORD);
    }

    private static KeyStore read(Path file, char @Nullable [] password)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        return store;
    }
}
