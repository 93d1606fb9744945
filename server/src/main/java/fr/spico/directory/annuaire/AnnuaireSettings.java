package fr.spico.directory.annuaire;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `spico.directory.annuaire.*`: the FHIR API of the Annuaire Santé.
///
/// @param url the base, without a slash at its end
/// @param apiKey of the application, sent as `ESANTE-API-KEY`
/// @param trustStore PKCS#12 file of the authorities to trust, instead of the JDK's
/// @param timeout of a connection, and of an answer that does not come on
/// @param callsPerSecond of this node; the API counts those of all nodes of an application together
/// @param pageSize results in a page; the API gives 50 at most
/// @param tries of a call before it has failed
/// @param firstPause before the second try; it doubles from one to the next
/// @param overlap how far before the current version's own time a delta begins: clocks differ, and
///   a flat file is older than its date
/// @param maxChanges more changed people and structures than that are better read as a whole file
/// @param daily the daily import of the national directory is a delta
/// @param wholeEvery the daily import is a whole file again when the last one is older
public record AnnuaireSettings(
        @DefaultValue("https://gateway.api.esante.gouv.fr/fhir/v2") URI url,
        @Nullable String apiKey,
        @Nullable Path trustStore,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("17") int callsPerSecond,
        @DefaultValue("50") int pageSize,
        @DefaultValue("5") int tries,
        @DefaultValue("1s") Duration firstPause,
        @DefaultValue("1d") Duration overlap,
        @DefaultValue("200000") int maxChanges,
        @DefaultValue("false") boolean daily,
        @DefaultValue("7d") Duration wholeEvery) {

    /// The API forgets changes that are older.
    public static final Duration REACH = Duration.ofDays(30);

    public AnnuaireSettings {
        if (apiKey == null || apiKey.isBlank()) {
            throw new IllegalArgumentException("spico.directory.annuaire needs an api-key");
        }
        if (callsPerSecond < 1 || pageSize < 1 || tries < 1) {
            throw new IllegalArgumentException(
                    "spico.directory.annuaire: calls-per-second, page-size and tries are at least 1");
        }
    }

    @Override
    public String toString() {
        return "AnnuaireSettings[" + url + "]";
    }
}
