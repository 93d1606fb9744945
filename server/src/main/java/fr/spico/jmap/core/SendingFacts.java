package fr.spico.jmap.core;

import java.time.Duration;

/// What the session announces about sending.
///
/// @param undoWindow how long a submission can be taken back
/// @param maxDelayedSend how far ahead a mail may be planned
public record SendingFacts(Duration undoWindow, Duration maxDelayedSend) {}
