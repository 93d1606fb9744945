package fr.spico.platform.http;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `spico.web.*`
///
/// @param folder the built application; where it is missing, the one packed into the jar under
///   `static/` is served
@ConfigurationProperties(prefix = "spico.web", ignoreUnknownFields = false)
public record WebSettings(@DefaultValue("web/dist") Path folder) {}
