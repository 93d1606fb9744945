package fr.spico.platform.crypto;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import fr.spico.platform.config.DataFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Makes and opens data keys. A data key is kept wrapped, beside what it encrypts, and bound to a
/// context: wrapped for one owner it does not open for another. Thread-safe.
@Component
public class MasterKey {

    private static final Logger log = LoggerFactory.getLogger(MasterKey.class);

    private final Aead aead;

    MasterKey(CryptoSettings settings, DataFolder data)
            throws GeneralSecurityException, IOException {
        AeadConfig.register();
        StreamingAeadConfig.register();
        Path file =
                Optional.ofNullable(settings.masterKeyFile())
                        .orElseGet(() -> data.folder().resolve("master-key.json"));
        if (!Files.exists(file)) {
            create(file, settings);
        }
        this.aead =
                TinkJsonProtoKeysetFormat.parseKeyset(
                                Files.readString(file), InsecureSecretKeyAccess.get())
                        .getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    /// A new data key, wrapped.
    public byte[] newDataKey(String context) {
        try {
            KeysetHandle key =
                    KeysetHandle.generateNew(PredefinedStreamingAeadParameters.AES256_GCM_HKDF_4KB);
            return TinkProtoKeysetFormat.serializeEncryptedKeyset(key, aead, octets(context));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no data key", e);
        }
    }

    /// Opens a wrapped data key.
    ///
    /// @throws IllegalStateException it was wrapped by another master key or for another context
    public DataKey open(byte[] wrapped, String context) {
        try {
            return new DataKey(
                    TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, aead, octets(context))
                            .getPrimitive(RegistryConfiguration.get(), StreamingAead.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a data key does not open: is spico.crypto.master-key-file the right one?", e);
        }
    }

    static byte[] octets(String context) {
        return context.getBytes(StandardCharsets.UTF_8);
    }

    /// Readable by nobody but its owner from the first octet on.
    private static void create(Path file, CryptoSettings settings)
            throws GeneralSecurityException, IOException {
        if (!settings.createMasterKey()) {
            throw new IllegalStateException(
                    "spico.crypto.master-key-file does not exist: restore it, or set"
                            + " spico.crypto.create-master-key for a first start");
        }
        String keyset =
                TinkJsonProtoKeysetFormat.serializeKeyset(
                        KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
                        InsecureSecretKeyAccess.get());
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, keyset);
        log.warn("a master key was made: keep a copy of it apart from the data");
    }
}
