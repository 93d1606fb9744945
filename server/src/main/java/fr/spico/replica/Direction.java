package fr.spico.replica;

/// Seen from the mailbox: sent by it, or received.
public enum Direction {
    RECEIVED,
    SENT
}
