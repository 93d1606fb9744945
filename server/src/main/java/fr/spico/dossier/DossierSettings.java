package fr.spico.dossier;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `spico.dossier.*`
///
/// @param testIdentities whether INS of test and demonstration are taken; never in production
@ConfigurationProperties(prefix = "spico.dossier", ignoreUnknownFields = false)
public record DossierSettings(@DefaultValue("false") boolean testIdentities) {}
