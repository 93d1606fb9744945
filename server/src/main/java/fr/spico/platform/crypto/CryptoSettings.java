package fr.spico.platform.crypto;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `spico.crypto.*`
///
/// @param masterKeyFile Tink keyset (JSON, AEAD) that wraps every data key; without it
///   `master-key.json` in the data folder. Whoever loses it loses every document.
/// @param createMasterKey whether to make the file when it is missing: for a sandbox
@ConfigurationProperties(prefix = "spico.crypto", ignoreUnknownFields = false)
public record CryptoSettings(
        @Nullable Path masterKeyFile, @DefaultValue("false") boolean createMasterKey) {}
