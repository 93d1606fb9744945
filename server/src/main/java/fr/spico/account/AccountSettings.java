package fr.spico.account;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `spico.account.*`
///
/// @param importFile JSON array of the accounts to create or update at start; none = no import
/// @param freeTries failed sign-ins per account before each further one has to wait
/// @param freeTriesPerOrigin the same per address of origin, which many people may share
/// @param firstPause the first wait; each further failure doubles it
/// @param longestPause the longest wait, so that nobody can lock somebody out for good
/// @param forgetAfter failures are forgotten when none was added for this long
@ConfigurationProperties(prefix = "spico.account", ignoreUnknownFields = false)
public record AccountSettings(
        @Nullable Path importFile,
        @DefaultValue("5") int freeTries,
        @DefaultValue("30") int freeTriesPerOrigin,
        @DefaultValue("5s") Duration firstPause,
        @DefaultValue("5m") Duration longestPause,
        @DefaultValue("1h") Duration forgetAfter) {}
