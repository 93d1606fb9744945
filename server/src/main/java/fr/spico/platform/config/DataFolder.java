package fr.spico.platform.config;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `spico.data.*`: the folder that holds all that the platform keeps on disk.
@ConfigurationProperties(prefix = "spico.data", ignoreUnknownFields = false)
public record DataFolder(@DefaultValue(".spico/platform") Path folder) {}
