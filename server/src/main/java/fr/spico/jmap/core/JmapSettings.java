package fr.spico.jmap.core;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `spico.jmap.*`: the limits, announced in the session and enforced (RFC 8620 §2). Sizes in
/// octets; "concurrent" counts are per platform account.
///
/// @param uploadQuota octets of uploads that an account may have waiting to be used
/// @param uploadLife how long an upload is kept
/// @param maxEventSources open event streams; one more ends the oldest
/// @param pingAtLeast the shortest interval between two pings of an event stream
/// @param lookEvery how often an event stream checks that its reader is still welcome
@ConfigurationProperties(prefix = "spico.jmap", ignoreUnknownFields = false)
public record JmapSettings(
        @DefaultValue("26214400") long maxSizeUpload,
        @DefaultValue("4") int maxConcurrentUpload,
        @DefaultValue("10000000") int maxSizeRequest,
        @DefaultValue("8") int maxConcurrentRequests,
        @DefaultValue("32") int maxCallsInRequest,
        @DefaultValue("1000") int maxObjectsInGet,
        @DefaultValue("1000") int maxObjectsInSet,
        @DefaultValue("209715200") long uploadQuota,
        @DefaultValue("1d") Duration uploadLife,
        @DefaultValue("20") int maxEventSources,
        @DefaultValue("5s") Duration pingAtLeast,
        @DefaultValue("30s") Duration lookEvery) {}
