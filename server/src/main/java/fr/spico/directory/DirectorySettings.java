package fr.spico.directory;

import fr.spico.directory.DirectoryRules.Source;
import fr.spico.directory.DirectoryVersion.Origin;
import fr.spico.directory.annuaire.AnnuaireSettings;
import fr.spico.directory.ldap.LdapSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `spico.directory.*`: where the directories come from, and when.
///
/// @param national the national directory (`Extraction_Correspondance_MSSante`)
/// @param regional the operator's own, in the same format or by LDAP
/// @param maxRemovedShare a version that would remove a larger share (0–1) of the current entries
///   is refused
/// @param maxRejectedShare a version with a larger share of unusable rows is refused
/// @param keepVersions how many former versions can be gone back to
/// @param dailyAt time of day (Paris) of the daily import; none = by hand only
/// @param checkEvery how often a node looks whether another one switched
/// @param annuaire the API of the Annuaire Santé: details of a person, and deltas of the national
///   directory; none = neither
@ConfigurationProperties(prefix = "spico.directory", ignoreUnknownFields = false)
public record DirectorySettings(
        @DefaultValue Place national,
        @DefaultValue Place regional,
        @DefaultValue("0.3") double maxRemovedShare,
        @DefaultValue("0.1") double maxRejectedShare,
        @DefaultValue("7") int keepVersions,
        @Nullable LocalTime dailyAt,
        @DefaultValue("10s") Duration checkEvery,
        @Nullable AnnuaireSettings annuaire) {

    /// Where one directory is: one of `file`, `url` and `ldap`.
    ///
    /// @param file text or ZIP
    /// @param url of a text or a ZIP
    /// @param trustStore PKCS#12 file of the authorities to trust for `url`, instead of the JDK's
    /// @param timeout of each step of the download
    /// @param ldap an LDAP server that holds it
    public record Place(
            @Nullable Path file,
            @Nullable URI url,
            @Nullable Path trustStore,
            @DefaultValue("60s") Duration timeout,
            @Nullable LdapSettings ldap) {

        public Place {
            if (Stream.of(file, url, ldap).filter(Objects::nonNull).count() > 1) {
                throw new IllegalArgumentException(
                        "spico.directory: a directory has one of file, url and ldap");
            }
        }

        Optional<Origin> origin() {
            if (file != null) {
                return Optional.of(Origin.FILE);
            }
            return url != null
                    ? Optional.of(Origin.URL)
                    : Optional.ofNullable(ldap).map(any -> Origin.LDAP);
        }
    }

    Place place(Source source) {
        return switch (source) {
            case NATIONAL -> national;
            case REGIONAL -> regional;
        };
    }
}
