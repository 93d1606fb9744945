package fr.spico.replica;

import java.util.List;

/// What changed since a state (RFC 8620 §5.2). States are decimal numbers that only grow, one
/// sequence per mailbox.
///
/// @param upToDate false: the old state is too old to tell (`cannotCalculateChanges`)
public record ReplicaChange(
        long oldState,
        long newState,
        boolean hasMore,
        boolean upToDate,
        List<Long> created,
        List<Long> updated,
        List<Long> destroyed) {

    public enum Type {
        EMAIL,
        THREAD,
        MAILBOX
    }
}
