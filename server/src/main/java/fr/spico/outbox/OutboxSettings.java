package fr.spico.outbox;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `spico.outbox.*`
///
/// @param undoWindow how long a mail can be taken back; 0 = not at all
/// @param maxRecipients of one mail
/// @param retryPauses between tries while the operator cannot take a mail; the last one repeats
/// @param giveUpAfter age at which a mail that the operator never took counts as refused
/// @param platformMailLife how long a mail of the platform itself (a code) is worth sending
/// @param productNumber `X-MSS-NIL` (ECO.2.4.3): the number that the product was given when it was
///   approved; empty = no such header
@ConfigurationProperties(prefix = "spico.outbox", ignoreUnknownFields = false)
public record OutboxSettings(
        @DefaultValue("8s") Duration undoWindow,
        @DefaultValue("100") int maxRecipients,
        @DefaultValue({"10s", "30s", "1m", "5m", "15m", "1h"}) List<Duration> retryPauses,
        @DefaultValue("48h") Duration giveUpAfter,
        @DefaultValue("10m") Duration platformMailLife,
        @DefaultValue("") String productNumber) {

    public OutboxSettings {
        if (undoWindow.isNegative() || maxRecipients < 1 || retryPauses.isEmpty()) {
            throw new IllegalArgumentException("spico.outbox: a value makes no sense");
        }
        if (!productNumber.matches("[A-Za-z0-9-]*")) {
            throw new IllegalArgumentException("spico.outbox.product-number: letters and digits");
        }
    }

    /// @param attempts tries so far, at least one
    Duration pauseAfter(int attempts) {
        return retryPauses.get(Math.clamp(attempts - 1L, 0, retryPauses.size() - 1));
    }
}
