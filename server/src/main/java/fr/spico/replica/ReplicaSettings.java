package fr.spico.replica;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `spico.replica.*`
///
/// @param watch false: this node keeps no mailbox in step with the operator (it still serves them)
/// @param firstPage messages of each folder that are fetched before anything else
/// @param chunk messages fetched and written at a time after that
/// @param textOctets of a text part that are fetched, still transfer-encoded
/// @param fills chunks being fetched at one time on this node, all mailboxes together
/// @param look pause between looks at the folders that IDLE does not watch, while nobody listens to
///   the mailbox or the operator tells of all folders by itself (NOTIFY)
/// @param lookWatched the same while a client listens to the mailbox
/// @param connections for requests to one mailbox, besides the one that watches
/// @param connectionIdle after which such a connection is closed
/// @param retryFirst pause after a first failure; doubles up to `retryAtMost`
/// @param lease a node that is silent for so long loses its mailboxes to another
/// @param changesKept age of the oldest change that a client may ask for
@ConfigurationProperties(prefix = "spico.replica", ignoreUnknownFields = false)
public record ReplicaSettings(
        @DefaultValue("true") boolean watch,
        @DefaultValue("50") int firstPage,
        @DefaultValue("200") int chunk,
        @DefaultValue("262144") int textOctets,
        @DefaultValue("4") int fills,
        @DefaultValue("10m") Duration look,
        @DefaultValue("5s") Duration lookWatched,
        @DefaultValue("3") int connections,
        @DefaultValue("60s") Duration connectionIdle,
        @DefaultValue("1s") Duration retryFirst,
        @DefaultValue("60s") Duration retryAtMost,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("14d") Duration changesKept) {}
