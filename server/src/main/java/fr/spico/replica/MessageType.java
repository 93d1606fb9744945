package fr.spico.replica;

/// The types of messages that « Discussions » tells apart; more will come with the platform's own
/// messages.
public enum MessageType {
    PROFESSIONAL,
    PATIENT
}
