package fr.spico.jmap.webpush;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `spico.push.*`: push to addresses that programs give (RFC 8620 §7.2).
///
/// @param maxSubscriptions of one account
/// @param maxCodesPerHour verification codes sent for one account: nobody uses us to flood another
/// @param life how long a subscription lives unless it is renewed, at most
/// @param timeout to connect, and then for the whole exchange
/// @param lookEvery how often a node looks which mailboxes to listen to
/// @param loopback whether receivers on this very machine are served, and without TLS: for a
///   sandbox
@ConfigurationProperties(prefix = "spico.push", ignoreUnknownFields = false)
record PushSettings(
        @DefaultValue("20") int maxSubscriptions,
        @DefaultValue("60") int maxCodesPerHour,
        @DefaultValue("7d") Duration life,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("30s") Duration lookEvery,
        @DefaultValue("false") boolean loopback) {}
