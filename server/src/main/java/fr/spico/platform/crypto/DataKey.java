package fr.spico.platform.crypto;

import com.google.crypto.tink.StreamingAead;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;

/// Encrypts and decrypts streams (AES-256-GCM in segments of 4 KiB), each bound to a context.
/// Thread-safe; never kept longer than a request needs it.
public final class DataKey {

    private final StreamingAead aead;

    DataKey(StreamingAead aead) {
        this.aead = aead;
    }

    /// What is written comes out encrypted; whole once it is closed.
    public OutputStream encrypting(OutputStream target, String context) throws IOException {
        try {
            return aead.newEncryptingStream(target, MasterKey.octets(context));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no encryption", e);
        }
    }

    /// Reading fails with an [IOException] where the content was changed, cut or is another's.
    public InputStream decrypting(InputStream source, String context) throws IOException {
        try {
            return aead.newDecryptingStream(source, MasterKey.octets(context));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no decryption", e);
        }
    }
}
