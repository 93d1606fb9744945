package fr.spico.exchange;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `spico.exchange.*`
///
/// @param oid object identifier that the platform's organisation was given; its archives and the
///   numbers of its patients are named below it. The default belongs to nobody: give your own
/// @param version of the software, as archives say it
/// @param editor of the software, as archives say it
/// @param cache octets of received archives that are kept in memory for some minutes, so that
///   looking at ten documents fetches their mail once
@ConfigurationProperties(prefix = "spico.exchange", ignoreUnknownFields = false)
public record ExchangeSettings(
        @DefaultValue("2.25.151023817384521230955211406543011294021") String oid,
        @DefaultValue("0.1.0") String version,
        @DefaultValue("Spico") String editor,
        @DefaultValue("67108864") long cache) {

    public ExchangeSettings {
        if (!oid.matches("[0-2](\\.(0|[1-9][0-9]*))+") || oid.length() > 58) {
            throw new IllegalArgumentException(
                    "spico.exchange.oid: an OID of 58 characters at most");
        }
    }

    Issuer issuer() {
        return new Issuer(oid, "Spico", version, editor);
    }
}
